import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port';
import { testFolder } from './test-services';
import { waitFor } from './wait-for';

/** A Redis that belongs to one test: it may be flushed, killed and started again on the same port. */
export interface PrivateRedis {
  readonly url: string;
  /** Ends it at once, as a crash does: with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again, empty, where it was. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * Starts a Redis for tests that flush it or kill it; ready in some tens of milliseconds. Needs `redis-server`.
 * @param parent where its folder is made; whatever runs below the tests' folder ends with the tests' services
 */
export async function startPrivateRedis(parent = testFolder()): Promise<PrivateRedis> {
  const folder = mkdtempSync(path.join(parent, 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  let server = await start(folder, port, url);
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const killAtExit = (): void => { server.kill('SIGKILL'); };
  process.once('exit', killAtExit);
  return {
    url, kill,
    restart: async () => {
      await kill();
      server = await start(folder, port, url);
    },
    stop: async () => {
      process.off('exit', killAtExit);
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(folder: string, port: number, url: string): Promise<ChildProcess> {
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const server = spawn('redis-server', settings, { cwd: folder, stdio: 'ignore' });
  const failed = once(server, 'error').then(([error]) => { throw error; });
  const probe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => 10 });
  probe.on('error', () => undefined); // Refused until it listens.
  try {
    const answered = waitFor('the private Redis answers', () => probe.ping().catch(() => null));
    await Promise.race([answered, failed]);
    failed.catch(() => undefined);
    return server;
  } finally {
    probe.disconnect();
  }
}
