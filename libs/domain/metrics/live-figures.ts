import { dayBeganAtMs, type Zone } from '../compliance/zone';
import type { Stay } from '../queue/stays';
import { serviceLevel, type ServiceLevel, type ServiceLevelTarget } from './service-level';

export const LATELY_MS = 15 * 60_000;
/** Of any day, in any zone: one on which a clock is put back. */
export const LONGEST_DAY_MS = 25 * 60 * 60_000;

/** Of the calls that came into the queue within a time. */
export type Served = Pick<ServiceLevel, 'offered' | 'answeredInTime' | 'ratio' | 'answered' | 'abandoned' | 'meanAnswerMs'>;

/** How a queue stands; durations in milliseconds. */
export interface LiveFigures {
  /** On the line, or called when their place comes up. */
  readonly waiting: number;
  /** Of these who hung up and keep the place: they are no stays, and count for none of the figures below. */
  readonly callbacks: number;
  /** Of those who wait; null when nobody does. */
  readonly longestWaitMs: number | null;
  /** Since midnight by the queue's clock. */
  readonly today: Served;
  /** Of those who came within the last quarter of an hour. */
  readonly lately: Served;
}

/**
 * @param stays those of today, those of the last quarter of an hour, and those that go on; others count for nothing
 * @param zone whose midnight begins the day
 * @param callbacksSinceMs since when each of those waits who hung up, and may be called now
 */
export function liveFigures(stays: readonly Stay[], target: ServiceLevelTarget, nowMs: number, zone: Zone, callbacksSinceMs: readonly number[] = []): LiveFigures {
  const { waiting, longestWaitMs: onTheLineMs } = serviceLevel(stays.filter(({ left }) => left === null), target, -Infinity, Infinity, nowMs);
  const since = (fromMs: number): Served => {
    const { offered, answeredInTime, ratio, answered, abandoned, meanAnswerMs } = serviceLevel(stays, target, fromMs, Infinity, nowMs);
    return { offered, answeredInTime, ratio, answered, abandoned, meanAnswerMs };
  };
  const waitedMs = [...onTheLineMs === null ? [] : [onTheLineMs], ...callbacksSinceMs.map((sinceMs) => Math.max(0, nowMs - sinceMs))];
  const longestWaitMs = waitedMs.length === 0 ? null : Math.max(...waitedMs);
  return { waiting: waiting + callbacksSinceMs.length, callbacks: callbacksSinceMs.length, longestWaitMs, today: since(dayBeganAtMs(zone, nowMs)), lately: since(nowMs - LATELY_MS) };
}
