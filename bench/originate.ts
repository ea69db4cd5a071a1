import { AgentPool } from '@paceline/agent-pool';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { Campaign } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { DialedDatabase, SWITCH_ID, numberOf, type DialedCall } from './lib/dialed-campaign';
import { DialedSwitch, type Invites } from './lib/dialed-switch';
import { Dialing, type DialingReport, type PlacedCall } from './lib/dialing';
import { benchServices } from './lib/services';
import { percentile, round } from './lib/stats';

/** From nine to eight in the evening, an hour later in summer. */
const DAY_UTC = { fromHour: 8, toHour: 18 } as const;
const WARM_UP_SEC = 3;
/** Enough that agents are never what holds it back: lines out at once (planned, dialing, ringing) and agents who talk must fit. */
const AGENTS_PER_CALL_A_SEC = 1;
const ACCOUNT_CODE = 'bench';

/**
 * Calls a second through the whole path of the worker: claim, row, job, gate, ORIGINATING, socket, events, terminal row.
 * The gateway's own rate sets the pace. The floor is the same originates through the adapter alone, on the same switch
 * in the same run. `--cps=N` (50), `--seconds=N` (30); on a real FreeSWITCH when `FREESWITCH_HOST` and its companions
 * are set, whose gateway must lead to the public network of test/switch/README.md.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const hour = new Date().getUTCHours();
  if (hour < DAY_UTC.fromHour || hour >= DAY_UTC.toHour) throw new Error(`its people live in Vienna, where nobody is called at this hour: run it from ${DAY_UTC.fromHour} to ${DAY_UTC.toHour} o'clock UTC`);
  const callsPerSec = numberFlag(flags, 'cps', 50);
  const seconds = numberFlag(flags, 'seconds', 30);
  const count = callsPerSec * seconds;
  const services = await benchServices(progress);
  const dialed = await DialedSwitch.find();
  progress(`switch: ${dialed.description}`);
  try {
    const floor = await bare(dialed, callsPerSec, count, progress);
    const whole = await worker(services, dialed, callsPerSec, count, progress);
    return result(dialed.description, callsPerSec, count, floor, whole);
  } finally {
    await dialed.stop();
  }
}

async function bare(dialed: DialedSwitch, callsPerSec: number, count: number, progress: (line: string) => void): Promise<DialingReport> {
  const dialing = await Dialing.start();
  const order = { ...dialed.address, callsPerSec, accountCode: ACCOUNT_CODE };
  const numbers = Array.from({ length: count }, (_, index) => numberOf(index));
  try {
    progress('the bare adapter: warming up');
    await dialing.dialBare({ ...order, numbers: numbers.slice(0, callsPerSec * WARM_UP_SEC) });
    progress(`the bare adapter: ${count} originates, ${callsPerSec} a second`);
    return await dialing.dialBare({ ...order, numbers });
  } finally {
    await dialing.stop();
  }
}

interface WholePath { readonly report: DialingReport; readonly calls: readonly DialedCall[]; readonly invites: Invites; readonly statements: number }

async function worker(services: { databaseUrl: string; redisUrl: string }, dialed: DialedSwitch, callsPerSec: number, count: number, progress: (line: string) => void): Promise<WholePath> {
  const database = await DialedDatabase.make(services.databaseUrl);
  const prefix = `bench-${process.pid}`;
  const redis = new Redis(services.redisUrl);
  const dialing = await Dialing.start();
  try {
    const { gateway } = dialed.address;
    await database.gateway(gateway, callsPerSec, callsPerSec * 10);
    const warmUp = await database.campaign(gateway, callsPerSec * WARM_UP_SEC);
    const measured = await database.campaign(gateway, count);
    const agents = Math.ceil(callsPerSec * AGENTS_PER_CALL_A_SEC);
    await database.agents(agents, gateway, [warmUp, measured]);
    await dialing.startWorker(environmentOf(services.redisUrl, database.url, prefix, dialed));
    const pool = new AgentPool(redis, SWITCH_ID, prefix, null);
    const idle = async (): Promise<number> => (await pool.lineCounts(lineOfCampaign(measured.id)).catch(() => ({ idle: 0 }))).idle;
    await waitFor('every agent\'s phone is connected', async () => await idle() === agents, { deadlineMs: 30_000, everyMs: 100 });

    progress('the worker: warming up');
    await dial(database, warmUp, WARM_UP_SEC);
    progress(`the worker: ${count} targets, ${callsPerSec} a second, ${agents} agents`);
    await dialing.begin();
    const statementsBefore = await database.statements();
    await dial(database, measured, count / callsPerSec);
    const report = await dialing.report();
    const statements = await database.statements() - statementsBefore;
    return { report, statements, calls: await database.calls(measured), invites: new Map(dialed.invites) };
  } finally {
    await dialing.stop();
    const keys = await redis.keys(`*${prefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
    await database.drop();
  }
}

async function dial(database: DialedDatabase, campaign: Campaign, seconds: number): Promise<void> {
  await database.start(campaign);
  await waitFor('the campaign is completed', () => database.isCompleted(campaign), { deadlineMs: (seconds * 3 + 30) * 1000, everyMs: 500 })
    .catch(() => undefined); // what is missing then is counted as lost
}

function environmentOf(redisUrl: string, databaseUrl: string, prefix: string, { address }: DialedSwitch): Record<string, string> {
  return {
    NODE_ENV: 'test', LOG_LEVEL: 'error', DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: prefix, JWT_SECRET: 'x'.repeat(32), SWITCH_ID,
    FREESWITCH_HOST: address.host, FREESWITCH_PORT: String(address.port), FREESWITCH_PASSWORD: address.password, SWITCH_ACCOUNT_CODE: ACCOUNT_CODE,
    // A Wednesday afternoon in New York, whenever it is run.
    CALLING_CLOCK_AT: '2026-01-07T19:00:00Z',
  };
}

function result(description: string, callsPerSec: number, count: number, floor: DialingReport, { report, calls, invites, statements }: WholePath): BenchResult {
  const sent = calls.filter((call) => call.outcome !== 'not-dialed');
  const ids = new Set(calls.map((call) => call.id));
  // An outcome in a settled row for every target, an INVITE for every row that says dialed.
  const withOutcome = new Set(calls.filter((call) => call.outcome !== null && call.outcome !== 'lost' && call.endedAt !== null && call.settledAt !== null).map((call) => call.targetId));
  const lost = count - withOutcome.size + sent.filter((call) => !invites.has(call.id)).length;
  const double = sent.length - new Set(sent.map((call) => call.targetId)).size
    + [...invites].filter(([id, times]) => ids.has(id) && times > 1).length
    + calls.filter((call) => call.outcome === 'not-dialed' && invites.has(call.id)).length;
  const whole = (call: PlacedCall): number => call.queueMs + call.turnMs + call.gateMs;
  const own = (call: PlacedCall): number => call.queueMs + call.gateMs;
  const at = (of: (call: PlacedCall) => number, share: number): number => round(percentile(report.placed.map(of), share), 1);
  const rate = rateOf(report.placed);
  return {
    metrics: {
      switch: description, originates: count, wantedPerSec: callsPerSec, achievedPerSec: rate, floorAchievedPerSec: rateOf(floor.placed),
      invites: sent.filter((call) => invites.has(call.id)).length, notDialed: calls.length - sent.length,
      claimToSocketP50Ms: at(whole, 0.5), claimToSocketP99Ms: at(whole, 0.99),
      withoutGatewayTurnP50Ms: at(own, 0.5), withoutGatewayTurnP99Ms: at(own, 0.99),
      gatewayTurnP50Ms: at(({ turnMs }) => turnMs, 0.5), gatewayTurnP99Ms: at(({ turnMs }) => turnMs, 0.99),
      gateAndCommitP50Ms: at(({ gateMs }) => gateMs, 0.5), gateAndCommitP99Ms: at(({ gateMs }) => gateMs, 0.99),
      loopDelayP50Ms: round(report.loopP50Ms), loopDelayP99Ms: round(report.loopP99Ms), loopDelayMaxMs: round(report.loopMaxMs),
      floorLoopDelayP99Ms: round(floor.loopP99Ms),
      cpuMsPerCall: round(report.cpuMs / count), floorCpuMsPerCall: round(floor.cpuMs / count), timesFloorCpu: round(report.cpuMs / floor.cpuMs),
      statementsPerCall: round(statements / count, 1),
    },
    goals: [goal('lost', lost, '==', 0), goal('double', double, '==', 0), goal('achieved of the rate wanted', round(rate / callsPerSec, 3), '>=', 0.98)],
  };
}

/** Originates a second between the first and the last of them. */
function rateOf(placed: readonly PlacedCall[]): number {
  const instants = placed.map(({ writtenAtMs }) => writtenAtMs);
  return round((1000 * (instants.length - 1)) / (Math.max(...instants) - Math.min(...instants)), 1);
}
