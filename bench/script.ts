import { setTimeout as lasts } from 'node:timers/promises';
import { startPrivateRedis } from '@paceline/testing/private-redis';
import { AskedDatabase, SWITCH_ID } from './lib/asked-database';
import { AskedSwitch, PASSWORD, type AskedReport } from './lib/asked-switch';
import { BareAsker } from './lib/bare-asker';
import { CleanUp } from './lib/clean-up';
import { thisBuild } from './lib/compared-build';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { ProbedWorker, type HeldMemory } from './lib/probed-worker';
import { benchServices } from './lib/services';
import { percentile, round } from './lib/stats';

const CALLS = 1_000;
const CALLS_PER_SEC = 50;
const QUESTIONS = 14;
const MB = 2 ** 20;
const LOOK_MS = 500;
const LONGEST_MS = 5 * 60_000;

interface Order { readonly calls: number; readonly callsPerSec: number; readonly questions: number }
interface Carried { readonly report: AskedReport; readonly held: readonly HeldMemory[]; readonly answersKept: number; readonly cpuMs: number; readonly seconds: number }

/**
 * How many people one worker asks at once: a survey by keys, each answer committed before the next prompt. From a key arriving at the
 * simulated switch to the next prompt beginning there, while all of them are on the phone; beside it the same dialogue on the same
 * switch put by the worker's adapter alone, which keeps nothing. `--calls=`, `--rate=` calls a second that are placed, `--questions=`:
 * a quick try is `--calls=50 --questions=4 --rate=25`. The dialogue must last for longer than it takes to place the calls.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const order: Order = { calls: numberFlag(flags, 'calls', CALLS), callsPerSec: numberFlag(flags, 'rate', CALLS_PER_SEC), questions: numberFlag(flags, 'questions', QUESTIONS) };
  const cleanUp = new CleanUp(progress);
  try {
    progress('compiling the worker');
    const { worker } = thisBuild();
    const { databaseUrl } = await benchServices(progress);
    progress(`${order.calls} calls that the adapter alone puts questions to`);
    const bare = await bareRun(order, cleanUp);
    progress(`${order.calls} calls that one worker puts questions to`);
    return resultOf(order, bare, await workerRun(order, worker, databaseUrl, cleanUp));
  } finally {
    await cleanUp.all();
  }
}

function resultOf({ calls, questions }: Order, bare: AskedReport, { report, held, answersKept, cpuMs, seconds }: Carried): BenchResult {
  const of = ({ nextPromptMs }: AskedReport, share: number): number => round(percentile(nextPromptMs, share), 1);
  const [p50, p99, bareP50, bareP99] = [of(report, 0.5), of(report, 0.99), of(bare, 0.5), of(bare, 0.99)];
  const [rssMb, heapMb] = [round(Math.max(...held.map(({ rssBytes }) => rssBytes)) / MB, 0), round(Math.max(...held.map(({ heapBytes }) => heapBytes)) / MB, 0)];
  return {
    metrics: {
      atOnce: report.atOnce, prompts: report.nextPromptMs.length, p50Ms: p50, p99Ms: p99, bareAtOnce: bare.atOnce, bareP50Ms: bareP50, bareP99Ms: bareP99, worstMs: round(Math.max(...report.nextPromptMs), 1),
      rssMb, heapMb, cpuMsPerPrompt: round(cpuMs / report.answered, 2), answersKept, seconds: round(seconds, 0),
    },
    goals: [
      goal('calls at once', report.atOnce, '>=', calls), goal('calls at once without a worker', bare.atOnce, '>=', calls), goal('answers kept', answersKept, '==', calls * questions),
      goal('p99 ms from a key to the next prompt, beyond the switch\'s own', round(p99 - bareP99, 1), '<=', 50), goal('MB of memory (RSS)', rssMb, '<=', 300),
    ],
  };
}

async function bareRun(order: Order, cleanUp: CleanUp): Promise<AskedReport> {
  const simulated = await AskedSwitch.start(order.questions);
  const stopSwitch = cleanUp.add(async () => { simulated.stop(); });
  const asker = await BareAsker.start({ port: simulated.address.port, ...order });
  const stop = cleanUp.add(async () => { asker.stop(); });
  await over(simulated, order.calls, async () => undefined);
  const report = await simulated.report();
  await stop();
  await stopSwitch();
  return report;
}

async function workerRun({ calls, callsPerSec, questions }: Order, main: string, databaseUrl: string, cleanUp: CleanUp): Promise<Carried> {
  const database = await AskedDatabase.make(databaseUrl, calls, callsPerSec, questions);
  cleanUp.add(() => database.drop());
  const redis = await startPrivateRedis();
  cleanUp.add(() => redis.stop());
  const simulated = await AskedSwitch.start(questions);
  cleanUp.add(async () => { simulated.stop(); });
  const worker = await ProbedWorker.start(main, {
    NODE_ENV: 'test', LOG_LEVEL: 'error', DATABASE_URL: database.url, REDIS_URL: redis.url, REDIS_PREFIX: 'bench', JWT_SECRET: 'x'.repeat(32), WORKER_PORT: '0',
    SWITCH_ID, FREESWITCH_HOST: simulated.address.host, FREESWITCH_PORT: String(simulated.address.port), FREESWITCH_PASSWORD: PASSWORD,
    CALLING_CLOCK_AT: '2026-01-07T19:00:00Z', // a Wednesday morning where they are, whenever it is run
  });
  cleanUp.add(() => worker.kill());
  const beganAtMs = performance.now();
  const held: HeldMemory[] = [];
  await over(simulated, calls, async () => { held.push(await worker.memory()); });
  return { report: await simulated.report(), held, answersKept: await database.answers(), cpuMs: await worker.cpuMs(), seconds: (performance.now() - beganAtMs) / 1_000 };
}

/** Until everybody has been asked everything, or nobody would be any more. */
async function over(simulated: AskedSwitch, calls: number, look: () => Promise<void>): Promise<void> {
  const deadlineMs = performance.now() + LONGEST_MS;
  while ((await simulated.standing()).ended < calls && performance.now() < deadlineMs) {
    await look();
    await lasts(LOOK_MS);
  }
}
