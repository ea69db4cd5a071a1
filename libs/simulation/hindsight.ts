import type { Day } from './day';
import type { DayResult } from './result';
import { simulateDay } from './simulate-day';
import type { Strategy } from './strategies/strategy';
import { VICIDIAL_DEFAULTS, vicidial } from './strategies/vicidial';

/** The figures of a strategy over some days. */
export interface Hindsight {
  readonly strategy: Strategy;
  readonly days: readonly DayResult[];
}

/**
 * The best of several strategies, known afterwards: of those whose every day stays within the limit the one with the
 * highest utilisation; if none does, the one that abandons least. A strategy is given up at its first day over the limit.
 */
export function bestInHindsight(strategies: readonly Strategy[], days: readonly { readonly day: Day; readonly seed: number }[], limitRatio: number): Hindsight {
  let best: Hindsight | undefined;
  let mildest: Hindsight | undefined;
  for (const strategy of strategies) {
    const results: DayResult[] = [];
    for (const { day, seed } of days) {
      const result = simulateDay(day, strategy, seed);
      results.push(result);
      if (result.abandonedRatio > limitRatio) break;
    }
    const seen = { strategy, days: results };
    if (mildest === undefined || worst(seen) < worst(mildest)) mildest = seen;
    if (worst(seen) <= limitRatio && (best === undefined || utilisation(seen) > utilisation(best))) best = seen;
  }
  const found = best ?? mildest;
  if (found === undefined) throw new RangeError('no strategy to choose from');
  // Nobody kept the limit: the mildest gave up early and has yet to live through every day.
  return found === best ? found : { ...found, days: days.map(({ day, seed }) => simulateDay(day, found.strategy, seed)) };
}

/** A small grid around what an experienced administrator would try: the ceiling of the level, and agents kept waiting. */
export function vicidialGrid(agents: number): Strategy[] {
  const offsets = new Set([0, 0.05, 0.1, 0.2].map((share) => -Math.round(share * agents)));
  return [1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2, 2.5, 3].flatMap((maxLevel) => [...offsets].map((offset) => vicidial({ ...VICIDIAL_DEFAULTS, method: 'AVERAGE', maxLevel, offset })));
}

function worst({ days }: Hindsight): number {
  return Math.max(...days.map(({ abandonedRatio }) => abandonedRatio));
}

function utilisation({ days }: Hindsight): number {
  return days.reduce((sum, { utilisationRatio }) => sum + utilisationRatio, 0) / days.length;
}
