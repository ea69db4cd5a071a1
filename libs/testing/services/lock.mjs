// @ts-check
// A lock between processes: a file that names its owner. The owner's death frees it.
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { identify, isAlive } from './processes.mjs';

/** Breaking a dead owner's lock takes microseconds; a breaker older than this has died too. */
const BREAKER_LIFE_MS = 10_000;

/**
 * Runs `work` while no other process holds `file`, waiting for it when necessary.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ waitMs?: number, onWait?: (ownerPid: number) => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { waitMs = 600_000, onWait } = {}) {
  const deadlineAt = Date.now() + waitMs;
  let waiting = false;
  while (!take(file)) {
    const owner = readOwner(file);
    if (owner && isAlive(owner)) {
      if (!waiting) onWait?.(owner.pid);
      waiting = true;
      if (Date.now() > deadlineAt) throw new Error(`process ${owner.pid} has held ${file} for ${Math.round(waitMs / 1000)} s`);
      await delay(50);
    } else if (owner) {
      breakLock(file, owner);
      await delay(5);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** The living process that holds `file`; null when none does. @param {string} file */
export function holderOf(file) {
  const owner = readOwner(file);
  return owner && isAlive(owner) ? owner : null;
}

/** @param {string} file */
function take(file) {
  // Written aside and linked: the lock never exists without its owner's name in it.
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file @returns {import('./processes.mjs').ProcessId | null} */
function readOwner(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    return { pid: 0, startedAt: 'unreadable' };
  }
}

/**
 * Removes a dead owner's lock. Two processes may find it dead at once, and the slower one must not remove the
 * lock that the faster one has taken since: only the holder of the breaker removes, after looking again.
 * @param {string} file
 * @param {import('./processes.mjs').ProcessId} dead
 */
function breakLock(file, dead) {
  const breaker = `${file}.breaker`;
  try {
    writeFileSync(breaker, '', { flag: 'wx' });
  } catch {
    if (ageMs(breaker) > BREAKER_LIFE_MS) rmSync(breaker, { force: true });
    return;
  }
  try {
    const owner = readOwner(file);
    if (owner && owner.pid === dead.pid && owner.startedAt === dead.startedAt) rmSync(file, { force: true });
  } finally {
    rmSync(breaker, { force: true });
  }
}

/** @param {string} file */
function ageMs(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
