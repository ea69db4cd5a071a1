import { targetAfter, type EndedAttempt, type TargetAfter } from '../retry/target-after';
import type { Ending } from './interview';

/**
 * Where an automatic survey's call leaves its target: done with what came of the interview, or called again to begin it, or go on with
 * it. A machine, a hang-up in the first words and one in the middle are retried by the campaign's rule for calls that nobody answers:
 * they are no refusal.
 */
export function targetSurveyed(attempt: Omit<EndedAttempt, 'disposition'>, ending: Ending): TargetAfter {
  const { rules, outcome } = attempt;
  const again = rules.byOutcome['no-answer'];
  const mayGoOn = ending.result === 'no-response' || (ending.result === 'partial' && ending.because !== 'refused');
  const byOutcome = { ...rules.byOutcome };
  delete byOutcome[outcome];
  if (mayGoOn && again !== undefined) byOutcome[outcome] = again;
  const after = targetAfter({ ...attempt, rules: { ...rules, byOutcome }, disposition: null });
  return after.state === 'done' ? { ...after, result: ending.result } : after;
}
