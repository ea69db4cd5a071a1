// @ts-check
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mysqlGreets } from '../../libs/testing/services/network.mjs';
import { withLock } from '../../libs/testing/services/lock.mjs';
import { identify, terminate } from '../../libs/testing/services/processes.mjs';

const GREETS_WITHIN_MS = 30_000;

/**
 * Shuts the home's own database down as an upgrade does, and starts it again as it was started.
 * @param {import('../../libs/testing/services/home.mjs').Home} home
 */
export async function restartMariadb(home) {
  await withLock(home.lockFile, async () => {
    const state = home.readState();
    const { mariadb } = state;
    if (!mariadb) throw new Error('the soak has no database of its own to restart');
    const [program = '', ...args] = readFileSync(`/proc/${mariadb.process.pid}/cmdline`, 'utf8').split('\0').filter((word) => word !== '');
    await terminate(mariadb.process);
    const child = spawn(program, args, { detached: true, stdio: 'ignore', cwd: home.at('mariadb', 'data') });
    child.unref();
    const started = child.pid === undefined ? null : identify(child.pid);
    if (!started) throw new Error('the database could not be started again');
    // Known to whoever stops the services at the end.
    state.mariadb = { ...mariadb, process: started };
    home.writeState(state);
    for (const deadline = Date.now() + GREETS_WITHIN_MS; !(await mysqlGreets('127.0.0.1', mariadb.port));) {
      if (Date.now() > deadline) throw new Error('the database did not come back');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}
