import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '../wait-for';
import { Home, type State } from './home.mjs';
import { identify, isAlive, strayServers, type ProcessId } from './processes.mjs';

// Servers of its own in temporary folders: what a checkout does with nothing configured.
const run = promisify(execFile);
const cli = path.join(__dirname, 'cli.mjs');
const bases: string[] = [];
jest.setTimeout(90_000); // Each test makes databases of its own, perhaps beside others that do.

interface Checkout {
  readonly home: Home;
  readonly env: NodeJS.ProcessEnv;
  readonly services: (...args: string[]) => Promise<string>;
}

function checkout(): Checkout {
  const base = mkdtempSync(path.join(os.tmpdir(), 'paceline cli-'));
  bases.push(base);
  const env: NodeJS.ProcessEnv = { ...process.env, PACELINE_DATA_DIR: base };
  for (const name of ['DATABASE_URL', 'MYSQL_HOST', 'REDIS_URL', 'REDIS_HOST']) delete env[name];
  return {
    env,
    home: new Home('demo', base),
    services: async (...args) => (await run(process.execPath, [cli, ...args, '--scope', 'demo'], { env })).stdout,
  };
}

/** Runs a command on the services that says `ready` and then waits, and waits for that word. */
async function runWaitingCommand({ env }: Checkout): Promise<ChildProcess> {
  const source = 'console.log("ready " + process.pid); setInterval(() => undefined, 1000)';
  const owner = spawn(process.execPath, [cli, 'run', '--scope', 'demo', '--', process.execPath, '-e', source], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(owner.stdout, 'data');
  return owner;
}

function running({ home }: Checkout): ProcessId[] {
  const { mariadb, redis, watchdog, holders } = home.readState();
  const known = [mariadb?.process, redis?.process, watchdog, ...holders.flatMap((holder) => holder.children ?? [])];
  return [...known.filter((id) => id !== undefined).filter(isAlive), ...strayServers(home.folder, ['mariadbd', 'mysqld', 'redis-server', 'redis-check-rdb'])];
}

describe('services for development', () => {
  afterAll(async () => {
    for (const base of bases) {
      await run(process.execPath, [cli, 'stop', '--scope', 'all'], { env: { ...process.env, PACELINE_DATA_DIR: base } });
      rmSync(base, { recursive: true });
    }
  });

  it('are shared by all who start them, apart in two checkouts, and gone after stop, however often', async () => {
    const [mine, theirs] = [checkout(), checkout()];
    const [first, second, other] = await Promise.all([mine.services('start'), mine.services('start'), theirs.services('start')]);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    const all = [...running(mine), ...running(theirs)];
    await Promise.all([mine.services('stop'), theirs.services('stop')]);
    await mine.services('stop');
    expect(all.filter(isAlive)).toEqual([]);
    expect([...running(mine), ...running(theirs)]).toEqual([]);
  });

  it('end with the last command that runs on them, and pass on its exit code', async () => {
    const place = checkout();
    const first = await runWaitingCommand(place);
    await run(process.execPath, [cli, 'run', '--scope', 'demo', '--', 'true'], { env: place.env });
    expect(place.home.readState().mariadb?.ready).toBe(true);
    first.kill('SIGTERM');
    expect(await once(first, 'exit')).toEqual([143, null]);
    expect(running(place)).toEqual([]);
  });

  it('end when the one who started them is killed, and so does his command', async () => {
    const place = checkout();
    const owner = await runWaitingCommand(place);
    expect(running(place).length).toBeGreaterThanOrEqual(4);
    owner.kill('SIGKILL');
    await waitFor('nothing runs', () => running(place).length === 0 && place.home.readState().holders.length === 0);
  });

  it('start again after a kill in the middle of the first start', async () => {
    const place = checkout();
    const owner = spawn(process.execPath, [cli, 'start', '--scope', 'demo'], { env: place.env, stdio: 'ignore' });
    await waitFor('its database is being installed', () => existsSync(place.home.at('mariadb')));
    owner.kill('SIGKILL');
    await expect(place.services('start')).resolves.toContain('DATABASE_URL');
    await place.services('stop');
    expect(running(place)).toEqual([]);
  });

  it('never end a stranger who has the pid of one of theirs', async () => {
    const place = checkout();
    place.home.prepare();
    const stranger = { pid: process.pid, startedAt: 'when the state was written' };
    const server = { process: stranger, port: 1, ready: true };
    place.home.writeState({ mariadb: server, redis: server, watchdog: stranger, holders: [{ owner: stranger, children: [stranger] }], kept: true } satisfies State);
    await place.services('stop');
    expect(isAlive(identify(process.pid))).toBe(true);
  });

  it('name what the environment promises and does not hold, in one line', async () => {
    const env = { ...checkout().env, DATABASE_URL: 'mysql://u@127.0.0.1:1/d' };
    await expect(run(process.execPath, [cli, 'start'], { env })).rejects.toMatchObject({
      code: 1, stderr: 'services: the environment names a database at 127.0.0.1:1, but none answers there\n',
    });
  });
});
