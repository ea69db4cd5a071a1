import { decide } from '@paceline/domain/pacing';
import {
  blended, guarded, notDialing, paced, settingsOf, simulateDay, vicidial, VICIDIAL_DEFAULTS, type BlendNow, type Day, type DayResult, type Strategy,
} from '@paceline/simulation';
import { blendDay, earlierThan } from './blend-days';
import { bestInModel, type ModelReport } from './blend-model';

/** A second is soon enough: calls ring for longer. */
const LOOKS_EVERY_MS = 1_000;
const TARGET_RATIO = 0.028;
/** Of the days, or weeks, so many may fall below. */
export const MAY_FAIL = 0.05;
export const TOLERATED_POINTS = 0.02;
/** The fixed reserves tried, the smallest first. */
const RESERVES = 40;

export type BlendStrategy = 'no outbound' | 'no guard' | 'vicidial' | 'guard';

/**
 * days      a strategy over the days of a team
 * hindsight the best fixed reserve, known afterwards: the smallest with which as many units pass as must
 * frontier  the guard at another target, or a fixed reserve: for the drawing
 * model     the guard in the model whose limit is known
 */
export type BlendJob =
  | { readonly kind: 'days'; readonly agents: number; readonly strategy: BlendStrategy; readonly seeds: readonly number[] }
  | { readonly kind: 'hindsight'; readonly agents: number; readonly seeds: readonly number[]; readonly daysOfUnit: number }
  | { readonly kind: 'frontier'; readonly agents: number; readonly of: FrontierSetting; readonly seeds: readonly number[] }
  | { readonly kind: 'model'; readonly agents: number; readonly hours: number };

export type FrontierSetting = { readonly target: number } | { readonly reserve: number };

/** What a day came to, by queue. */
export interface BlendDayFigures {
  readonly queues: readonly { readonly offered: number; readonly answeredInTime: number; readonly abandoned: number }[];
  readonly outboundTalkMs: number;
  readonly answers: number;
  readonly abandoned: number;
}

export type BlendReport = { readonly days: readonly BlendDayFigures[]; readonly reserve?: number; readonly model?: ModelReport };

export function judgeBlend(job: BlendJob): BlendReport {
  switch (job.kind) {
    case 'days': return { days: job.seeds.map((seed) => live(job.agents, seed, strategyOf(job.strategy, job.agents, seed))) };
    case 'frontier': return {
      days: job.seeds.map((seed) => frontierDay(job.agents, seed, job.of)),
    };
    case 'hindsight': return inHindsight(job.agents, job.seeds, job.daysOfUnit);
    case 'model': return { days: [], model: bestInModel(job.agents, job.hours) };
  }
}

function strategyOf(name: BlendStrategy, agents: number, seed: number): Strategy {
  const day = blendDay(agents, seed);
  switch (name) {
    case 'no outbound': return notDialing();
    case 'no guard': return pacer(day);
    // Inbound first, and the level follows the agents who are idle.
    case 'vicidial': return { ...vicidial({ ...VICIDIAL_DEFAULTS, method: 'AVERAGE' }), callersFirst: true };
    case 'guard': return guarded('guard', pacer(day), earlierThan(agents, seed));
  }
}

function pacer(day: Day): Strategy {
  return { ...paced('pacer', decide, settingsOf(day, TARGET_RATIO)), everyMs: LOOKS_EVERY_MS };
}

/** The same pacer, told of a fixed number of idle agents and of who waits. */
function reserve(day: Day, kept: number): Strategy {
  return blended(`reserve ${kept}`, pacer(day), ({ queues, agents }: BlendNow) => {
    const idle = agents().filter(({ state }) => state === 'idle').length;
    const waiting = queues.reduce((sum, { waitingForMs }) => sum + waitingForMs.length, 0);
    return { kept: Math.min(kept, idle), owed: Math.max(0, kept - idle) + waiting, perSec: 0 };
  });
}

function frontierDay(agents: number, seed: number, of: FrontierSetting): BlendDayFigures {
  const day = blendDay(agents, seed);
  if ('reserve' in of) return live(agents, seed, reserve(day, of.reserve));
  const ratio = of.target;
  const aimed = { ...day, queues: day.queues?.map((queue) => ({ ...queue, target: { ...queue.target, ratio } })) ?? [] };
  return figures(simulateDay(aimed, guarded('guard', pacer(day), earlierThan(agents, seed)), seed));
}

function live(agents: number, seed: number, strategy: Strategy): BlendDayFigures {
  return figures(simulateDay(blendDay(agents, seed), strategy, seed));
}

function figures({ queues, outboundTalkMs, answers, ends }: DayResult): BlendDayFigures {
  return {
    queues: queues.map(({ level: { offered, answeredInTime, abandoned } }) => ({ offered, answeredInTime, abandoned })),
    outboundTalkMs, answers, abandoned: ends.abandoned,
  };
}

/** Days that are judged together, and what became of them without any outbound call. */
interface HindsightUnit { readonly seeds: readonly number[]; readonly without: readonly BlendDayFigures[] }

/** A larger reserve answers more and calls less: the first that passes is the best. One that cannot pass any more is given up. */
function inHindsight(agents: number, seeds: readonly number[], daysOfUnit: number): BlendReport {
  const units = Array.from({ length: Math.ceil(seeds.length / daysOfUnit) }, (_, unit): HindsightUnit => {
    const of = seeds.slice(unit * daysOfUnit, (unit + 1) * daysOfUnit);
    return { seeds: of, without: of.map((seed) => live(agents, seed, notDialing())) };
  });
  const mayFail = MAY_FAIL * units.length;
  // Those first that a smaller reserve has failed.
  let inTurn: readonly HindsightUnit[] = units;
  for (let kept = 0; kept < RESERVES; kept++) {
    const lived = new Map<HindsightUnit, readonly BlendDayFigures[]>();
    const failed: HindsightUnit[] = [];
    for (const unit of inTurn) {
      const days = unit.seeds.map((seed) => live(agents, seed, reserve(blendDay(agents, seed), kept)));
      lived.set(unit, days);
      if (!passes(days, unit.without)) failed.push(unit);
      if (failed.length > mayFail) break;
    }
    if (failed.length <= mayFail) return { days: units.flatMap((unit) => lived.get(unit) ?? []), reserve: kept };
    inTurn = [...failed, ...inTurn.filter((unit) => !failed.includes(unit))];
  }
  throw new Error(`no fixed reserve of up to ${RESERVES} keeps the service levels of ${agents} agents`);
}

/** A unit's queues each at most two points below their target, or below what they reach without any outbound call. */
export function passes(days: readonly BlendDayFigures[], without: readonly BlendDayFigures[], target = 0.8): boolean {
  return shortfalls(days, without, target).every((points) => points <= TOLERATED_POINTS);
}

/** By queue: so much below the smaller of the target and the days without outbound calls. */
export function shortfalls(days: readonly BlendDayFigures[], without: readonly BlendDayFigures[], target = 0.8): number[] {
  return levels(days).map((level, queue) => Math.min(target, levels(without)[queue] ?? 1) - level);
}

export function levels(days: readonly BlendDayFigures[]): number[] {
  const queues = days[0]?.queues.length ?? 0;
  return Array.from({ length: queues }, (_, queue) => {
    const sum = (of: 'offered' | 'answeredInTime'): number => days.reduce((total, day) => total + (day.queues[queue]?.[of] ?? 0), 0);
    return sum('offered') === 0 ? 1 : sum('answeredInTime') / sum('offered');
  });
}
