import type { DispositionGiver } from '@paceline/domain/retry/dispositions';
import type { DispositionMeaning, RetryRules } from '@paceline/domain/retry/retry';
import { targetAfter } from '@paceline/domain/retry/target-after';
import type { Settlement } from '@paceline/persistence';

/** What a target's rule says after a call, bound to the call's campaign. */
export function settlementOf(
  call: { readonly callId: string; readonly retryRules: RetryRules; readonly endedAtMs: number },
  disposition: { readonly code: string; readonly meaning: DispositionMeaning; readonly by: DispositionGiver; readonly note: string | null; readonly byUserId: string | null } | null,
  decide?: Settlement['decide'],
): Settlement {
  return {
    callId: call.callId,
    disposition,
    doNotCall: disposition?.meaning === 'do-not-call' ? { reason: `disposition ${disposition.code}`, byUserId: disposition.byUserId } : null,
    decide: decide ?? ((facts, outcome) => targetAfter({ ...facts, rules: call.retryRules, outcome, disposition, endedAtMs: call.endedAtMs })),
  };
}
