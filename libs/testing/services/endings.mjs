// @ts-check
// Ending what runs: in order, after an interrupted start, or because its users are gone.
import { stopContainers } from './docker.mjs';
import { mysqlGreets, redisAnswers } from './network.mjs';
import { isAlive, strayServers, terminate } from './processes.mjs';

/** @typedef {import('./home.mjs').Home} Home */
/** @typedef {import('./home.mjs').State} State */

const serverNames = ['mariadbd', 'mysqld', 'redis-server', 'redis-check-rdb', 'valkey-server'];
/** InnoDB writes its dirty pages before it ends. */
const DATABASE_GRACE_MS = 60_000;
/** A command that runs the whole system ends its parts before itself. */
const CHILD_GRACE_MS = 30_000;

/**
 * Reads the state and makes it true: forgets what is gone, and ends what an interrupted start left half-done,
 * unrecorded or mute. To be called under the home's lock.
 * @param {Home} home
 * @returns {Promise<State>}
 */
export async function tidy(home) {
  const state = home.readState();
  await endOrphanedChildren(state);
  const { mariadb, redis } = state;
  if (!(mariadb?.ready && isAlive(mariadb.process) && await mysqlGreets('127.0.0.1', mariadb.port))) {
    await terminate(mariadb?.process, DATABASE_GRACE_MS);
    delete state.mariadb;
  }
  const password = home.secrets().redis;
  if (!(redis?.ready && isAlive(redis.process) && await redisAnswers({ host: '127.0.0.1', port: redis.port, password, pid: redis.process.pid }))) {
    await terminate(redis?.process);
    delete state.redis;
  }
  // Only in the folders that are ours alone: tests may run servers of their own elsewhere in the home.
  const wanted = [state.mariadb?.process.pid, state.redis?.process.pid];
  const strays = ['mariadb', 'redis'].flatMap((name) => strayServers(home.at(name), serverNames)).filter((id) => !wanted.includes(id.pid));
  await Promise.all(strays.map((id) => terminate(id)));
  if (!state.mariadb) home.removeSocketFolder(state);
  home.writeState(state);
  return state;
}

/** Ends everything, and says so in the state. To be called under the home's lock. @param {Home} home @param {State} state */
export async function stopEverything(home, state) {
  await terminate(state.watchdog, 2_000);
  await stopServers(home, state);
  home.removeSocketFolder(state);
  if (home.exists()) home.writeState({ holders: [], kept: false });
}

/** @param {Home} home @param {State} state */
export async function stopServers(home, state) {
  await Promise.all([
    terminate(state.mariadb?.process, DATABASE_GRACE_MS),
    terminate(state.redis?.process),
    state.docker ? stopContainers(home) : undefined,
  ]);
  await Promise.all(strayServers(home.folder, serverNames).map((id) => terminate(id)));
}

/**
 * Forgets dead holders, and ends the commands they ran on these services.
 * @param {State} state
 */
export async function endOrphanedChildren(state) {
  const orphans = state.holders.filter((holder) => !isAlive(holder.owner)).flatMap((holder) => holder.children ?? []);
  await Promise.all(orphans.map((orphan) => terminate(orphan, CHILD_GRACE_MS)));
  state.holders = state.holders.filter((holder) => isAlive(holder.owner));
}
