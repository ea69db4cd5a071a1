import { countsAsAttempt, type OutboundOutcome } from '../call/outcome';

/** What an agent's (or the system's) disposition means for the target. */
export type DispositionMeaning =
  | 'final'        // done, whatever it was: sold, refused, surveyed
  | 'retry'        // call again by the rule of this disposition or of the outcome
  | 'do-not-call'; // done, and the phones go on the do-not-call list

export interface RetryRule {
  /** Attempts with this outcome that may be made in all, the first included. 1 means never again. */
  readonly maxAttempts: number;
  /** Seconds to wait after the attempt ended before the target may be called again. */
  readonly waitSec: number;
}

export interface RetryRules {
  /** Attempts at a target over its whole life that count (`countsAsAttempt`). */
  readonly maxAttempts: number;
  /** Outcomes without a rule are final. */
  readonly byOutcome: Readonly<Partial<Record<OutboundOutcome, RetryRule>>>;
  /** Rules by disposition code win over those by outcome. */
  readonly byDisposition: Readonly<Record<string, RetryRule>>;
}

/**
 * The network, or the person, has refused calls of this caller number: the same call would meet the same refusal, and makes
 * the number's name worse. Or the person is to be called no more. Final, whatever a campaign's rules say.
 */
export const NEVER_CALLED_AGAIN: readonly OutboundOutcome[] = ['blocked', 'unwanted', 'opted-out'];

/** A rule says how often: attempts that do not count as a target's own (a phone switched off, a trunk's fault) end there. */
export const DEFAULT_RETRY_RULES: RetryRules = {
  maxAttempts: 4,
  byOutcome: {
    'busy': { maxAttempts: 3, waitSec: 5 * 60 },
    'no-answer': { maxAttempts: 3, waitSec: 2 * 60 * 60 },
    'switched-off': { maxAttempts: 6, waitSec: 4 * 60 * 60 },
    'rejected': { maxAttempts: 2, waitSec: 24 * 60 * 60 },
    'congestion': { maxAttempts: 10, waitSec: 10 * 60 },
    'failed': { maxAttempts: 2, waitSec: 30 * 60 },
    'cancelled': { maxAttempts: 3, waitSec: 30 * 60 },
    'lost': { maxAttempts: 2, waitSec: 2 * 60 * 60 },
    // 72 hours: UK persistent-misuse policy for abandoned calls; the strictest of our profiles.
    'abandoned': { maxAttempts: 2, waitSec: 72 * 60 * 60 },
    'hung-up-waiting': { maxAttempts: 2, waitSec: 24 * 60 * 60 },
    'machine': { maxAttempts: 3, waitSec: 4 * 60 * 60 },
    'put-off': { maxAttempts: 3, waitSec: 2 * 60 * 60 },
    // Our failure, not theirs: call back soon.
    'handoff-failed': { maxAttempts: 3, waitSec: 5 * 60 },
  },
  byDisposition: {},
};

/**
 * Seconds to wait when an agent asked for another call and neither the disposition nor the outcome has a
 * rule: what the agent said counts, within the target's attempts over its life.
 */
const CALL_AGAIN_WAIT_SEC = 24 * 60 * 60;

export interface RetryInput {
  readonly rules: RetryRules;
  readonly outcome: OutboundOutcome;
  readonly disposition: { readonly code: string; readonly meaning: DispositionMeaning } | null;
  /** Attempts that count, this one included. */
  readonly attempts: number;
  /** Attempts that ended with this outcome, this one included. */
  readonly attemptsWithOutcome: number;
  readonly endedAtMs: number;
}

export type RetryDecision =
  | { readonly again: true; readonly atMs: number; readonly counted: boolean }
  | { readonly again: false; readonly reason: 'final-disposition' | 'do-not-call' | 'outcome-is-final' | 'attempts-used' };

/** Seconds before a target that was never dialed (throttled, paused, sick trunk) is offered again. */
export const NOT_DIALED_WAIT_SEC = 5;

/** Seconds before a contact that an agent looked at and passed over is shown again: others come first. */
export const PASSED_OVER_WAIT_SEC = 10 * 60;

/** Says when a target may be called again after an attempt ended, if ever. What the person wanted comes first. */
export function decideRetry(input: RetryInput): RetryDecision {
  const { rules, outcome, disposition } = input;
  if (disposition?.meaning === 'do-not-call') return { again: false, reason: 'do-not-call' };
  if (disposition?.meaning === 'final') return { again: false, reason: 'final-disposition' };
  if (outcome === 'not-dialed') {
    return { again: true, atMs: input.endedAtMs + NOT_DIALED_WAIT_SEC * 1000, counted: false };
  }
  const rule = ruleOf(input);
  if (rule === undefined || NEVER_CALLED_AGAIN.includes(outcome)) return { again: false, reason: 'outcome-is-final' };
  const counted = countsAsAttempt(outcome);
  if ((counted && input.attempts >= rules.maxAttempts) || input.attemptsWithOutcome >= rule.maxAttempts) {
    return { again: false, reason: 'attempts-used' };
  }
  return { again: true, atMs: input.endedAtMs + rule.waitSec * 1000, counted };
}

function ruleOf({ rules, outcome, disposition }: RetryInput): RetryRule | undefined {
  // Codes are the user's words: `constructor` is one, and every object has something of that name.
  if (disposition !== null && Object.hasOwn(rules.byDisposition, disposition.code)) return rules.byDisposition[disposition.code];
  return rules.byOutcome[outcome]
    ?? (disposition?.meaning === 'retry' ? { maxAttempts: rules.maxAttempts, waitSec: CALL_AGAIN_WAIT_SEC } : undefined);
}
