// @ts-check
// Starting one server in the background, and trying again when somebody took its port in between.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { becomesTrue, freePort } from './network.mjs';
import { identify, isAlive, terminate } from './processes.mjs';

/** @typedef {import('./home.mjs').RunningServer} RunningServer */

/** An unclean shutdown of a large database is recovered before it answers. */
const START_LIMIT_MS = 60_000;
const PORT_TRIES = 3;

/** A failure with a reason that is meant for the person at the terminal: shown without a stack. */
export class ServiceError extends Error {}

/**
 * @typedef {object} ServerPlan
 * @property {string} name
 * @property {string} program
 * @property {(port: number) => string[]} argumentsFor
 * @property {string} folder    its working folder, by which a stray one is recognised
 * @property {string} logFile
 * @property {RegExp} portTaken how its log says so
 * @property {(port: number, pid: number) => Promise<boolean>} answers
 */

/**
 * Starts a server that outlives this process, and waits until it answers.
 * @param {ServerPlan} plan
 * @param {number | undefined} wishedPort  the port of the last time, so that other tools' settings stay right
 * @param {(server: RunningServer) => void} onSpawn  called at once, so that a crash of ours leaves a trace of it
 * @returns {Promise<RunningServer>}
 */
export async function startServer(plan, wishedPort, onSpawn) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? wishedPort : undefined);
    const started = spawnInBackground(plan, port);
    onSpawn(started);
    const gone = () => !isAlive(started.process);
    const answered = await becomesTrue(() => plan.answers(port, started.process.pid), { limitMs: START_LIMIT_MS, unless: gone });
    // Somebody else may answer on that port while ours has died for want of it.
    if (answered && !gone()) return { ...started, ready: true };
    await terminate(started.process);
    if (attempt < PORT_TRIES && plan.portTaken.test(readFileSync(plan.logFile, 'utf8'))) continue;
    throw new ServiceError(`${plan.name} did not start. The end of ${plan.logFile}:\n${tail(plan.logFile)}`);
  }
}

/** @param {string} file @param {number} [lines] */
export function tail(file, lines = 12) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).map((line) => `  ${line}`).join('\n');
  } catch {
    return '  (nothing was written)';
  }
}

/** @param {ServerPlan} plan @param {number} port @returns {RunningServer} */
function spawnInBackground(plan, port) {
  const log = openSync(plan.logFile, 'w', 0o600);
  try {
    const child = spawn(plan.program, plan.argumentsFor(port), { cwd: plan.folder, detached: true, stdio: ['ignore', log, log] });
    child.on('error', () => undefined); // Reported below: it has no pid.
    child.unref();
    const id = child.pid === undefined ? null : identify(child.pid);
    if (!id) throw new ServiceError(`${plan.name} could not be run: ${plan.program}\n${tail(plan.logFile)}`);
    return { process: id, port, ready: false };
  } finally {
    closeSync(log);
  }
}
