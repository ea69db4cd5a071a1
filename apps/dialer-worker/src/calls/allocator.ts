import { randomInt } from 'node:crypto';
import type { Reservation, ReserveResult } from '@paceline/agent-pool';
import type { Ahead } from '@paceline/domain/queue/expected-wait';
import type { Moment } from '@paceline/domain/routing/agent-order';
import { allocate } from '@paceline/domain/routing/allocate';
import { Distributor } from '@paceline/domain/routing/distributor';
import { orderOfService, type Turn } from '@paceline/domain/routing/order-of-service';
import { hasWaitedTooLong } from '@paceline/domain/routing/waiting-call';
import type { OwnerContext } from '../context/owner-context';
import type { Ownership } from '../context/ownership';
import type { Bridging } from './bridging';
import type { CallRegistry } from './call-registry';
import { viewerLeaseMs, type Keeping } from './keeping';
import type { LiveCall } from './live-call';
import { ringLeaseMs } from './rung-phone';
import { ToldCalls } from './told-calls';

export interface AllocatorParts {
  readonly registry: Pick<CallRegistry, 'get' | 'waiting'>;
  readonly bridging: Pick<Bridging, 'connect'>;
  readonly keeping: Pick<Keeping, 'keep' | 'keptFor'>;
  /** An agent is promised to somebody who hung up and kept the place. */
  readonly placeCameUp: (call: LiveCall, reservation: Reservation, turn: Turn) => void;
  /** Before the switch and the pool are known, an agent who looks idle may be talking. */
  readonly ownership: Pick<Ownership, 'reconciled'>;
}

/** A timer of more than 2^31 ms is over at once. */
const LONGEST_TIMER_MS = 3_600_000;

type AllocatorOwner = Pick<OwnerContext, 'clock' | 'environment' | 'known' | 'lease' | 'pool' | 'run'>;

/**
 * Promises agents to calls: who to whom is one decision of the domain, made whenever a call begins to wait and whenever an agent
 * may serve. The pool in Redis guards each promise; it is made at the answer, and the bridge is ordered at the park that follows:
 * the time between is what the person who answered hears as silence.
 */
export class Allocator {
  private readonly offers = new Map<LiveCall, Promise<void>>();
  private readonly underWay = new Set<Promise<unknown>>();
  private still: Promise<void> = Promise.resolve();
  private pauses = 0;
  private again: NodeJS.Timeout | undefined;
  private readonly distributor = new Distributor();
  private readonly told: ToldCalls;

  constructor(private readonly owner: AllocatorOwner, private readonly parts: AllocatorParts) {
    this.told = new ToldCalls(this.distributor, owner.known);
    owner.known.followedBy(this.distributor);
  }

  /** Gives all that waits to whoever is free, as far as it goes; the promises are on their way when it returns. */
  allocate(): void {
    this.decide(this.parts.registry.waiting());
  }

  /** As `allocate`, for an agent who comes free: among hundreds who wait nobody is looked for who was not known to wait. */
  agentMayServe(): void {
    this.decide([]);
  }

  /** As `allocate`, for somebody who begins to wait; whether they have an agent now. Never rejects: whoever could not be given to anybody waits on. */
  async offer(call: LiveCall): Promise<boolean> {
    this.decide([call]);
    await this.offers.get(call)?.catch(() => undefined); // said where it was tried, in `begin`
    return call.agent !== null;
  }

  /** Preview: an agent for a call that is not made yet; nobody when nobody is free. */
  async keep(call: LiveCall, leaseMs: number): Promise<void> {
    if (this.pauses > 0 || !this.parts.ownership.reconciled) return;
    const [allotment] = allocate(this.owner.known.free(), [this.told.toWaiting(call)], this.now());
    if (allotment === undefined) return;
    await this.noted(this.reserve(call, allotment.agentId, leaseMs).then((result) => {
      if (result.ok) this.parts.keeping.keep(call, result.reservation);
    }));
  }

  /** Who has their turn before it in its line, by the order in which they are served. */
  aheadOf(call: LiveCall): Ahead {
    const inLine = this.parts.registry.waiting().filter(({ facts }) => facts.line.id === call.facts.line.id);
    const served = orderOfService(inLine.map((one) => this.told.toWaiting(one)), () => false, this.owner.clock.nowMs());
    const before = new Set(served.slice(0, Math.max(0, served.findIndex((one) => one.call.callId === call.callId))).map((one) => one.call.callId));
    const toBeCalled = inLine.filter(({ callId, keepsPlace }) => keepsPlace && before.has(callId)).length;
    return { callers: before.size - toBeCalled, toBeCalled };
  }

  /** Whether somebody whom agents of this line serve waits longer than their queue lets anybody: nobody more is called meanwhile. */
  callersGoFirst(line: string): boolean {
    const nowMs = this.owner.clock.nowMs();
    return this.parts.registry.waiting().some(({ waitingSinceMs, facts }) =>
      hasWaitedTooLong({ waitingSinceMs, longestWaitMs: facts.line.policy.longestWaitMs }, nowMs) && this.owner.known.share(line, facts.line.id));
  }

  /**
   * Does something to the pool while no promise is on its way: one made in the old pool and used in
   * the new one would leave an agent talking whom the pool believes idle. One such work at a time.
   */
  async whileStill(work: () => Promise<void>): Promise<void> {
    this.pauses++;
    const done = this.still.then(async () => {
      await Promise.allSettled([...this.underWay]);
      await work();
    });
    this.still = done.catch(() => undefined); // the caller sees the error; the next work goes on
    try {
      await done;
    } finally {
      this.pauses--;
    }
  }

  /** @param calls that may not be known to wait yet */
  private decide(calls: readonly LiveCall[]): void {
    if (this.pauses > 0 || !this.parts.ownership.reconciled || !this.owner.lease.isHeld()) return;
    for (const call of calls) {
      if (!call.wantsAgent()) continue;
      if (call.viewer === null) this.told.look(call);
      else this.begin(call, () => this.giveToViewer(call));
    }
    this.told.lookAgain();
    for (const { callId, agentId, turn } of this.distributor.allot(this.now())) {
      const call = this.parts.registry.get(callId);
      if (call === undefined) continue;
      this.told.forget(call);
      this.begin(call, () => this.promise(call, agentId, turn));
    }
    for (const call of calls) if (call.state === 'answered' && call.wantsAgent()) call.move('waiting');
    this.decideAgain();
  }

  /** Nobody may come, and yet somebody who is free may take a call that waits, in a while. */
  private decideAgain(): void {
    clearTimeout(this.again);
    const inMs = this.distributor.decidesAgainAtMs() - this.owner.clock.nowMs();
    if (inMs < Infinity) this.again = setTimeout(() => { this.allocate(); }, Math.min(Math.max(1, inMs), LONGEST_TIMER_MS)).unref();
  }

  private now(): Moment {
    return { nowMs: this.owner.clock.nowMs(), seed: randomInt(2 ** 32) };
  }

  private begin(call: LiveCall, give: () => Promise<void>): void {
    call.offering = true;
    const given = this.noted(give()).finally(() => {
      call.offering = false;
      this.offers.delete(call);
      this.told.look(call);
    });
    this.offers.set(call, given);
    this.owner.run('give a call to an agent', () => given);
  }

  private async promise(call: LiveCall, agentId: string, turn: Turn): Promise<void> {
    const { keepsPlace } = call;
    const result = await this.reserve(call, agentId, this.leaseMs(call, agentId));
    if (result.ok) {
      if (keepsPlace) this.parts.placeCameUp(call, result.reservation, turn);
      else this.parts.bridging.connect(call, result.reservation, turn);
      return;
    }
    // The other door was faster: what becomes of that is told, or looked for in a while.
    if (result.code === 'call-taken') return;
    // They are not as we knew them: asked for, they are known again, and whoever waits goes to somebody else.
    await this.owner.pool.find(agentId);
    setImmediate(() => { this.allocate(); });
  }

  private leaseMs(call: LiveCall, agentId: string): number {
    const { environment, known } = this.owner;
    const ringMs = known.isOnDemand(agentId) ? ringLeaseMs(environment) : 0;
    if (call.keepsPlace) return ringMs + viewerLeaseMs(call, environment);
    return ringMs === 0 ? environment.RESERVATION_LEASE_MS : ringMs;
  }

  private async giveToViewer(call: LiveCall): Promise<void> {
    const kept = await this.parts.keeping.keptFor(call);
    if (kept !== null) this.parts.bridging.connect(call, kept, 'short-of-time');
    else setImmediate(() => { this.allocate(); });
  }

  private async reserve(call: LiveCall, agentId: string, leaseMs: number): Promise<ReserveResult<'nobody-reservable' | 'call-taken'>> {
    return await this.owner.known.whilePromising(agentId, call.facts.line.id, () => this.owner.pool.reserve([agentId], call.callId, leaseMs));
  }

  private async noted<T>(promising: Promise<T>): Promise<T> {
    this.underWay.add(promising);
    try {
      return await promising;
    } finally {
      this.underWay.delete(promising);
    }
  }
}
