import { randomBytes } from 'node:crypto';
import { setTimeout as lasts } from 'node:timers/promises';
import type { FaultOrder } from '@paceline/simulator';
import { startPrivateMariadb, type PrivateMariadb } from '@paceline/testing/private-mariadb';
import { messageOf } from '@paceline/platform/errors';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { Redis } from 'ioredis';
import { Crew } from '../test/faults/lib/crew';
import { LongDay, type Verdict } from '../test/faults/lib/long-day';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { benchServices } from './lib/services';
import { median, round } from './lib/stats';

/** Dialing goes on within so long of a fault's end. */
const RESUMED_WITHIN_SEC = 60;
const DROPPED_SOCKET_WITHIN_SEC = 10;
const AWAY_MS = 5_000;
const IN_FLIGHT_MS = 200;
/** Between two faults, so that each strikes a campaign that is at work. */
const AT_WORK_MS = 1_000;

interface Place { readonly day: LongDay; readonly crew: Crew; readonly redis: PrivateRedis; readonly mariadb: PrivateMariadb }
interface Fault { readonly name: string; readonly withinSec: number; strike(place: Place): Promise<void> }

const onSwitch = (name: string, order: FaultOrder, withinSec = RESUMED_WITHIN_SEC): Fault => ({
  name, withinSec,
  strike: async ({ day }) => {
    day.rig.simulated.fault(order);
    await lasts(order.forMs ?? 0);
  },
});

const FAULTS: readonly Fault[] = [
  { name: 'worker killed', withinSec: RESUMED_WITHIN_SEC, strike: async ({ crew }) => { await crew.complete(); await crew.kill(await crew.owner()); } },
  { name: 'worker stopped past its lease', withinSec: RESUMED_WITHIN_SEC, strike: stopAndWake },
  onSwitch('socket reset', { fault: 'reset' }, DROPPED_SOCKET_WITHIN_SEC),
  onSwitch('socket dropped for 5 s', { fault: 'down', how: 'closed', forMs: AWAY_MS }, DROPPED_SOCKET_WITHIN_SEC),
  { name: 'socket half-open', withinSec: RESUMED_WITHIN_SEC, strike: halfOpen },
  onSwitch('switch restarted', { fault: 'restart', awayMs: 1_000 }),
  onSwitch('one event in twenty lost', { fault: 'lose-events', share: 0.05, forMs: AWAY_MS }),
  onSwitch('hand-offs lost to the customer', { fault: 'hand-off', race: 'customer-leaves', next: 3 }),
  onSwitch('hand-offs lost to the agent\'s leg', { fault: 'hand-off', race: 'agent-leaves', next: 3 }),
  { name: 'Redis flushed', withinSec: RESUMED_WITHIN_SEC, strike: flush },
  { name: 'Redis restarted, empty', withinSec: RESUMED_WITHIN_SEC, strike: async ({ redis }) => { await redis.restart(); } },
  { name: 'MySQL restarted', withinSec: RESUMED_WITHIN_SEC, strike: async ({ mariadb }) => { await mariadb.kill(); await mariadb.start(); } },
];

async function stopAndWake({ crew }: Place): Promise<void> {
  const owner = await crew.owner();
  process.kill(owner.pid, 'SIGSTOP');
  await crew.takenFrom(owner);
  owner.wake();
}

/** For good: only who asks for a sign of life finds out. Counted from then on, but for what had been sent before. */
async function halfOpen({ day }: Place): Promise<void> {
  day.rig.simulated.fault({ fault: 'half-open', whom: 'present' });
  await lasts(IN_FLIGHT_MS);
}

async function flush({ redis }: Place): Promise<void> {
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
}

interface Report { readonly resumedSec: readonly number[]; readonly verdict: Verdict }

/** For each fault a campaign's day through which it strikes again and again; its peer is a day without any. */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  const runs = numberFlag(flags, 'runs', 5);
  const only = flags.find((flag) => flag.startsWith('--only='))?.slice('--only='.length) ?? '';
  const services = await benchServices(progress);
  Object.assign(process.env, { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl, PACELINE_TEST_RUN: randomBytes(4).toString('hex') });
  const mariadb = await startPrivateMariadb();
  const redis = await startPrivateRedis();
  const metrics: Record<string, number> = { runs };
  const goals = [];
  try {
    progress('no fault');
    const peer = await dayWith({ name: 'no fault', withinSec: 0, strike: () => Promise.resolve() }, runs, redis, mariadb);
    metrics['no fault: seconds to the next dial, median'] = round(median(peer.resumedSec));
    for (const fault of FAULTS.filter(({ name }) => name.includes(only))) {
      const { resumedSec, verdict } = await dayWith(fault, runs, redis, mariadb);
      const lost = verdict.unfinished.length + verdict.violations.length;
      const worst = round(Math.max(...resumedSec), 1);
      progress(`${fault.name}: ${runs} times, dialing after ${resumedSec.map((sec) => sec.toFixed(1)).join(' ')} s, ${verdict.doubleDials.length} double, ${lost} lost, ${verdict.stuckAgents.length} stuck`);
      for (const { code, evidence } of verdict.violations) progress(`  ${code}: ${evidence}`);
      for (const who of [...verdict.stuckAgents, ...verdict.unfinished]) progress(`  left: ${who}`);
      metrics[`${fault.name}: resumed, median s`] = round(median(resumedSec));
      goals.push(
        goal(`${fault.name}: double dials`, verdict.doubleDials.length, '==', 0), goal(`${fault.name}: lost results`, lost, '==', 0),
        goal(`${fault.name}: stuck agents`, verdict.stuckAgents.length, '==', 0), goal(`${fault.name}: resumed, worst s`, worst, '<=', fault.withinSec),
      );
    }
  } finally {
    await redis.stop();
    await mariadb.stop();
  }
  return { metrics, goals };
}

async function dayWith(fault: Fault, runs: number, redis: PrivateRedis, mariadb: PrivateMariadb): Promise<Report> {
  const rig = await LongDay.openRig({ REDIS_URL: redis.url, DATABASE_URL: mariadb.address.url }, mariadb.address);
  const crew = await Crew.of(rig, 2);
  let failed = false;
  try {
    const day = await LongDay.begin(rig);
    const resumedSec: number[] = [];
    for (let times = 0; times < runs; times++) {
      await lasts(AT_WORK_MS);
      await fault.strike({ day, crew, redis, mariadb });
      resumedSec.push(await day.dialsOn() / 1000);
    }
    return { resumedSec, verdict: await day.close() };
  } catch (thrown) {
    failed = true;
    throw new Error(`${fault.name}: ${messageOf(thrown)}`, { cause: thrown });
  } finally {
    await crew.disband();
    // Without a database that did not come back nothing can be tidied up, and what happened first is the news.
    await rig.close().catch((thrown: unknown) => { if (!failed) throw thrown; });
  }
}
