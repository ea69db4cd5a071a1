import type { Reservation } from '@paceline/agent-pool';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { CallEventRow, CallPatch, Settlement } from '@paceline/persistence';
import type { OwnerContext } from '../owner/owner-context';
import { persistently } from './persistently';
import type { LiveCall } from './live-call';

type Data = CallEventRow['data'];

/** Writes what happens to calls: their rows in order, the evidence, and the news for the screens. */
export class CallJournal {
  constructor(private readonly owner: OwnerContext) {}

  /** Changes the row; `kind` and `data` are the evidence of why. */
  record(call: LiveCall, kind: string, patch: CallPatch, data: Data = {}, atMs = this.owner.clock.nowMs()): void {
    const event = { at: new Date(atMs), kind, data };
    const full: CallPatch = { state: call.state, ...patch };
    this.owner.run(`record ${kind}`, async () => {
      await call.write(() => persistently(this.owner, () => this.owner.calls.update(call.callId, this.owner.fence, full, event)));
    });
    this.announce(call, null, null);
  }

  /** Evidence only: the row does not change. */
  note(call: LiveCall, kind: string, data: Data = {}): void {
    const event = { at: new Date(this.owner.clock.nowMs()), kind, data };
    this.owner.run(`note ${kind}`, async () => {
      await call.write(() => persistently(this.owner, () => this.owner.calls.addEvents(call.callId, [event])));
    });
  }

  promised(call: LiveCall, reservation: Reservation): void {
    this.record(call, 'bridge-ordered', { agentId: reservation.agentId }, { agentId: reservation.agentId, leg: reservation.legChannelId });
  }

  /** Ends the row, once, and settles its target unless an agent still has to say what came of it. */
  async end(call: LiveCall, patch: CallPatch & { readonly outcome: Outcome; readonly endedAt: Date; readonly hangupCause: string }, settlement: Settlement | null): Promise<boolean> {
    const event = { at: patch.endedAt, kind: 'ended', data: { outcome: patch.outcome, cause: patch.hangupCause } };
    const ended = await call.write(() => persistently(this.owner, () => this.owner.calls.end(call.callId, this.owner.fence, patch, event, settlement)));
    this.announce(call, patch.outcome, patch.hangupCause);
    return ended;
  }

  private announce(call: LiveCall, outcome: Outcome | null, hangupCause: string | null): void {
    this.owner.publish({
      type: 'call', callId: call.callId, line: call.facts.line, direction: call.facts.direction, state: call.state, outcome, hangupCause,
      campaignId: call.facts.campaign?.id ?? null, targetId: call.facts.targetId, contactId: call.facts.contactId,
      agentId: call.agent?.agentId ?? call.lastAgentId, phone: call.facts.phone, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }
}
