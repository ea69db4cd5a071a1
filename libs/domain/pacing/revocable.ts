import type { CallsNow } from './pacing';

/**
 * A call that has rung for the legal minimum can be given up the moment that nobody would be free for it: it takes an agent
 * when there is one, and hardly ever abandons anybody. So it costs a decision less than one that can no longer be taken back.
 */

/** What the later answer of such a call counts among those that come before another: when agents are short it is not let come. */
export const REVOCABLE_COUNTS = 0.5;
/** What is left of its risk: answers in the fraction of a second before it is hung up, and two at once for one agent. */
export const REVOCABLE_RISK = 0.1;

/** The age, from the dial order, from which a call may be given up. Where no line is known to ring none is: only those may be. */
export function revocableFromSec({ outForMs, ringingForMs }: CallsNow, minRingMs: number): number {
  if (ringingForMs.length === 0) return Number.POSITIVE_INFINITY;
  // The longest out and the longest ringing are mostly one call; where not, the set-up seems longer than it is, which is the cautious side.
  return (minRingMs + Math.max(0, longest(outForMs) - longest(ringingForMs))) / 1000;
}

function longest(agesMs: readonly number[]): number {
  let longestMs = 0;
  for (const ms of agesMs) if (ms > longestMs) longestMs = ms;
  return longestMs;
}
