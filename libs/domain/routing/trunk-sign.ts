import { blamesTheTrunk, type Outcome } from '../call/outcome';

/** What an attempt says of the trunk that was to carry it. */
export type TrunkSign = 'sick' | 'well' | 'nothing';

/**
 * What a call that ended before it rang or was answered says of its trunk. Silence until our own timeout is a sign of
 * sickness: a far end that is reached rings, refuses or answers; a trunk that swallows what it is sent does none of it.
 */
export function signOfUnheard(outcome: Outcome): TrunkSign {
  if (blamesTheTrunk(outcome) || outcome === 'no-answer') return 'sick';
  // We ended it ourselves, or nobody can tell what became of it.
  if (outcome === 'cancelled' || outcome === 'lost') return 'nothing';
  return 'well';
}
