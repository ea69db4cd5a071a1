import { goal, type BenchResult, type Goal } from './contract';
import type { CrowdFigures } from './carry-crowd';
import { fellBehind, keepsUp } from './carry-ladder';
import type { CarriedStep } from './carry-rig';
import { median, round } from './stats';

/** What was measured of one build: its rounds, each step by step, and what a crowd costs. */
export interface BuildFigures { readonly ladders: (readonly CarriedStep[])[]; crowd: CrowdFigures | null }

const HEAP_BYTES_PER_CALL = 4_096;
const STATEMENTS_PER_CALL = 7;

/** Medians over the rounds. A ratio is of this build's figure to that of the build before, in the same run. */
export function result(before: BuildFigures, now: BuildFigures): BenchResult {
  const shared = highestShared(before, now);
  const of = (build: BuildFigures, value: (step: CarriedStep) => number): number => median(atRate(build, shared).map(value));
  const ratio = (value: (step: CarriedStep) => number): number => round(of(now, value) / of(before, value));
  const perCpuSec = (build: BuildFigures): number => median(build.ladders.map((steps) => Math.max(...steps.filter(keepsUp).map(({ cpuMsPerCall }) => 1_000 / cpuMsPerCall))));
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

/** The highest rate that both builds have kept up with, whatever their hand-offs: what a call costs is known there. NaN when there is none. */
function highestShared(before: BuildFigures, now: BuildFigures): number {
  const ratesOf = ({ ladders }: BuildFigures): number[] => ladders.flat().filter(keepsUp).map(({ wantedPerSec }) => wantedPerSec);
  const known = new Set(ratesOf(before));
  return ratesOf(now).filter((rate) => known.has(rate)).reduce((most, rate) => (rate <= most ? most : rate), Number.NaN);
}

function atRate({ ladders }: BuildFigures, rate: number): readonly CarriedStep[] {
  return ladders.flat().filter((step) => step.wantedPerSec === rate && keepsUp(step));
}

function metricsOf(name: string, build: BuildFigures, shared: number, perCpuSec: number): Record<string, number> {
  const steps = atRate(build, shared);
  const of = (value: (step: CarriedStep) => number, digits: number): number => round(median(steps.map(value)), digits);
  const figures: Record<string, number> = {
    callsPerSecCarried: round(median(build.ladders.map((ladder) => Math.max(0, ...ladder.filter((step) => fellBehind(step) === null).map(({ carriedPerSec }) => carriedPerSec)))), 1),
    callsPerCpuSec: round(perCpuSec, 0),
    handoffP50Ms: of(({ handoffP50Ms }) => handoffP50Ms, 2), handoffP99Ms: of(({ handoffP99Ms }) => handoffP99Ms, 2), cpuMsPerCall: of(({ cpuMsPerCall }) => cpuMsPerCall, 2),
    redisCommandsPerCall: of(({ redisPerCall }) => redisPerCall, 1), statementsPerCall: of(({ statementsPerCall }) => statementsPerCall, 1),
    ...(build.crowd === null ? {} : {
      crowdLiveCalls: build.crowd.live, heapBytesPerLiveCall: round(build.crowd.heapBytesPerCall, 0),
      cpuMsPerCallFewAgents: round(build.crowd.cpuMs.few), cpuMsPerCallManyTalk: round(build.crowd.cpuMs.talking), cpuMsPerCallCrowd: round(build.crowd.cpuMs.all),
    }),
  };
  for (const rate of new Set(build.ladders.flat().filter(keepsUp).map(({ wantedPerSec }) => wantedPerSec))) {
    figures[`cpuMsPerCallAt${rate}`] = round(median(atRate(build, rate).map(({ cpuMsPerCall }) => cpuMsPerCall)));
  }
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${name}: ${key}`, value]));
}
