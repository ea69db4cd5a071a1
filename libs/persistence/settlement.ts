import type { DispositionGiver } from '@paceline/domain/retry/dispositions';
import type { OutboundOutcome } from '@paceline/domain/call/outcome';
import type { DispositionMeaning, RetryRules } from '@paceline/domain/retry/retry';
import { targetAfter, targetCalledBack, type TargetAfter } from '@paceline/domain/retry/target-after';

/** What a target's rule needs to know when one of its calls has ended. */
export interface SettlementFacts {
  readonly attemptsBefore: number;
  readonly sameOutcomeBefore: number;
  readonly phonePosition: number;
  readonly phoneCount: number;
}

/** The open target that a call settles which its person made, and where that leaves it. */
export interface CalledBackTarget {
  readonly targetId: string;
  readonly decide: (target: { readonly attempts: number; readonly phonePosition: number }) => TargetAfter;
}

/** What came of a call, for its row, its target and the do-not-call list. */
export interface Settlement {
  readonly callId: string;
  readonly disposition: { readonly code: string; readonly by: DispositionGiver; readonly note: string | null } | null;
  /** Puts the number called and all phones of the contact on the do-not-call list. */
  readonly doNotCall: { readonly disposition: string; /** Null: the call's agent, if there was one. */ readonly byUserId: string | null } | null;
  readonly decide: (facts: SettlementFacts, outcome: OutboundOutcome) => TargetAfter;
  /** Of a call that came in: the target of its caller that it settles. */
  readonly calledBack?: CalledBackTarget | null;
}

/** What a target's rule says after a call, bound to the call's campaign. */
export function settlementOf(
  call: { readonly callId: string; readonly retryRules: RetryRules; readonly endedAtMs: number },
  disposition: { readonly code: string; readonly meaning: DispositionMeaning; readonly by: DispositionGiver; readonly note: string | null; readonly byUserId: string | null } | null,
  decide?: Settlement['decide'],
): Settlement {
  return {
    callId: call.callId,
    disposition,
    doNotCall: disposition?.meaning === 'do-not-call' ? { disposition: disposition.code, byUserId: disposition.byUserId } : null,
    decide: decide ?? ((facts, outcome) => targetAfter({ ...facts, rules: call.retryRules, outcome, disposition, endedAtMs: call.endedAtMs })),
  };
}

/** A target whose person called us is told what the agent said, by its own campaign's rules. */
export function calledBackOf(
  targetId: string, { rules }: { readonly rules: RetryRules }, disposition: { readonly code: string; readonly meaning: DispositionMeaning }, endedAtMs: number,
): CalledBackTarget {
  return { targetId, decide: (target) => targetCalledBack({ ...target, rules, disposition, endedAtMs }) };
}
