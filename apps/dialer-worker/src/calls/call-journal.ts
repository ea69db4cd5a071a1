import type { Reservation } from '@paceline/agent-pool';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { CallEnd, CallEventRow, CallPatch, Settlement } from '@paceline/persistence';
import type { OwnerContext } from '../owner/owner-context';
import { whateverComes } from './persistently';
import type { LiveCall } from './live-call';

type Data = CallEventRow['data'];

/**
 * What happens within this time is written together. Between an answer and its bridge no statement is sent: each
 * costs a system call that the person who answered would wait for. A crash in between loses no call: the switch
 * tells the next owner what was answered and who talks to whom.
 */
const GATHER_MS = 30;
/** The next ownership does not begin before what this one heard is written, unless that takes longer than this. */
const LAST_WRITES_WITHIN_MS = 10_000;

interface Unwritten { patch: CallPatch; readonly events: CallEventRow[]; readonly timer: NodeJS.Timeout; readonly call: LiveCall }

/** Writes what happens to calls: their rows in order, the evidence, and the news for the screens. */
export class CallJournal {
  private readonly unwritten = new Map<string, Unwritten>();
  private readonly writes = new Set<Promise<unknown>>();

  constructor(private readonly owner: OwnerContext) {}

  /** Changes the row; `kind` and `data` are the evidence of why. */
  record(call: LiveCall, kind: string, patch: CallPatch, data: Data = {}, atMs = this.owner.clock.nowMs()): void {
    this.gather(call, { state: call.state, ...patch }, { at: new Date(atMs), kind, data });
    this.announce(call, null, null);
  }

  /** Evidence only: the row does not change. */
  note(call: LiveCall, kind: string, data: Data = {}): void {
    this.gather(call, {}, { at: new Date(this.owner.clock.nowMs()), kind, data });
  }

  /** Without the state: written late, it would say of a call that was sent meanwhile that it is only planned. */
  shown(call: LiveCall, agentId: string): void {
    this.gather(call, { agentId }, { at: new Date(this.owner.clock.nowMs()), kind: 'shown', data: { agentId } });
    this.announce(call, null, null);
  }

  promised(call: LiveCall, reservation: Reservation): void {
    this.record(call, 'bridge-ordered', { agentId: reservation.agentId }, { agentId: reservation.agentId, leg: reservation.legChannelId });
  }

  /** Ends the row, once, and settles its target unless an agent still has to say what came of it. */
  async end(call: LiveCall, patch: CallPatch & CallEnd & { readonly hangupCause: string }, settlement: Settlement | null): Promise<boolean> {
    const before = this.take(call);
    const events = [...before?.events ?? [], { at: patch.endedAt, kind: 'ended', data: { outcome: patch.outcome, cause: patch.hangupCause } }];
    const whole = { ...before?.patch, ...patch };
    const ended = await this.inOrder(call, () => this.owner.calls.end(call.callId, this.owner.fence, whole, events, settlement));
    this.announce(call, patch.outcome, patch.hangupCause);
    return ended;
  }

  /** Writes what still waits to be written, and waits for what is being written: at the end of an ownership. */
  async flush(): Promise<void> {
    for (const { call } of [...this.unwritten.values()]) this.owner.run('record a call', () => this.write(call));
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise((resolve) => { timer = setTimeout(resolve, LAST_WRITES_WITHIN_MS); });
    await Promise.race([Promise.allSettled([...this.writes]), timeUp]);
    clearTimeout(timer);
  }

  private gather(call: LiveCall, patch: CallPatch, event: CallEventRow): void {
    const waiting = this.unwritten.get(call.callId);
    if (waiting !== undefined) {
      waiting.patch = { ...waiting.patch, ...patch };
      waiting.events.push(event);
      return;
    }
    const timer = setTimeout(() => { this.owner.run('record a call', () => this.write(call)); }, GATHER_MS);
    this.unwritten.set(call.callId, { patch, events: [event], timer, call });
  }

  private take(call: LiveCall): Unwritten | undefined {
    const waiting = this.unwritten.get(call.callId);
    if (waiting !== undefined) clearTimeout(waiting.timer);
    this.unwritten.delete(call.callId);
    return waiting;
  }

  private async write(call: LiveCall): Promise<void> {
    const waiting = this.take(call);
    if (waiting === undefined) return;
    const { patch, events } = waiting;
    await this.inOrder(call, async (again) => {
      if (Object.keys(patch).length === 0) await this.owner.calls.addEvents(call.callId, events, again);
      else await this.owner.calls.update(call.callId, this.owner.fence, patch, events, again);
    });
  }

  private async inOrder<T>(call: LiveCall, work: (again: boolean) => Promise<T>): Promise<T> {
    const written = call.write(() => whateverComes(this.owner, work));
    this.writes.add(written);
    try {
      return await written;
    } finally {
      this.writes.delete(written);
    }
  }

  private announce(call: LiveCall, outcome: Outcome | null, hangupCause: string | null): void {
    this.owner.publish({
      type: 'call', clientId: call.facts.clientId, callId: call.callId, line: call.facts.line.id, direction: call.facts.direction, state: call.state, outcome, hangupCause,
      campaignId: call.facts.line.campaignId, targetId: call.facts.targetId, contactId: call.facts.contactId,
      agentId: call.agent?.agentId ?? call.viewer?.agentId ?? call.lastAgentId, phone: call.facts.phone, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }
}
