import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { haveFewPauses } from '@paceline/platform/few-pauses';
import { startPrivateRedis } from '@paceline/testing/private-redis';
import { Redis } from 'ioredis';
import { AGENTS, LINES_PER_AGENT } from './lib/allocation-people';
import { AllocationRig, IN_FLIGHT, WAITING, type Flight } from './lib/allocation-rig';
import { CleanUp } from './lib/clean-up';
import { goal, numberFlag, type BenchOptions, type BenchResult } from './lib/contract';
import { median, percentile, round } from './lib/stats';

const ALLOCATIONS = 1_000_000;
const ROUNDS = 5;
const WARM_UP = 5_000;
const ROUND_TRIPS = 100_000;
/** Allocations that come about in a second, whose latency counts, and of each door in a round. */
const PACE = 5_000;
const PACED = 20_000;

/**
 * Allocations a second: the worker's allocator over 500 agents of 20 lines each and 200 calls that wait, its promises guarded by the
 * pool in a real Redis, through both doors: an agent comes free, and a call begins to wait. The floor is the bare round trip (PING)
 * of the same client to the same Redis, as many in flight. Rounds alternate; medians over rounds, of the slower door. Every twentieth
 * promise is asked for by a rival as well. `--allocations=N` (1,000,000) and `--rounds=N` (5) for a quicker look.
 *
 * Measured twice. *Full*: a hundred are on their way all the time, and the rate is what that gives. Latency says nothing of its own
 * then: by Little's law as many are on their way as the rate times the mean latency, so that of a hundred promises at 5,000 a second
 * each takes 20 ms, and below 5 ms are 20,000 a second. (Of agents who come free some of the hundred are only on their way to being free.)
 * *Paced*: 5,000 a second come about whatever becomes of the others, a hundred of them at most on their way; what waits for its turn
 * has waited since it was due. The goals are the full rate and the paced p99; all four are reported, by door, with their means.
 */
export async function run({ flags, progress }: BenchOptions): Promise<BenchResult> {
  haveFewPauses(); // as the worker does
  const rounds = numberFlag(flags, 'rounds', ROUNDS);
  const each = Math.ceil(numberFlag(flags, 'allocations', ALLOCATIONS) / rounds / 2);
  const cleanUp = new CleanUp(progress);
  const folder = mkdtempSync(path.join(tmpdir(), 'paceline-bench-'));
  cleanUp.add(() => { rmSync(folder, { recursive: true, force: true }); return Promise.resolve(); });
  try {
    const server = await startPrivateRedis(folder);
    cleanUp.add(() => server.stop());
    const [redis, rival] = [new Redis(server.url), new Redis(server.url)];
    cleanUp.add(() => { redis.disconnect(); rival.disconnect(); return Promise.resolve(); });
    const rig = new AllocationRig(redis, rival);
    await rig.open();
    progress('warming up');
    await rig.agentsComeFree(WARM_UP);
    await rig.callersBegin(WARM_UP);
    const paced = Math.min(each, PACED);
    const measured = { bare: [] as number[], free: [] as Flight[], begin: [] as Flight[], pacedFree: [] as Flight[], pacedBegin: [] as Flight[] };
    for (let nth = 1; nth <= rounds; nth++) {
      measured.bare.push(await roundTrips(redis));
      measured.free.push(await rig.agentsComeFree(each));
      measured.begin.push(await rig.callersBegin(each));
      measured.pacedFree.push(await rig.agentsComeFree(paced, PACE));
      measured.pacedBegin.push(await rig.callersBegin(paced, PACE));
      progress(`round ${nth} of ${rounds}: bare ${perSec(measured.bare.slice(-1))}`);
      progress(`  agents come free: ${said(measured.free)}; paced ${said(measured.pacedFree)}`);
      progress(`  callers begin to wait: ${said(measured.begin)}; paced ${said(measured.pacedBegin)}`);
    }
    rig.close();
    return result(rig, measured);
  } finally {
    await cleanUp.all();
  }
}

type Flights = readonly Flight[];
interface Measured { readonly bare: readonly number[]; readonly free: Flights; readonly begin: Flights; readonly pacedFree: Flights; readonly pacedBegin: Flights }

function result({ judge, pool }: AllocationRig, { bare, free, begin, pacedFree, pacedBegin }: Measured): BenchResult {
  const rate = Math.min(rateOf(free), rateOf(begin));
  const pacedP99Ms = Math.max(shareOf(pacedFree, 0.99), shareOf(pacedBegin, 0.99));
  return {
    metrics: {
      allocationsPerSec: rate, p99Ms: Math.max(shareOf(free, 0.99), shareOf(begin, 0.99)), pacedP99Ms,
      bareRoundTripsPerSec: perSec(bare), ofBareRate: round(rate / perSec(bare), 3),
      ...figures('agentsComeFree', free), ...figures('callersBegin', begin),
      ...figures('pacedAgentsComeFree', pacedFree), ...figures('pacedCallersBegin', pacedBegin), pacedMostOnTheirWay: Math.max(...[...pacedFree, ...pacedBegin].map(({ most }) => most)),
      cpuUsEach: Math.max(cpuUsEach(free), cpuUsEach(begin)),
      promises: judge.promises, contested: pool.contested, lostToTheRival: pool.lost, promisedTwice: judge.twice,
      agents: AGENTS, linesPerAgent: LINES_PER_AGENT, waiting: WAITING, inFlight: IN_FLIGHT,
    },
    goals: [
      goal('allocations a second, a hundred on their way', rate, '>=', PACE), goal(`p99 in ms, at ${PACE} a second`, pacedP99Ms, '<=', 5), goal('promised twice', judge.twice, '==', 0),
    ],
  };
}

/** A second, of as many in flight as there are allocations. */
async function roundTrips(redis: Redis): Promise<number> {
  let left = ROUND_TRIPS;
  const begunAtMs = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => { while (left-- > 0) await redis.ping(); }));
  return ROUND_TRIPS / (performance.now() - begunAtMs) * 1_000;
}

/** All of the same flights: as many promises were on their way, or due, as the rate times the mean. */
function figures(door: string, flights: Flights): Record<string, number> {
  const meanMs = round(median(flights.map(({ latenciesMs }) => latenciesMs.reduce((sum, ms) => sum + ms, 0) / latenciesMs.length)), 2);
  return { [`${door}PerSec`]: rateOf(flights), [`${door}MeanMs`]: meanMs, [`${door}P50Ms`]: shareOf(flights, 0.5), [`${door}P99Ms`]: shareOf(flights, 0.99) };
}

const perSec = (rates: readonly number[]): number => Math.round(median(rates));
const rateOf = (flights: Flights): number => perSec(flights.map(({ latenciesMs, seconds }) => latenciesMs.length / seconds));
const shareOf = (flights: readonly Flight[], share: number): number => round(median(flights.map(({ latenciesMs }) => percentile(latenciesMs, share))), 2);
const cpuUsEach = (flights: Flights): number => round(median(flights.map(({ cpuSec, latenciesMs }) => cpuSec * 1e6 / latenciesMs.length)), 1);
const said = (flights: Flights): string => `${rateOf(flights.slice(-1))} a second, p99 ${shareOf(flights.slice(-1), 0.99)} ms`;
