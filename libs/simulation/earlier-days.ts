import { QUARTER_MS, QUARTERS, type EarlierDay } from '@paceline/domain/queue/usual-arrivals';
import { callsPerMs } from './callers';
import type { QueueOfDay } from './day';
import { Rng } from './rng';

const DAYS_OF_A_WEEK = 7;

/**
 * What was counted on the same weekday of so many weeks before a day like this: of a Poisson process, each day busier or
 * quieter as a whole. The bursts of the day itself are no part of it.
 *
 * @param variation of days, as a standard deviation
 */
export function earlierDays(queue: QueueOfDay, weeks: number, variation: number, seed: number): EarlierDay[] {
  const usual = { ...queue, bursts: [] };
  const rng = new Rng(seed, 0x3000_0000);
  return Array.from({ length: weeks }, (_, index) => {
    const factor = Math.exp(variation * rng.normal() - variation * variation / 2);
    const meanOf = (quarter: number): number => factor * callsPerMs(usual, (quarter + 0.5) * QUARTER_MS) * QUARTER_MS;
    const callsByQuarter = Array.from({ length: QUARTERS }, (_quarter, quarter) => poisson(meanOf(quarter), rng));
    return { daysAgo: DAYS_OF_A_WEEK * (index + 1), isSameWeekday: true, callsByQuarter };
  });
}

/** Arrivals counted one after another: means of hundreds at most. */
function poisson(mean: number, rng: Rng): number {
  let count = -1;
  for (let sum = 0; sum < mean; count++) sum += rng.exponential();
  return Math.max(0, count);
}
