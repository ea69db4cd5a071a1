import { goal, type BenchResult, type Goal } from './contract';
import type { CrowdFigures } from './carry-crowd';
import { fellBehind } from './carry-ladder';
import type { CarriedStep } from './carry-rig';
import { median, round } from './stats';

/** What was measured of one build: its rounds, each step by step, and what a crowd costs. */
export interface BuildFigures { readonly ladders: (readonly CarriedStep[])[]; crowd: CrowdFigures | null }

const HEAP_BYTES_PER_CALL = 4_096;
const STATEMENTS_PER_CALL = 7;
/** What a call costs is known at a rate of which at least so much was carried, whatever the hand-offs. */
const COMPARABLE_SHARE = 0.8;

/** Medians over the rounds. A ratio is of this build's figure to that of the build before, in the same run. */
export function result(before: BuildFigures, now: BuildFigures): BenchResult {
  const shared = highestShared(before, now);
  const of = (build: BuildFigures, value: (step: CarriedStep) => number): number => median(atRate(build, shared).map(value));
  const ratio = (value: (step: CarriedStep) => number): number => round(of(now, value) / of(before, value));
  const perCpuSec = ({ ladders }: BuildFigures): number =>
    median(ladders.map((steps) => most(steps.filter(isComparable).map(({ cpuMsPerCall }) => 1_000 / cpuMsPerCall))));
  return {
    metrics: { comparedAtPerSec: shared, ...metricsOf('before', before, shared, perCpuSec(before)), ...metricsOf('now', now, shared, perCpuSec(now)) },
    goals: [
      goal('CPU a call, of the build before', ratio(({ cpuMsPerCall }) => cpuMsPerCall), '<=', 0.5),
      goal('Redis commands a call, of the build before', ratio(({ redisPerCall }) => redisPerCall), '<=', 0.5),
      goal('SQL statements a call, of the build before', ratio(({ statementsPerCall }) => statementsPerCall), '<=', 0.5),
      goal('SQL statements a call', round(of(now, ({ statementsPerCall }) => statementsPerCall), 1), '<=', STATEMENTS_PER_CALL),
      goal('calls per worker CPU second, times the build before', round(perCpuSec(now) / perCpuSec(before)), '>=', 2),
      ...crowdGoals(now.crowd),
    ],
  };
}

function crowdGoals(crowd: CrowdFigures | null): Goal[] {
  if (crowd === null) return [];
  return [
    goal('live calls in the crowd, of those wanted', round(crowd.live / crowd.wanted), '==', 1),
    goal('heap bytes a live call', round(crowd.heapBytesPerCall, 0), '<=', HEAP_BYTES_PER_CALL),
    goal('CPU a call among the crowd, of that without', round(crowd.cpuMs.all / crowd.cpuMs.few), '<=', 1.2),
  ];
}

const isComparable = ({ wantedPerSec, carriedPerSec }: CarriedStep): boolean => carriedPerSec >= wantedPerSec * COMPARABLE_SHARE;

/** The highest rate at which what a call costs is known of both builds; NaN when there is none. */
function highestShared(before: BuildFigures, now: BuildFigures): number {
  const ratesOf = ({ ladders }: BuildFigures): number[] => ladders.flat().filter(isComparable).map(({ wantedPerSec }) => wantedPerSec);
  const known = new Set(ratesOf(before));
  return ratesOf(now).filter((rate) => known.has(rate)).reduce((highest, rate) => (rate <= highest ? highest : rate), Number.NaN);
}

function atRate({ ladders }: BuildFigures, rate: number): readonly CarriedStep[] {
  return ladders.flat().filter((step) => step.wantedPerSec === rate && isComparable(step));
}

function metricsOf(name: string, build: BuildFigures, shared: number, perCpuSec: number): Record<string, number> {
  const steps = atRate(build, shared);
  const of = (value: (step: CarriedStep) => number, digits: number): number => round(median(steps.map(value)), digits);
  const figures: Record<string, number> = {
    callsPerSecCarried: round(median(build.ladders.map(mostCarried)), 1),
    callsPerCpuSec: round(perCpuSec, 0),
    handoffP50Ms: of(({ handoffP50Ms }) => handoffP50Ms, 2), handoffP99Ms: of(({ handoffP99Ms }) => handoffP99Ms, 2),
    cpuMsPerCall: of(({ cpuMsPerCall }) => cpuMsPerCall, 2),
    redisCommandsPerCall: of(({ redisPerCall }) => redisPerCall, 1), statementsPerCall: of(({ statementsPerCall }) => statementsPerCall, 1),
    ...(build.crowd === null ? {} : {
      crowdLiveCalls: build.crowd.live, heapBytesPerLiveCall: round(build.crowd.heapBytesPerCall, 0),
      cpuMsPerCallFewAgents: round(build.crowd.cpuMs.few),
      cpuMsPerCallManyTalk: round(build.crowd.cpuMs.talking), cpuMsPerCallCrowd: round(build.crowd.cpuMs.all),
    }),
  };
  for (const rate of new Set(build.ladders.flat().filter(isComparable).map(({ wantedPerSec }) => wantedPerSec))) {
    figures[`cpuMsPerCallAt${rate}`] = round(median(atRate(build, rate).map(({ cpuMsPerCall }) => cpuMsPerCall)));
  }
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${name}: ${key}`, value]));
}

/** NaN of none. */
const most = (values: readonly number[]): number => (values.length === 0 ? Number.NaN : Math.max(...values));

/** Calls a second of a round, with hand-offs as they should be. */
function mostCarried(steps: readonly CarriedStep[]): number {
  return Math.max(0, ...steps.filter((step) => fellBehind(step) === null).map(({ carriedPerSec }) => carriedPerSec));
}
