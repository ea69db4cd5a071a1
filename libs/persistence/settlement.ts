import type { DispositionGiver } from '@paceline/domain/retry/dispositions';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { TargetAfter } from '@paceline/domain/retry/target-after';

/** What a target's rule needs to know when one of its calls has ended. */
export interface SettlementFacts {
  readonly attemptsBefore: number;
  readonly sameOutcomeBefore: number;
  readonly phonePosition: number;
  readonly phoneCount: number;
}

/** What came of a call, for its row, its target and the do-not-call list. */
export interface Settlement {
  readonly callId: string;
  readonly disposition: { readonly code: string; readonly by: DispositionGiver; readonly note: string | null } | null;
  /** Puts the number called and all phones of the contact on the do-not-call list. */
  readonly doNotCall: { readonly reason: string; /** Null: the call's agent, if there was one. */ readonly byUserId: string | null } | null;
  readonly decide: (facts: SettlementFacts, outcome: Outcome) => TargetAfter;
}
