import type { OutboundOutcome } from '../call/outcome';
import { countsAsAttempt, wasDialed } from '../call/outcome';
import { PASSED_OVER_WAIT_SEC, decideRetry, type DispositionMeaning, type RetryRules } from './retry';

/** What is known of a target when one of its calls has ended. */
export interface EndedAttempt {
  readonly rules: RetryRules;
  readonly outcome: OutboundOutcome;
  readonly disposition: { readonly code: string; readonly meaning: DispositionMeaning } | null;
  /** Attempts that counted before this one. */
  readonly attemptsBefore: number;
  /** Attempts that ended with this outcome before this one. */
  readonly sameOutcomeBefore: number;
  readonly phonePosition: number;
  readonly phoneCount: number;
  readonly endedAtMs: number;
}

export type TargetAfter =
  | { readonly state: 'ready'; readonly nextAtMs: number; readonly attempts: number; readonly phonePosition: number }
  | { readonly state: 'done'; readonly result: string; readonly attempts: number };

/** The result of a target that waited for another try when its contact's last list was taken off the campaign. */
export const OFF_LIST = 'off-list';

/** Where an ended attempt leaves its target: to be called again at a time, on a phone, or done. */
export function targetAfter(attempt: EndedAttempt): TargetAfter {
  const counted = countsAsAttempt(attempt.outcome) ? 1 : 0;
  const attempts = attempt.attemptsBefore + counted;
  const result = attempt.disposition?.code ?? attempt.outcome;

  // A number that does not exist says nothing about the person: their next number is called at once, unless
  // somebody has said that this person is done with.
  const nextPhone = attempt.phonePosition + 1;
  const mayGoOn = attempt.disposition === null || attempt.disposition.meaning === 'retry';
  if (mayGoOn && attempt.outcome === 'invalid-number' && nextPhone < attempt.phoneCount && attempts < attempt.rules.maxAttempts) {
    return { state: 'ready', nextAtMs: attempt.endedAtMs, attempts, phonePosition: nextPhone };
  }

  const retry = decideRetry({
    rules: attempt.rules, outcome: attempt.outcome, disposition: attempt.disposition,
    attempts, attemptsWithOutcome: attempt.sameOutcomeBefore + (wasDialed(attempt.outcome) ? 1 : 0), endedAtMs: attempt.endedAtMs,
  });
  return retry.again
    ? { state: 'ready', nextAtMs: retry.atMs, attempts, phonePosition: attempt.phonePosition }
    : { state: 'done', result, attempts };
}

/** Seconds before a target whose call told of its trunk alone is offered again, when the campaign has no rule for congestion. */
const SPARED_WAIT_SEC = 60;

/** The call failed as every call of its trunk did: it says nothing of the target, and counts nowhere, however long the trunk is out. */
export function targetSpared({ rules, attemptsBefore, phonePosition, endedAtMs }: Pick<EndedAttempt, 'rules' | 'attemptsBefore' | 'phonePosition' | 'endedAtMs'>): TargetAfter {
  const waitSec = rules.byOutcome.congestion?.waitSec ?? SPARED_WAIT_SEC;
  return { state: 'ready', nextAtMs: endedAtMs + waitSec * 1000, attempts: attemptsBefore, phonePosition };
}

/** An agent was shown the contact and passed it over: nobody was called, and nothing counts. */
export function targetPassedOver({ attemptsBefore, phonePosition }: Pick<EndedAttempt, 'attemptsBefore' | 'phonePosition'>, endedAtMs: number): TargetAfter {
  return { state: 'ready', nextAtMs: endedAtMs + PASSED_OVER_WAIT_SEC * 1000, attempts: attemptsBefore, phonePosition };
}

/** What is known of a target whose person has called us. */
export interface CalledBack {
  readonly rules: RetryRules;
  readonly disposition: { readonly code: string; readonly meaning: DispositionMeaning };
  /** That count, and were made before. */
  readonly attempts: number;
  readonly phonePosition: number;
  readonly endedAtMs: number;
}

/**
 * Where a call that the person made leaves their target, by what an agent said of it: as after a call of ours in which they talked, but
 * no attempt is used up by it. What had been promised before is closed, or another call is promised in its place.
 */
export function targetCalledBack({ rules, disposition, attempts, phonePosition, endedAtMs }: CalledBack): TargetAfter {
  const retry = decideRetry({ rules, outcome: 'connected', disposition, attempts, attemptsWithOutcome: 0, endedAtMs });
  return retry.again ? { state: 'ready', nextAtMs: retry.atMs, attempts, phonePosition } : { state: 'done', result: disposition.code, attempts };
}
