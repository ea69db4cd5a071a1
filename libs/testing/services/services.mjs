// @ts-check
// One set of services and who uses it. Every change happens under the home's lock.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOrphanedChildren, stopEverything, tidy } from './endings.mjs';
import { databaseUrlOf, redisUrlOf, requireDatabase, requireRedis } from './environment.mjs';
import { withLock } from './lock.mjs';
import { databaseName, databaseUser } from './mariadb.mjs';
import { identify, isAlive } from './processes.mjs';
import { ServiceError } from './server.mjs';
import { provide } from './sources.mjs';

/** @typedef {import('./home.mjs').Home} Home */
/** @typedef {import('./home.mjs').State} State */
/** @typedef {{ DATABASE_URL: string, REDIS_URL: string }} Connections */

/**
 * Makes the services run, or joins those that run, for as long as the process `pid` lives or until `release`.
 * What the environment names is used as it is and not counted.
 * @param {Home} home
 * @param {{ pid: number, keep?: boolean, log: (line: string) => void, env?: NodeJS.ProcessEnv }} options
 *   `keep`: they stay after `pid` has ended, until `stop`
 * @returns {Promise<Connections>}
 */
export async function acquire(home, { pid, keep = false, log, env = process.env }) {
  const databaseUrl = databaseUrlOf(env);
  const redisUrl = redisUrlOf(env);
  if (databaseUrl) await requireDatabase(databaseUrl);
  if (redisUrl) await requireRedis(redisUrl);
  if (databaseUrl && redisUrl) return { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl };

  home.prepare();
  return withLock(home.lockFile, async () => {
    const state = await tidy(home);
    const owner = identify(pid);
    if (!owner) throw new ServiceError(`there is no process ${pid} to run the services for`);
    // First the holder and the watchdog: should we be killed in the middle, somebody cleans up.
    state.holders = [...state.holders.filter((holder) => holder.owner.pid !== pid), { owner }];
    if (!isAlive(state.watchdog)) state.watchdog = startWatchdog(home);
    home.writeState(state);
    try {
      const ports = await provide(home, state, [...databaseUrl ? [] : /** @type {const} */ (['mysql']), ...redisUrl ? [] : /** @type {const} */ (['redis'])], log);
      if (keep) {
        state.kept = true;
        forget(state, pid);
        home.writeState(state);
      }
      const { mysql, redis } = home.secrets();
      return {
        DATABASE_URL: databaseUrl ?? `mysql://${databaseUser}:${mysql}@127.0.0.1:${ports.get('mysql')}/${databaseName}`,
        REDIS_URL: redisUrl ?? `redis://:${redis}@127.0.0.1:${ports.get('redis')}/0`,
      };
    } catch (error) {
      forget(state, pid);
      await stopIfUnused(home, state);
      throw error;
    }
  }, { onWait: (ownerPid) => log(`waiting for process ${ownerPid}, which is starting or stopping the same services`) });
}

/** Ends one process's use; the services stop with their last user. @param {Home} home @param {number} pid */
export async function release(home, pid) {
  if (!home.exists()) return;
  await withLock(home.lockFile, async () => {
    const state = home.readState();
    forget(state, pid);
    await endOrphanedChildren(state);
    await stopIfUnused(home, state);
  });
}

/**
 * Names a command that a holder runs on the services: when the holder dies without ending it, the watchdog does.
 * @param {Home} home @param {number} pid @param {number} childPid
 */
export async function nameChild(home, pid, childPid) {
  if (!home.exists()) return;
  await withLock(home.lockFile, async () => {
    const state = home.readState();
    const child = identify(childPid);
    for (const holder of state.holders) {
      if (holder.owner.pid === pid && child) holder.children = [...(holder.children ?? []).filter(isAlive), child];
    }
    home.writeState(state);
  });
}

/** Stops everything of this home, whoever uses it. @param {Home} home */
export async function stop(home) {
  if (!home.exists()) return;
  await withLock(home.lockFile, () => stopEverything(home, home.readState()));
}

/** @param {Home} home */
export function status(home) {
  const state = home.readState();
  const running = (/** @type {import('./home.mjs').RunningServer | undefined} */ server) =>
    server && isAlive(server.process) ? { pid: server.process.pid, port: server.port } : null;
  return {
    scope: home.scope,
    folder: home.folder,
    mariadb: running(state.mariadb),
    redis: running(state.redis),
    docker: state.docker ?? null,
    usedBy: state.holders.filter((holder) => isAlive(holder.owner)).map((holder) => holder.owner.pid),
    kept: state.kept,
  };
}

/** @param {State} state @param {number} pid */
function forget(state, pid) {
  state.holders = state.holders.filter((holder) => holder.owner.pid !== pid);
}

/** @param {Home} home @param {State} state */
async function stopIfUnused(home, state) {
  if (state.holders.length === 0 && !state.kept) await stopEverything(home, state);
  else home.writeState(state);
}

/** @param {Home} home @returns {import('./processes.mjs').ProcessId} */
function startWatchdog(home) {
  const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'watchdog.mjs');
  const child = spawn(process.execPath, [program, home.scope, path.dirname(home.folder)], { detached: true, stdio: 'ignore', cwd: '/' });
  child.unref();
  const id = child.pid === undefined ? null : identify(child.pid);
  if (!id) throw new ServiceError(`the watchdog could not be run: ${program}`);
  return id;
}
