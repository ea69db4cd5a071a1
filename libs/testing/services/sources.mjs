// @ts-check
// Where a database and a Redis come from: programs on this machine, Debian's packages, a container engine.
import { findMariadb, findRedis } from './binaries.mjs';
import { canInstallPackages, installPackages } from './debian.mjs';
import { engineAnswers, projectOf, startContainers } from './docker.mjs';
import { startMariadb } from './mariadb.mjs';
import { startRedis } from './redis.mjs';
import { ServiceError } from './server.mjs';

/** @typedef {import('./home.mjs').Home} Home */
/** @typedef {import('./home.mjs').State} State */
/** @typedef {'mysql' | 'redis'} Need */

const packageOf = /** @type {const} */ ({ mysql: 'mariadb-server', redis: 'redis-server' });

/**
 * Makes each need run that does not yet, from the first source that has it. What was started is in `state`, and on
 * disk, before it is waited for.
 * @param {Home} home @param {State} state @param {readonly Need[]} needs @param {(line: string) => void} log
 * @returns {Promise<Map<Need, number>>} the loopback port of each
 */
export async function provide(home, state, needs, log) {
  /** @type {Map<Need, number>} */
  const ports = new Map();
  if (state.mariadb) ports.set('mysql', state.mariadb.port);
  if (state.redis) ports.set('redis', state.redis.port);
  const absent = needs.filter((need) => !ports.has(need));
  await installMissing(absent, log);
  const containers = absent.filter((need) => !hasProgram(need));
  if (containers.length > 0) {
    if (!(await engineAnswers())) throw new ServiceError(adviceFor(containers));
    state.docker = projectOf(home);
    home.writeState(state);
    for (const [need, port] of await startContainers(home, containers)) ports.set(need, port);
  }
  const outcomes = await Promise.allSettled(absent.filter((need) => !containers.includes(need)).map(async (need) => {
    ports.set(need, await (need === 'mysql' ? startOwnMariadb(home, state) : startOwnRedis(home, state)));
  }));
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  return ports;
}

/**
 * Debian's packages for what has no program on this machine, when we may install them.
 * @param {readonly Need[]} needs @param {(line: string) => void} log
 * @returns {Promise<Need[]>} what is still missing
 */
export async function installMissing(needs, log) {
  const missing = needs.filter((need) => !hasProgram(need));
  if (missing.length > 0 && canInstallPackages()) await installPackages(missing.map((need) => packageOf[need]), log);
  return missing.filter((need) => !hasProgram(need));
}

/** One line: what is missing, and what to install. @param {readonly Need[]} needs */
export function adviceFor(needs) {
  const names = needs.map((need) => need === 'mysql' ? 'MariaDB or MySQL 8' : 'Redis').join(' and ');
  const variables = needs.map((need) => need === 'mysql' ? 'DATABASE_URL' : 'REDIS_URL').join(' and ');
  return `not found: ${names}. Install with: apt-get install ${needs.map((need) => packageOf[need]).join(' ')} ` +
    `(or set ${variables}, or start Docker)`;
}

/** @param {Home} home @param {State} state */
async function startOwnMariadb(home, state) {
  const programs = findMariadb();
  if (!programs) throw new ServiceError(adviceFor(['mysql']));
  const record = (/** @type {import('./home.mjs').RunningServer} */ server) => {
    state.mariadb = server;
    home.writeState(state);
  };
  const started = await startMariadb(home, state, programs, record);
  record(started);
  return started.port;
}

/** @param {Home} home @param {State} state */
async function startOwnRedis(home, state) {
  const program = findRedis();
  if (!program) throw new ServiceError(adviceFor(['redis']));
  const record = (/** @type {import('./home.mjs').RunningServer} */ server) => {
    state.redis = server;
    home.writeState(state);
  };
  const started = await startRedis(home, program, record);
  record(started);
  return started.port;
}

/** @param {Need} need */
function hasProgram(need) {
  return need === 'mysql' ? findMariadb() !== null : findRedis() !== null;
}
