import { blamesTheTrunk, wasAnswered, type OutboundOutcome } from '../call/outcome';

/** What an attempt says of the trunk that was to carry it. */
export type TrunkSign = 'sick' | 'carried' | 'nothing';

/** Only who was reached says so. */
const FROM_THE_CALLED_SIDE: readonly OutboundOutcome[] = ['busy', 'rejected', 'unwanted', 'blocked'];

/**
 * What a call that ended before it rang or was answered says of its trunk. Silence until our own timeout is a sign of
 * sickness: a far end that is reached rings, refuses or answers; a trunk that swallows what it is sent does none of it. A phone
 * that is off, or a number that nobody has, is no sign of either: a trunk says both without having carried anything.
 */
export function signOfUnheard(outcome: OutboundOutcome): TrunkSign {
  if (blamesTheTrunk(outcome) || outcome === 'no-answer') return 'sick';
  return wasAnswered(outcome) || FROM_THE_CALLED_SIDE.includes(outcome) ? 'carried' : 'nothing';
}
