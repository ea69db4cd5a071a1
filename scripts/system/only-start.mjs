// @ts-check
// One `npm start` in a checkout: two would share a database, a simulated switch's records and the logs' files.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { holderOf, withLock } from '../../libs/testing/services/lock.mjs';
import { accepts, becomesTrue } from '../../libs/testing/services/network.mjs';
import { isAlive, terminate } from '../../libs/testing/services/processes.mjs';

/** @typedef {import('../../libs/testing/services/home.mjs').Home} Home */
/** @typedef {import('../../libs/testing/services/processes.mjs').ProcessId} ProcessId */

/** What `npm start` says of itself while it is up, below its home. */
export const MARK = 'environment.json';
/** Of a system that ends its parts before itself. */
const ORPHAN_GRACE_MS = 30_000;
/** The apps of one that was killed notice it, and finish what they are at. */
const APPS_GRACE_MS = 15_000;

/**
 * Runs `work` unless another does in this home: then it throws at once, and nothing was touched.
 * @template T
 * @param {Home} home
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} log
 * @returns {Promise<T>}
 */
export async function asOnlyStart(home, work, log) {
  home.prepare();
  return await withLock(lockOf(home), async () => {
    await endWhatIsLeft(home, log);
    return await work();
  }, { onWait: (pid) => { throw new Error(alreadyRunning(home, pid)); } });
}

/** A start that ended as it should has taken its mark away. @param {Home} home @param {(line: string) => void} log */
async function endWhatIsLeft(home, log) {
  const left = readMark(home);
  if (left?.process && isAlive(left.process)) {
    log(`ending process ${left.process.pid}, which a killed npm start has left`);
    await terminate(left.process, ORPHAN_GRACE_MS);
  }
  if (left?.api) {
    const { hostname, port } = new URL(left.api);
    await becomesTrue(async () => !(await accepts(hostname, Number(port))), { limitMs: APPS_GRACE_MS });
  }
  rmSync(home.at(MARK), { force: true });
}

/** The process of the `npm start` that is up or on its way up here; null when none is. @param {Home} home */
export function startOf(home) {
  return holderOf(lockOf(home));
}

/** @param {Home} home */
function lockOf(home) {
  return home.at('start.lock');
}

/** @param {Home} home @param {number} pid */
function alreadyRunning(home, pid) {
  const mark = readMark(home);
  const where = mark?.process && isAlive(mark.process) && mark.api ? `at ${mark.api}` : 'still on its way up or down';
  return `already running here: npm start, process ${pid}, ${where}. Nothing was changed.`;
}

/** @param {Home} home @returns {{ process?: ProcessId, api?: string } | null} null: there is none, or an outage has torn it */
function readMark(home) {
  if (!existsSync(home.at(MARK))) return null;
  try {
    return JSON.parse(readFileSync(home.at(MARK), 'utf8'));
  } catch {
    return null;
  }
}
