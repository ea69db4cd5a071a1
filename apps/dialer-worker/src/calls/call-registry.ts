import { orderOfWaiting } from '@paceline/domain/routing/waiting-order';
import { LegIndex } from './leg-index';
import type { LiveCall } from './live-call';

const REMEMBERED_MS = 10_000;

/** Every call of the switch that its owner follows, by the call's id (which is its channel's). */
export class CallRegistry {
  private readonly calls = new Map<string, LiveCall>();
  private readonly left = new Set<string>();
  readonly legs = new LegIndex();

  get(callId: string): LiveCall | undefined {
    return this.calls.get(callId);
  }

  add(call: LiveCall): void {
    this.calls.set(call.callId, call);
    this.legs.join(call.callId, call.callId, 'customer');
    call.followedBy(this.legs);
  }

  remove(call: LiveCall): void {
    this.forget(call);
    this.calls.delete(call.callId);
    this.left.add(call.callId);
    setTimeout(() => { this.left.delete(call.callId); }, REMEMBERED_MS).unref();
  }

  /** Ended moments ago: a list of channels that was asked for before may still name it. */
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

  /** Calls that an agent could be given now, in the order in which they are to be served. */
  waiting(): LiveCall[] {
    return orderOfWaiting([...this.calls.values()].filter((call) => call.wantsAgent()));
  }

  onGateway(gateway: string): number {
    let count = 0;
    for (const call of this.calls.values()) if (call.facts.gateway === gateway && call.state !== 'ended') count++;
    return count;
  }

  /** On its way to this gateway, and not sent to the switch yet. */
  plannedOn(gateway: string): number {
    let count = 0;
    for (const call of this.calls.values()) if (call.facts.gateway === gateway && call.state === 'planned' && !call.undecided) count++;
    return count;
  }

  /** Sent to the switch for this gateway, which has not shown yet that it has them. */
  unheardOn(gateway: string): number {
    let count = 0;
    for (const call of this.calls.values()) if (call.facts.gateway === gateway && call.state === 'originating' && !call.created) count++;
    return count;
  }

  clear(): void {
    for (const call of this.calls.values()) this.forget(call);
    this.calls.clear();
  }

  private forget(call: LiveCall): void {
    call.cancelAll();
    call.followedBy(null);
    this.legs.callEnded(call.callId);
  }
}
