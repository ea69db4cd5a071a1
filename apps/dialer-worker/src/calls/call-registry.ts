import type { CallState } from '@paceline/domain/call/call-state';
import { JustLeft } from './just-left';
import { LegIndex } from './leg-index';
import type { LiveCall } from './live-call';

const REMEMBERED_MS = 10_000;

/** Every call of the switch that its owner follows, by the call's id (which is its channel's). */
export class CallRegistry {
  private readonly calls = new Map<string, LiveCall>();
  private readonly left = new JustLeft(REMEMBERED_MS);
  /** What is asked for again and again is not looked for among thousands who talk. */
  private readonly planned = new Set<LiveCall>();
  private readonly originating = new Set<LiveCall>();
  private readonly answered = new Set<LiveCall>();
  private readonly keepingPlaces = new Set<LiveCall>();
  private readonly onGateways = new Map<string, number>();
  private readonly callersOnGateways = new Map<string, number>();
  private readonly callers = new Map<string, number>();
  readonly legs = new LegIndex();

  get(callId: string): LiveCall | undefined {
    return this.calls.get(callId);
  }

  add(call: LiveCall): void {
    this.calls.set(call.callId, call);
    this.legs.join(call.callId, call.callId, 'customer');
    call.followedBy({ legs: this.legs, moved: (from) => { this.moved(call, from); } });
    this.groupOf(call, call.state)?.add(call);
    if (call.state !== 'ended') this.count(call, 1);
  }

  /** The gateway was not known when it was added. */
  goesBy(call: LiveCall, gateway: string): void {
    this.count(call, -1);
    call.goesBy(gateway);
    this.count(call, 1);
  }

  remove(call: LiveCall): void {
    this.forget(call);
    this.calls.delete(call.callId);
    this.left.add(call.callId);
  }

  leftJustNow(callId: string): boolean {
    return this.left.has(callId);
  }

  all(): IterableIterator<LiveCall> {
    return this.calls.values();
  }

  get size(): number {
    return this.calls.size;
  }

  /** The call that a leg is in, or promised to. */
  ofLeg(channelId: string): LiveCall | undefined {
    const callId = this.legs.of(channelId)?.callId ?? null;
    return callId === null ? undefined : this.calls.get(callId);
  }

  /** Calls that wait for an agent, whose phone may be ringing for them, and those that keep the place of who hung up; in no order. */
  waiting(): LiveCall[] {
    return [...this.answered, ...this.keepingPlaces].filter((call) => call.isInLine());
  }

  onGateway(gateway: string): number {
    return this.onGateways.get(gateway) ?? 0;
  }

  /** Of those the calls that came in through it, as far as the switch says through which they came. */
  callersOn(gateway: string): number {
    return this.callersOnGateways.get(gateway) ?? 0;
  }

  /** Whether somebody calls us with this number now: nobody calls them meanwhile. */
  isCaller(phone: string): boolean {
    return this.callers.has(phone);
  }

  /** On its way to this gateway, and not sent to the switch yet. */
  plannedOn(gateway: string): number {
    const isOnIt = (call: LiveCall): boolean => call.facts.gateway === gateway && !call.undecided;
    return countOf(this.planned, isOnIt) + countOf(this.keepingPlaces, isOnIt);
  }

  /** Sent to the switch for this gateway, which has not shown yet that it has them. */
  unheardOn(gateway: string): number {
    return countOf(this.originating, (call) => call.facts.gateway === gateway && !call.created);
  }

  clear(): void {
    for (const call of this.calls.values()) this.forget(call);
    this.calls.clear();
  }

  private forget(call: LiveCall): void {
    call.cancelAll();
    call.followedBy(null);
    this.legs.callEnded(call.callId);
    this.groupOf(call, call.state)?.delete(call);
    if (call.state !== 'ended') this.count(call, -1);
  }

  private moved(call: LiveCall, from: CallState): void {
    this.groupOf(call, from)?.delete(call);
    this.groupOf(call, call.state)?.add(call);
    if (call.state === 'ended') this.count(call, -1);
  }

  private groupOf({ callbackId }: LiveCall, state: CallState): Set<LiveCall> | null {
    switch (state) {
      case 'planned': return callbackId === null ? this.planned : this.keepingPlaces;
      case 'originating': return this.originating;
      case 'answered': case 'waiting': return this.answered;
      default: return null;
    }
  }

  private count({ facts: { gateway, direction, phone } }: LiveCall, by: 1 | -1): void {
    if (gateway !== null) this.onGateways.set(gateway, this.onGateway(gateway) + by);
    if (direction !== 'inbound') return;
    if (gateway !== null) this.callersOnGateways.set(gateway, this.callersOn(gateway) + by);
    if (phone === null) return;
    const calls = (this.callers.get(phone) ?? 0) + by;
    if (calls > 0) this.callers.set(phone, calls);
    else this.callers.delete(phone);
  }
}

function countOf(calls: ReadonlySet<LiveCall>, counts: (call: LiveCall) => boolean): number {
  let count = 0;
  for (const call of calls) if (counts(call)) count++;
  return count;
}
