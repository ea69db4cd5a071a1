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
  readonly waiting: number;
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
 */
export function liveFigures(stays: readonly Stay[], target: ServiceLevelTarget, nowMs: number, zone: Zone): LiveFigures {
  const { waiting, longestWaitMs } = serviceLevel(stays.filter(({ left }) => left === null), target, -Infinity, Infinity, nowMs);
  const since = (fromMs: number): Served => {
    const { offered, answeredInTime, ratio, answered, abandoned, meanAnswerMs } = serviceLevel(stays, target, fromMs, Infinity, nowMs);
    return { offered, answeredInTime, ratio, answered, abandoned, meanAnswerMs };
  };
  return { waiting, longestWaitMs, today: since(dayBeganAtMs(zone, nowMs)), lately: since(nowMs - LATELY_MS) };
}
