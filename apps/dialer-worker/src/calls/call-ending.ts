import { outcomeOf, type Outcome } from '@paceline/domain/call/outcome';
import { DEFAULT_RETRY_RULES, type DispositionMeaning } from '@paceline/domain/retry/retry';
import { targetAfter } from '@paceline/domain/retry/target-after';
import type { Settlement } from '@paceline/persistence';
import type { OwnerContext } from '../owner/owner-context';
import type { GatewayLines } from '../campaigns/gateway-lines';
import type { CallJournal } from './call-journal';
import type { CallRegistry } from './call-registry';
import type { HandOff } from './hand-off';
import type { LiveCall } from './live-call';
import type { WrapUp } from './wrap-up';

/** What a target's rule says after a call, bound to the call's campaign. */
export function settlementOf(
  call: { readonly callId: string; readonly retryRules: typeof DEFAULT_RETRY_RULES | null; readonly endedAtMs: number },
  disposition: { readonly code: string; readonly meaning: DispositionMeaning; readonly by: 'agent' | 'system'; readonly note: string | null } | null,
): Settlement {
  return {
    callId: call.callId,
    disposition,
    doNotCall: disposition?.meaning === 'do-not-call' ? `disposition ${disposition.code}` : null,
    decide: (facts, outcome) => targetAfter({ ...facts, rules: call.retryRules ?? DEFAULT_RETRY_RULES, outcome, disposition, endedAtMs: call.endedAtMs }),
  };
}

/** The end of a call: its row, its target, its gateway, its agent. Each exactly once. */
export class CallEnding {
  constructor(
    private readonly owner: OwnerContext,
    private readonly registry: CallRegistry,
    private readonly journal: CallJournal,
    private readonly handOff: HandOff,
    private readonly wrapUp: WrapUp,
    private readonly gateways: GatewayLines,
  ) {}

  /** The switch said that the channel is over. */
  async ended(call: LiveCall, cause: string, sipStatus: number, endedAtMs: number): Promise<void> {
    await this.finish(call, outcomeOf(call.progress(), cause, sipStatus), cause, endedAtMs);
  }

  /** The switch refused it before a channel existed: nobody was dialed. */
  async refused(call: LiveCall, why: string): Promise<void> {
    this.gateways.endedUnheard(call.facts.gateway, 'not-dialed');
    await this.neverSent(call, why);
  }

  /** Nobody was dialed, and the trunk had no part in it. */
  async neverSent(call: LiveCall, why: string): Promise<void> {
    await this.finish(call, 'not-dialed', why.slice(0, 64), this.owner.clock.nowMs());
  }

  /** Nobody can tell any more what became of it. */
  async lost(call: LiveCall): Promise<void> {
    await this.finish(call, call.answeredAtMs === null ? 'lost' : outcomeOf(call.progress(), 'LOST', 0), 'LOST', this.owner.clock.nowMs());
  }

  private async finish(call: LiveCall, outcome: Outcome, cause: string, endedAtMs: number): Promise<void> {
    const wasTalking = call.state === 'talking';
    const wasConnecting = call.state === 'connecting';
    if (!call.move('ended')) return;
    const { agent } = call;
    this.registry.remove(call);
    if (outcome !== 'not-dialed' && !call.heard) this.gateways.endedUnheard(call.facts.gateway, outcome);
    this.owner.metrics.callsEnded.inc({ outcome });

    if (wasConnecting) this.handOff.failed(call, cause);
    const talkedTo = wasTalking ? agent : null;
    const endedAt = new Date(endedAtMs);
    const wrapUpMs = (call.facts.campaign?.wrapUpSec ?? 0) * 1000;
    // The row first: a worker that dies here finds the call unsettled and knows whose disposition is missing.
    const settlement = talkedTo === null ? settlementOf({ callId: call.callId, retryRules: call.facts.campaign?.retryRules ?? null, endedAtMs }, null) : null;
    await this.journal.end(call, {
      outcome, endedAt, hangupCause: cause,
      ...(talkedTo === null ? {} : { agentId: talkedTo.agentId, wrapUpUntil: new Date(endedAtMs + wrapUpMs) }),
    }, settlement);
    if (talkedTo !== null) await this.wrapUp.begin(call, talkedTo, endedAtMs, wrapUpMs);
  }
}
