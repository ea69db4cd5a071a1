import type { Availability } from './availability';

/**
 * Chance that nobody gets free within about four seconds from which calls that rang long enough are given up. Low: an abandoned
 * call costs the waits of several agents, and a call that rang so long rarely answers any more. Lower still gained nothing.
 */
const NOBODY_SOON = 0.12;

/** Ringing calls to give up, of so many that may be: all, when nobody is idle or likely to be soon. */
export function toCancel(free: Availability, spare: number, mayCancel: number): number {
  if (spare > 0 || mayCancel === 0) return 0;
  let nobody = 1;
  for (const { count, freeBy } of free.groups) nobody *= (1 - (freeBy[0] ?? 0)) ** count;
  return nobody > NOBODY_SOON ? mayCancel : 0;
}

/** How many calls have rung as long as the law asks. */
export function rungEnough(ringingForMs: readonly number[], minRingMs: number): number {
  let count = 0;
  for (const ms of ringingForMs) if (ms >= minRingMs) count++;
  return count;
}
