import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { findMariadb } from './services/binaries.mjs';
import { Home } from './services/home.mjs';
import { databaseName, databaseUser, startMariadb } from './services/mariadb.mjs';
import { isFree } from './services/network.mjs';
import { isAlive, type ProcessId } from './services/processes.mjs';
import { testFolder } from './test-services';
import type { DatabaseAddress } from './test-database';
import { waitFor } from './wait-for';

/** A MariaDB that belongs to one test: it may be killed and started again, and keeps what was committed. */
export interface PrivateMariadb {
  readonly address: DatabaseAddress;
  /** Does something as the administrator, whom a server that is read only does not refuse. */
  asAdmin<T>(work: (admin: Connection) => Promise<T>): Promise<T>;
  /** Ends it at once, as a crash does: with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again where it was, with what it had. */
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Starts a MariaDB for tests that make it fail; takes some seconds. */
export async function startPrivateMariadb(): Promise<PrivateMariadb> {
  const programs = findMariadb();
  if (programs === null) throw new Error('there is no MariaDB on this machine');
  const folder = mkdtempSync(path.join(testFolder(), 'mariadb-'));
  // As in development: what was committed is on the disk when the commit is answered.
  const home = new Home('dev', folder);
  home.prepare();
  const state = home.readState();
  let server: ProcessId | null = null;
  const start = async (): Promise<number> => (await startMariadb(home, state, programs, (started) => { server = started.process; })).port;
  const signal = (): void => { if (server !== null && isAlive(server)) process.kill(server.pid, 'SIGKILL'); };
  const kill = async (): Promise<void> => {
    signal();
    await waitFor('the private MariaDB is gone', () => !isAlive(server));
  };
  process.once('exit', signal);
  const port = await start();
  const { admin: adminPassword, mysql: password } = home.secrets();
  return {
    address: {
      host: '127.0.0.1', port, username: databaseUser, password, database: databaseName,
      url: `mysql://${databaseUser}:${password}@127.0.0.1:${port}/${databaseName}`,
    },
    asAdmin: async (work) => {
      const admin = await createConnection({ socketPath: home.socketPath(state, 'mysqld.sock'), user: 'root', password: adminPassword, database: databaseName });
      try {
        return await work(admin);
      } finally {
        await admin.end();
      }
    },
    kill,
    start: async () => {
      // A process of many threads counts as gone when its first thread is; the others still hold its port.
      await waitFor('the killed server has let go of its port', () => isFree(port));
      // Clients know it by its port; another process can have taken that only in the moment it was free.
      const again = await start();
      if (again !== port) throw new Error(`the private MariaDB came back on port ${again}, not ${port}`);
    },
    stop: async () => {
      process.off('exit', signal);
      await kill();
      home.removeSocketFolder(state);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
