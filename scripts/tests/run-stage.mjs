// @ts-check
// Runs one stage to its end and counts. A stage that could not count its tests has failed once.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { identify, terminate } from '../../libs/testing/services/processes.mjs';
import { projectRoot } from '../../libs/testing/services/home.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** A stage that hangs is ended, and has failed. */
const STAGE_LIMIT_MS = 20 * 60_000;
/** A quarter of a processor that both want: on a machine that others use, too, what computes still gets on. */
const LOW_PRIORITY = 5;

/**
 * @param {import('./stages.mjs').Stage} stage
 * @param {{ env: NodeJS.ProcessEnv, extra: readonly string[], besideOthers: boolean, onStart: (pid: number) => Promise<void> }} options
 *   `besideOthers`: stages of the other lane run at the same time
 * @returns {Promise<Counts>}
 */
export async function runStage(stage, { env, extra, besideOthers, onStart }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-test-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    // A group of its own: what a test run leaves behind ends with it.
    const yields = besideOthers && stage.lane === 'computing';
    const [program, ...args] = [...yields ? ['nice', '-n', String(LOW_PRIORITY)] : [], ...stage.command({ reportFile, extra })];
    const child = spawn(program ?? '', args, {
      // Two would paint their progress over each other's; under CI nobody paints.
      cwd: projectRoot, env: besideOthers ? { ...env, CI: 'true' } : env, stdio: ['ignore', 'inherit', 'inherit'], detached: true,
    });
    const exit = new Promise((resolve) => {
      child.once('error', () => resolve(null));
      child.once('exit', resolve);
    });
    const id = child.pid === undefined ? null : identify(child.pid);
    if (child.pid !== undefined && yields) yieldAsAGroup(child.pid);
    if (child.pid !== undefined) await onStart(child.pid);
    const limit = setTimeout(() => {
      process.stderr.write(`${stage.name} has not ended after ${STAGE_LIMIT_MS / 60_000} minutes: it is ended\n`);
      void terminate(id);
    }, STAGE_LIMIT_MS);
    const code = await exit;
    clearTimeout(limit);
    return stage.kind === 'jest' ? countJest(reportFile, code) : { passed: Number(code === 0), failed: Number(code !== 0), skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Where Linux shares the processors out by session first, a nice value counts within its session only: see sched(7),
 * "The autogroup feature".
 * @param {number} pid  of the session's leader
 */
function yieldAsAGroup(pid) {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(LOW_PRIORITY));
  } catch {
    // Another kernel, or one without the feature.
  }
}

/**
 * What Jest reports. A file that does not even load counts as one failure, and so does anything else that made
 * Jest fail without a failed test: no tests at all, a global setup that threw, a crash.
 * @param {string} reportFile @param {number | null} code
 * @returns {Counts}
 */
export function countJest(reportFile, code) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8'));
    counts = {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    // Jest died before it wrote its report: then its exit code is not 0 either.
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
