// @ts-check
// Processes by pid *and* start time: a pid alone may have been given to a stranger since it was written down.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {{ pid: number, startedAt: string }} ProcessId */

/**
 * The identity of a running process; null when there is none (a zombie counts as gone).
 * @param {number} pid
 * @returns {ProcessId | null}
 */
export function identify(pid) {
  const startedAt = process.platform === 'linux' ? startTimeOnLinux(pid) : startTimeByPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** @param {ProcessId | null | undefined} id */
export function isAlive(id) {
  return id !== null && id !== undefined && identify(id.pid)?.startedAt === id.startedAt;
}

/**
 * Asks a process to end, and kills it when it has not ended in time. Does nothing when it is gone already
 * or when its pid belongs to another process now.
 * @param {ProcessId | null | undefined} id
 * @param {number} [graceMs]
 */
export async function terminate(id, graceMs = 15_000) {
  if (!id || !isAlive(id)) return;
  signal(id, 'SIGTERM');
  if (await endsWithin(id, graceMs)) return;
  signal(id, 'SIGKILL');
  if (!(await endsWithin(id, 5_000))) throw new Error(`process ${id.pid} does not end`);
}

/**
 * Who started this process: its parent and, when that is only a shell in between, the parent of that. npm runs
 * commands through a shell, and neither passes on every signal. Empty where it cannot be known.
 * @returns {ProcessId[]}
 */
export function launchers() {
  const parent = identify(process.ppid);
  if (!parent || process.platform !== 'linux') return parent ? [parent] : [];
  const { name, parentPid } = statOnLinux(parent.pid) ?? { name: '', parentPid: 0 };
  const grandparent = /^(ba|da)?sh$/.test(name) ? identify(parentPid) : null;
  return grandparent ? [parent, grandparent] : [parent];
}

/**
 * Servers whose working folder lies in `folder`: what an earlier run left behind without writing it down.
 * Linux only; elsewhere nothing is found.
 * @param {string} folder
 * @param {readonly string[]} names  file names of the executables
 * @returns {ProcessId[]}
 */
export function strayServers(folder, names) {
  if (process.platform !== 'linux') return [];
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      const inside = linkTarget(`/proc/${pid}/cwd`);
      if (inside === null || !`${inside}${path.sep}`.startsWith(`${real}${path.sep}`)) return false;
      return names.includes(path.basename(linkTarget(`/proc/${pid}/exe`) ?? ''));
    })
    .map((pid) => identify(Number(pid)))
    .filter((id) => id !== null);
}

/** @param {number} pid @returns {string | null} */
function startTimeOnLinux(pid) {
  const stat = statOnLinux(pid);
  return stat === null || stat.state === 'Z' || stat.state === 'X' ? null : `${stat.startTicks}@${bootId()}`;
}

/** See proc_pid_stat(5). @param {number} pid */
function statOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses and may itself hold spaces and parentheses.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    return { name: stat.slice(stat.indexOf('(') + 1, end), state: fields[0], parentPid: Number(fields[1]), startTicks: fields[19] };
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {string | null} */
function startTimeByPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const [state, ...startedAt] = line.split(/\s+/);
    return line === '' || state?.startsWith('Z') ? null : startedAt.join(' ');
  } catch {
    return null;
  }
}

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    return '';
  }
}

/** The whole group when the process leads one: a test runner's workers end with it. @param {ProcessId} id @param {NodeJS.Signals} name */
function signal(id, name) {
  for (const target of [-id.pid, id.pid]) {
    try {
      process.kill(target, name);
      return;
    } catch (error) {
      // It leads no group, or has ended between the look and the signal.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }
}

/** @param {ProcessId} id @param {number} limitMs */
async function endsWithin(id, limitMs) {
  const deadlineAt = Date.now() + limitMs;
  while (isAlive(id)) {
    if (Date.now() > deadlineAt) return false;
    await delay(20);
  }
  return true;
}

/** @param {string} link @returns {string | null} */
function linkTarget(link) {
  try {
    return readlinkSync(link).replace(/ \(deleted\)$/, '');
  } catch {
    return null;
  }
}
