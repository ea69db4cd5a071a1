import { localTime, type Zone } from '../compliance/zone';
import type { UsualArrivals } from './arrivals';

/** Calls that came into a queue on an earlier day, by quarter of an hour from midnight of the queue's zone. */
export interface EarlierDay {
  readonly daysAgo: number;
  readonly isSameWeekday: boolean;
  /** 96 counts; null where the queue was closed or nothing is known. */
  readonly callsByQuarter: readonly (number | null)[];
}

export const QUARTER_MS = 15 * 60_000;
export const QUARTERS = 96;

/** A day's count is worth half as much after so many days, and a third on another weekday. */
const HALF_LIFE_DAYS = 28;
const OTHER_WEEKDAY = 1 / 3;
/** Days differ by more than chance: by at least a tenth and, before several are known, a third. */
const LEAST_VARIATION = 0.1;
const VARIATION_AT_FIRST = 1 / 3;
const DAYS_AT_FIRST = 3;
/** Where no earlier day is known: a call a minute, which the first calls overrule. */
export const NOTHING_IS_USUAL: UsualArrivals = { callsPerSec: 1 / 60, worthCalls: 0.3 };
/** Fewer are as good as none, and a level needs something to be a multiple of. */
const FEWEST_PER_SEC = 1 / 7_200;

/** Calls that came within the quarter of an hour that began at an instant. */
export interface QuarterCalls { readonly atMs: number; readonly calls: number }

/**
 * Counts as the wall clock of a zone has them, those of today left out. A day on which nobody came says nothing: the queue was closed, or
 * not there yet.
 */
export function earlierDays(counts: readonly QuarterCalls[], zone: Zone, nowMs: number): EarlierDay[] {
  const today = localTime(zone, nowMs);
  const days = new Map<number, EarlierDay & { readonly callsByQuarter: number[] }>();
  for (const { atMs, calls } of counts) {
    const { day, weekday, minute } = localTime(zone, atMs);
    if (day >= today.day) continue;
    const known = days.get(day) ?? { daysAgo: today.day - day, isSameWeekday: weekday === today.weekday, callsByQuarter: Array.from({ length: QUARTERS }, () => 0) };
    days.set(day, known);
    const quarter = Math.floor(minute * 60_000 / QUARTER_MS);
    // Where a clock is put back an hour is there twice.
    known.callsByQuarter[quarter] = (known.callsByQuarter[quarter] ?? 0) + calls;
  }
  return [...days.values()];
}

/**
 * What is usual at a time of day, by the same hour of earlier days, each weighed by how much it tells: half an hour before to
 * half an hour after, the nearer quarters more, and never less sure than days differ.
 *
 * @param sinceMidnightMs by the clock of the queue's zone
 */
export function usualArrivals(days: readonly EarlierDay[], sinceMidnightMs: number): UsualArrivals {
  const at = sinceMidnightMs / QUARTER_MS - 0.5;
  let weights = 0;
  let sum = 0;
  let calls = 0;
  const rates: { weight: number; rate: number; counted: number }[] = [];
  for (const day of days) {
    const { rate, counted, quarters } = around(day, at);
    if (quarters === 0) continue;
    const weight = 0.5 ** (day.daysAgo / HALF_LIFE_DAYS) * (day.isSameWeekday ? 1 : OTHER_WEEKDAY);
    rates.push({ weight, rate, counted });
    weights += weight;
    sum += weight * rate;
    calls += weight * counted;
  }
  if (weights === 0) return NOTHING_IS_USUAL;
  const mean = sum / weights;
  const callsPerSec = Math.max(FEWEST_PER_SEC, mean / (QUARTER_MS / 1000));
  // What the days differ by beyond chance, pulled towards what is usual elsewhere while they are few.
  const spread = rates.reduce((total, { weight, rate }) => total + weight * (rate - mean) ** 2, 0) / weights;
  const quartersCounted = calls / weights / Math.max(mean, 1e-9);
  const byChance = mean / Math.max(1, quartersCounted);
  const seen = mean > 0 ? Math.max(0, spread - byChance) / (mean * mean) : 0;
  const variance = Math.max(LEAST_VARIATION ** 2, (weights * seen + DAYS_AT_FIRST * VARIATION_AT_FIRST ** 2) / (weights + DAYS_AT_FIRST));
  return { callsPerSec, worthCalls: 1 / (variance * (1 + 1 / weights) + 1 / Math.max(1, calls)) };
}

/** Calls a quarter around a time of day, the quarters weighed by their distance. */
function around({ callsByQuarter }: EarlierDay, at: number): { rate: number; counted: number; quarters: number } {
  let weights = 0;
  let sum = 0;
  let counted = 0;
  for (let quarter = Math.floor(at) - 1; quarter <= Math.floor(at) + 2; quarter++) {
    const calls = callsByQuarter[(quarter + QUARTERS) % QUARTERS] ?? null;
    const weight = Math.max(0, 1 - Math.abs(quarter - at) / 2);
    if (calls === null || weight === 0) continue;
    weights += weight;
    sum += weight * calls;
    counted += calls;
  }
  return { rate: weights === 0 ? 0 : sum / weights, counted, quarters: weights };
}
