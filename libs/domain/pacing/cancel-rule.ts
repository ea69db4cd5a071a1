import type { AnswersAhead } from './answers-ahead';
import type { Shortage } from './shortage';

/**
 * Chance, for one more answer within the first horizon, that nobody is free for it from which calls that rang long enough are
 * given up. Low: an abandoned call costs the waits of several agents, and a call that rang so long rarely answers any more.
 * Lower gained nothing, and let more telephones ring in vain.
 */
const NOBODY_FREE = 0.15;
/** And that it takes an agent who is kept for callers: that abandons nobody, so it must be likely. */
export const TAKES_KEPT = 0.5;

/**
 * Ringing calls to give up, of so many that may be, the longest first: as few as let one more answer likely find an agent.
 *
 * @param above the chance that is too high
 * @param soon answers by the first horizon when so many are given up
 */
export function toCancel(mayCancel: number, short: Shortage, soon: (cancelled: number) => AnswersAhead, above = NOBODY_FREE): number {
  const isTooMany = (cancelled: number): boolean => {
    const { mean, variance } = soon(cancelled);
    return short.at(0, mean[0] ?? 0, variance[0] ?? 0) > above;
  };
  if (mayCancel === 0 || !isTooMany(0)) return 0;
  let tooFew = 0;
  let enough = mayCancel;
  while (enough - tooFew > 1) {
    const tried = (tooFew + enough) >> 1;
    if (isTooMany(tried)) tooFew = tried; else enough = tried;
  }
  return enough;
}

/** How many calls have rung as long as the law asks. */
export function rungEnough(ringingForMs: readonly number[], minRingMs: number): number {
  let count = 0;
  for (const ms of ringingForMs) if (ms >= minRingMs) count++;
  return count;
}
