// @ts-check
// `npm test`, from a bare clone on: installs packages, starts private services, runs every stage, reports, cleans up.
// Usage: npm test [-- STAGE... [JEST OPTIONS...]], e.g. `npm test -- unit integration --testPathPatterns libs/queues`
import os from 'node:os';
import { ensureInstalled } from './packages.mjs';
import { identify, terminate } from '../libs/testing/services/processes.mjs';
import { Home } from '../libs/testing/services/home.mjs';
import { ServiceError } from '../libs/testing/services/server.mjs';
import { acquire, nameChild, release } from '../libs/testing/services/services.mjs';
import { onEnd } from '../libs/testing/services/signals.mjs';
import { runStage } from './tests/run-stage.mjs';
import { lanesOf, stages } from './tests/stages.mjs';

/** @typedef {import('./tests/run-stage.mjs').Counts} Counts */
/** @typedef {{ name: string, durationMs: number, counts: Counts }} Outcome */

/** @type {Counts} */
const none = { passed: 0, failed: 0, skipped: 0 };
const home = new Home('test');
/** @type {Set<import('../libs/testing/services/processes.mjs').ProcessId>} */
const running = new Set();
/** @type {NodeJS.Signals | null} */
let stoppedBy = null;

const { chosen, extra } = choose(process.argv.slice(2));
onEnd((signal) => {
  stoppedBy ??= signal;
  for (const id of running) void terminate(id);
});
/** @type {Outcome[]} */
const outcomes = [];
try {
  await prepareAndRun();
} finally {
  await release(home, process.pid);
}
report();

async function prepareAndRun() {
  if (!(await timed('install', async () => {
    await ensureInstalled({ onStart: begun });
    return none;
  })) || stoppedBy) return;
  let env = process.env;
  if (chosen.some((stage) => stage.needsServices) && !stoppedBy) {
    const log = (/** @type {string} */ line) => void process.stderr.write(`services: ${line}\n`);
    await timed('services', async () => {
      env = { ...process.env, ...await acquire(home, { pid: process.pid, log }) };
      return none;
    });
  }
  const lanes = lanesOf(chosen);
  await Promise.all(lanes.map((steps) => runLane(steps, { env, besideOthers: lanes.length > 1 })));
}

/** @param {readonly (readonly import('./tests/stages.mjs').Stage[])[]} steps @param {{ env: NodeJS.ProcessEnv, besideOthers: boolean }} options */
async function runLane(steps, { env, besideOthers }) {
  for (const together of steps) {
    if (stoppedBy) return;
    process.stderr.write(`\n== ${together.map(({ name }) => name).join(', ')}\n`);
    await Promise.all(together.map((stage) => timed(stage.name, () => runStage(stage, {
      besideOthers, env, extra: stage.kind === 'jest' ? extra : [],
      onStart: async (pid) => {
        begun(pid);
        await nameChild(home, process.pid, pid);
      },
    }))));
  }
}

/** @param {number} pid */
function begun(pid) {
  const id = identify(pid);
  if (id) running.add(id);
}

/** @param {string} name @param {() => Promise<Counts>} work @returns {Promise<boolean>} false when it threw */
async function timed(name, work) {
  const beganAt = performance.now();
  const done = (/** @type {Counts} */ counts) => void outcomes.push({ name, counts, durationMs: performance.now() - beganAt });
  try {
    done(await work());
    return true;
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof ServiceError ? error.message : error instanceof Error ? error.stack : error}\n`);
    done({ ...none, failed: 1 });
    return false;
  }
}

/** Prints what each stage took and found; the last line is the sum, alone. */
function report() {
  const sum = { passed: 0, failed: stoppedBy ? 1 : 0, skipped: 0 };
  process.stdout.write('\n');
  for (const { name, counts, durationMs } of outcomes) {
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) sum[key] += counts[key];
    process.stdout.write(`${name.padEnd(12)} ${(durationMs / 1000).toFixed(1).padStart(6)} s  ${counts === none ? 'done' : describe(counts)}\n`);
  }
  if (stoppedBy) process.stdout.write(`stopped by ${stoppedBy}\n`);
  process.stdout.write(`${describe(sum)}\n`);
  process.exitCode = stoppedBy ? 128 + os.constants.signals[stoppedBy] : sum.failed > 0 ? 1 : 0;
}

/** @param {Counts} counts */
function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {string[]} argv */
function choose(argv) {
  const firstOption = argv.findIndex((word) => word.startsWith('-'));
  const names = firstOption < 0 ? argv : argv.slice(0, firstOption);
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`no stage ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}\n`);
    process.exit(2);
  }
  return {
    chosen: names.length === 0 ? stages : stages.filter((stage) => names.includes(stage.name)),
    extra: firstOption < 0 ? [] : argv.slice(firstOption),
  };
}
