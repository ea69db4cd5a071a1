import type { Reservation } from '@paceline/agent-pool';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { Turn } from '@paceline/domain/routing/order-of-service';
import type { CallEnd, CallEntry, CallEventRow, CallPatch, Settlement } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import { whateverComes } from '../context/persistently';
import type { LiveCall } from './live-call';

type Data = CallEventRow['data'];

/**
 * What happens within this time, to whatever calls, is written together: a statement costs the worker and the database as much
 * as all it does for one call. A crash in between loses no call: the switch tells the next owner what was answered and who talks
 * to whom.
 */
const GATHER_MS = 100;
/** Of one transaction: it holds the locks of all its calls. */
const CALLS_AT_ONCE = 100;
/** One that waits for somebody's lock does not hold up the others. */
const TRANSACTIONS_AT_ONCE = 4;
/** The next ownership does not begin before what this one heard is written, unless that takes longer than this. */
const LAST_WRITES_WITHIN_MS = 10_000;

/** What happened to one call and is not written yet. */
interface Unwritten {
  readonly call: LiveCall;
  patch: CallPatch;
  readonly events: CallEventRow[];
  settlement: Settlement | null;
  talkEnd: CallEntry['talkEnd'];
  /** Whether it was taken: see `writeCalls`. */
  readonly written: Promise<boolean>;
  readonly done: (taken: boolean | Promise<boolean>) => void;
  /** Somebody waits for it, and hears of an error. */
  awaited: boolean;
}

/** Writes what happens to calls: their rows in order, the evidence, and the news for the screens. */
export class CallJournal {
  private readonly unwritten = new Map<LiveCall, Unwritten>();
  private readonly writes = new Set<Promise<unknown>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'fence' | 'lease' | 'log' | 'publish' | 'run'>) {}

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

  promised(call: LiveCall, { agentId, legChannelId: leg }: Reservation, turn: Turn): void {
    this.record(call, 'bridge-ordered', { agentId }, { agentId, leg, turn });
  }

  /** Ends the row, once, and settles its target unless an agent still has to say what came of it. Resolves when it is written. */
  async end(call: LiveCall, { talkEnd, ...patch }: CallPatch & CallEnd & { readonly hangupCause: string }, settlement: Settlement | null): Promise<boolean> {
    const entry = this.gather(call, { ...patch, state: 'ended' }, { at: patch.endedAt, kind: 'ended', data: { outcome: patch.outcome, cause: patch.hangupCause } });
    entry.settlement = settlement;
    entry.talkEnd = talkEnd;
    entry.awaited = true;
    const taken = await entry.written;
    // Not before: whoever reads the row for this news finds it there.
    this.announce(call, patch.outcome, patch.hangupCause);
    return taken;
  }

  /** Says what came of a call that has ended; false when that was done before. */
  async settle(call: LiveCall, settlement: Settlement, event: CallEventRow): Promise<boolean> {
    // Somebody says something at this moment: the first word counts.
    for (let said = this.unwritten.get(call); said !== undefined && said.settlement !== null; said = this.unwritten.get(call)) await said.written.catch(() => undefined);
    const entry = this.gather(call, {}, event);
    entry.settlement = settlement;
    entry.awaited = true;
    return await entry.written;
  }

  /** Does it when all that was heard of the call until now is written. */
  async behind<T>(call: LiveCall, work: () => Promise<T>): Promise<T> {
    await this.unwritten.get(call)?.written.catch(() => undefined); // whoever wrote it hears of the error
    return await call.write(work);
  }

  /** Writes what still waits to be written, and waits for what is being written: at the end of an ownership. */
  async flush(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => { timer = setTimeout(resolve, LAST_WRITES_WITHIN_MS); });
    let late = false;
    void timeUp.then(() => { late = true; });
    while ((this.unwritten.size > 0 || this.writes.size > 0) && !late) {
      this.writeSome();
      // Calls of which something else is being written, too.
      const busy = [...this.unwritten.keys()].map((call) => call.write(() => Promise.resolve()));
      await Promise.race([Promise.allSettled([...this.writes, ...busy]), timeUp]);
    }
    clearTimeout(timer);
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    // Not waited for any longer, and written all the same, as soon as the database is there.
    for (const entry of this.unwritten.values()) entry.done(entry.call.write(() => this.alone(entryOf(entry), false)));
    this.unwritten.clear();
  }

  /** Waits until what has been heard by now is written, or could not be. */
  async caughtUp(): Promise<void> {
    await Promise.allSettled([...[...this.unwritten.values()].map(({ written }) => written), ...this.writes]);
  }

  private gather(call: LiveCall, patch: CallPatch, event: CallEventRow): Unwritten {
    const waiting = this.unwritten.get(call) ?? this.begin(call);
    waiting.patch = { ...waiting.patch, ...patch };
    waiting.events.push(event);
    return waiting;
  }

  private begin(call: LiveCall): Unwritten {
    let done: Unwritten['done'] = () => undefined;
    const written = new Promise<boolean>((resolve) => { done = resolve; });
    const entry: Unwritten = { call, patch: {}, events: [], settlement: null, talkEnd: undefined, written, done, awaited: false };
    this.unwritten.set(call, entry);
    this.soon();
    this.owner.run('record a call', async () => {
      try { await written; } catch (thrown) { if (!entry.awaited) throw thrown; }
    });
    return entry;
  }

  private soon(): void {
    this.timer ??= setTimeout(() => { this.timer = null; this.writeSome(); }, GATHER_MS);
  }

  /** As much as may be at once; the rest in a while. */
  private writeSome(): void {
    while (this.writes.size < TRANSACTIONS_AT_ONCE) {
      // What is written of a call is written in the order in which it happened.
      const batch = [...this.unwritten.values()].filter(({ call }) => !call.isBeingWritten).slice(0, CALLS_AT_ONCE);
      if (batch.length === 0) break;
      this.write(batch);
    }
    if (this.unwritten.size > 0) this.soon();
  }

  private write(batch: readonly Unwritten[]): void {
    const together = this.together(batch);
    for (const [index, entry] of batch.entries()) {
      this.unwritten.delete(entry.call);
      entry.done(entry.call.write(async () => await ((await together)[index] ?? false)));
    }
    const written = together.then((each) => Promise.allSettled(each));
    this.writes.add(written);
    void written.then(() => { this.writes.delete(written); });
  }

  /** One after the other if they cannot be written together: what is wrong with one of them keeps nothing of the others. */
  private async together(batch: readonly Unwritten[]): Promise<readonly Promise<boolean>[]> {
    const entries = batch.map(entryOf);
    if (entries.length > 1) {
      try {
        return (await this.owner.calls.write(this.owner.fence, entries)).map((taken) => Promise.resolve(taken));
      } catch (thrown) {
        this.owner.log.warn({ calls: entries.length, err: thrown }, 'calls could not be written together');
      }
    }
    return entries.map((entry) => this.alone(entry, entries.length > 1));
  }

  private async alone(entry: CallEntry, triedBefore: boolean): Promise<boolean> {
    const [taken] = await whateverComes(this.owner, (again) => this.owner.calls.write(this.owner.fence, [entry], again || triedBefore));
    return taken === true;
  }

  private announce(call: LiveCall, outcome: Outcome | null, hangupCause: string | null): void {
    this.owner.publish({
      type: 'call', clientId: call.facts.clientId, callId: call.callId, line: call.facts.line.id, direction: call.facts.direction, state: call.state, outcome, hangupCause,
      campaignId: call.facts.line.campaignId, targetId: call.facts.targetId, contactId: call.facts.contactId,
      agentId: call.agent?.agentId ?? call.viewer?.agentId ?? call.lastAgentId, phone: call.facts.phone, dialedNumber: call.caller?.dialedNumber ?? null, at: new Date(this.owner.clock.nowMs()).toISOString(),
    });
  }
}

function entryOf({ call, patch, events, settlement, talkEnd }: Unwritten): CallEntry {
  return { callId: call.callId, patch, events, settlement, talkEnd };
}
