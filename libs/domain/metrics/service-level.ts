import type { Stay, StayEnd } from '../queue/stays';

/**
 * The service level of a queue: of the calls offered to it, the share that an agent answered within a time ("80 % in 20 s").
 * One definition for the screen and for the report, over the stays in the queue.
 *
 * The field has several, which differ by what becomes of the calls that nobody answered (B. Cleveland, Call Center Management
 * on Fast Forward, "alternatives for calculating service level"; G. Koole, Call Center Optimization, ch. 2):
 *   answered in time ÷ offered                                the usual one, and this one with `shortAbandonMs` 0
 *   answered in time ÷ (offered − abandoned within a time)    this one with `shortAbandonMs` above 0: who hangs up within
 *                                                             seconds was hardly offered
 *   (answered in time + abandoned in time) ÷ offered          not offered here: a lost caller would improve it
 *   answered in time ÷ answered                               not offered here: nobody who was lost would lower it
 * Whoever chooses to be called back has left the line by choice: their stay was missed if the time had passed before that, else it
 * counts for nothing; and so does our call to them, since nobody waited on the line for it. How soon it came their wish tells. Others
 * count the wish as one more contact that is offered to the queue (Amazon Connect Administrator Guide, "queued callbacks in real-time
 * metrics"): then callbacks of an hour ago would make up the figure of those who wait now.
 * A stay counts in the interval in which it began, as soon as it is known whether it was in time, and never changes after
 * that: once the target time has passed since the interval's end, what was live is what is historical.
 */
export interface ServiceLevelTarget {
  /** So much of the offered calls, 0 to 1, … */
  readonly ratio: number;
  /** … is answered so soon after the call came into the queue. */
  readonly withinMs: number;
  /** Callers who hang up sooner than this count for nothing; 0: everybody counts. */
  readonly shortAbandonMs: number;
}

export const USUAL_TARGET: ServiceLevelTarget = { ratio: 0.8, withinMs: 20_000, shortAbandonMs: 0 };

/** Calls that chose, or were put, elsewhere were not offered to the end; those that we sent away or lost were, and were missed. */
const COUNTS: Readonly<Record<StayEnd, boolean>> = { answered: true, abandoned: true, overflowed: true, closed: true, callback: false, moved: false };

/** in-time and missed make up what was offered. */
export type Verdict = 'in-time' | 'missed' | 'not-counted' | 'not-yet-known';

/** What a stay is to the service level, as far as it is known now. */
export function verdictOn({ enteredAtMs, left }: Stay, { withinMs, shortAbandonMs }: ServiceLevelTarget, nowMs: number): Verdict {
  if (left === null || left.atMs > nowMs) return nowMs - enteredAtMs > Math.max(withinMs, shortAbandonMs) ? 'missed' : 'not-yet-known';
  if (left.how === 'answered' && left.atMs - enteredAtMs <= withinMs) return 'in-time';
  // Missed already before it left: that it left by choice afterwards takes nothing back.
  if (left.atMs - enteredAtMs > Math.max(withinMs, shortAbandonMs)) return 'missed';
  if (left.how === 'abandoned' && left.atMs - enteredAtMs < shortAbandonMs) return 'not-counted';
  return COUNTS[left.how] ? 'missed' : 'not-counted';
}

export interface ServiceLevel {
  readonly offered: number;
  readonly answeredInTime: number;
  /** 0 to 1; null before the first call that counts. */
  readonly ratio: number | null;
  readonly answered: number;
  /** All who hung up, the short ones included. */
  readonly abandoned: number;
  /** Of these who hung up so soon that they count for nothing. */
  readonly shortAbandoned: number;
  readonly waiting: number;
  /** Of those answered (average speed of answer); null before the first. */
  readonly meanAnswerMs: number | null;
  /** Of those who wait now; null when nobody does. */
  readonly longestWaitMs: number | null;
}

/** Over the stays that began within [fromMs, toMs), as far as they are known now. */
export function serviceLevel(stays: Iterable<Stay>, target: ServiceLevelTarget, fromMs: number, toMs: number, nowMs: number): ServiceLevel {
  const count = { offered: 0, answeredInTime: 0, answered: 0, abandoned: 0, shortAbandoned: 0, waiting: 0 };
  let answerMs = 0;
  let longestWaitMs: number | null = null;
  for (const stay of stays) {
    if (stay.enteredAtMs < fromMs || stay.enteredAtMs >= toMs || stay.enteredAtMs > nowMs) continue;
    const verdict = verdictOn(stay, target, nowMs);
    if (verdict === 'in-time') count.answeredInTime++;
    if (verdict === 'in-time' || verdict === 'missed') count.offered++;
    if (stay.left === null || stay.left.atMs > nowMs) {
      count.waiting++;
      longestWaitMs = Math.max(longestWaitMs ?? 0, nowMs - stay.enteredAtMs);
    } else if (stay.left.how === 'answered') {
      count.answered++;
      answerMs += stay.left.atMs - stay.enteredAtMs;
    } else if (stay.left.how === 'abandoned') {
      count.abandoned++;
      if (verdict === 'not-counted') count.shortAbandoned++;
    }
  }
  return {
    ...count, longestWaitMs,
    ratio: count.offered === 0 ? null : count.answeredInTime / count.offered, meanAnswerMs: count.answered === 0 ? null : answerMs / count.answered,
  };
}
