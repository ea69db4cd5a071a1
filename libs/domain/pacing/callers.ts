import type { AnswersAhead } from './answers-ahead';
import { STEP_SEC } from './horizons';
import type { CallersNow, PacingReason } from './pacing';

/** Where agents serve no queue. */
export const NO_CALLERS: CallersNow = { kept: 0, owed: 0, perSec: 0 };

export function areNone({ kept, owed, perSec }: CallersNow): boolean {
  return kept === 0 && owed === 0 && perSec === 0;
}

/** Callers take agents as answers do, and come by chance. */
export function withCallers({ mean, variance }: AnswersAhead, { perSec }: CallersNow): AnswersAhead {
  if (perSec === 0) return { mean, variance };
  const coming = (answers: number, step: number): number => answers + perSec * (step + 1) * STEP_SEC;
  return { mean: mean.map(coming), variance: variance.map(coming) };
}

/** Agents kept for callers as the reason why no more lines are dialed. */
export function keptReason({ kept, owed, keptFor }: CallersNow): PacingReason {
  if (keptFor === undefined) return { limit: 'kept-for-queue', figures: { kept: kept + owed } };
  const { queue, ...figures } = keptFor;
  return { limit: 'kept-for-queue', queue, figures };
}
