import { dayBeganAtMs, localTime, offsetMinAt, type Zone } from '../compliance/zone';
import type { Stay } from '../queue/stays';
import { abandonedByCallers } from './abandonment';
import { serviceLevel, type ServiceLevel, type ServiceLevelTarget } from './service-level';
import type { Spread } from './spread';
import { waitsOf } from './waits';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const PERIOD_MS = 15 * MINUTE_MS;

/** What became of those who came into a queue within a time, by the definitions of the live figures. */
export interface PeriodFigures extends Pick<ServiceLevel, 'offered' | 'answeredInTime' | 'ratio' | 'answered' | 'abandoned' | 'shortAbandoned'> {
  readonly fromMs: number;
  /** 0–1, of the offered; null before the first. */
  readonly abandonedRatio: number | null;
  readonly answeredAfter: Spread | null;
  readonly abandonedAfter: Spread | null;
}

/** A day by the wall clock of a zone. `toMs`: where the next begins. */
export interface Day { readonly fromMs: number; readonly toMs: number }

/** @param day whole days since 1970-01-01, as `localTime` has it */
export function dayOf(zone: Zone, day: number): Day {
  // No clock is changed by half a day.
  const noonAtMs = (date: number): number => date * DAY_MS + DAY_MS / 2 - offsetMinAt(zone, date * DAY_MS + DAY_MS / 2) * MINUTE_MS;
  return { fromMs: dayBeganAtMs(zone, noonAtMs(day)), toMs: dayBeganAtMs(zone, noonAtMs(day + 1)) };
}

export function dayNow(zone: Zone, nowMs: number): number {
  return localTime(zone, nowMs).day;
}

/** The day in all, and in quarters of an hour, as far as they have begun. */
export function dayFigures(stays: readonly Stay[], target: ServiceLevelTarget, { fromMs, toMs }: Day, nowMs: number): { readonly total: PeriodFigures; readonly periods: readonly PeriodFigures[] } {
  const byPeriod = new Map<number, Stay[]>();
  for (const stay of stays) {
    const atMs = fromMs + Math.floor((stay.enteredAtMs - fromMs) / PERIOD_MS) * PERIOD_MS;
    const those = byPeriod.get(atMs);
    if (those === undefined) byPeriod.set(atMs, [stay]);
    else those.push(stay);
  }
  const periods: PeriodFigures[] = [];
  for (let atMs = fromMs; atMs < Math.min(toMs, nowMs); atMs += PERIOD_MS) periods.push(periodFigures(byPeriod.get(atMs) ?? [], target, atMs, Math.min(atMs + PERIOD_MS, toMs), nowMs));
  return { total: periodFigures(stays, target, fromMs, toMs, nowMs), periods };
}

/** Of the stays that began within [fromMs, toMs), as far as they are known now. */
export function periodFigures(stays: readonly Stay[], target: ServiceLevelTarget, fromMs: number, toMs: number, nowMs: number): PeriodFigures {
  const level = serviceLevel(stays, target, fromMs, toMs, nowMs);
  const { offered, answeredInTime, ratio, answered, abandoned, shortAbandoned } = level;
  const waits = waitsOf(stays, fromMs, toMs);
  return { fromMs, offered, answeredInTime, ratio, answered, abandoned, shortAbandoned, abandonedRatio: abandonedByCallers(level), answeredAfter: waits.answered, abandonedAfter: waits.abandoned };
}
