import { AgentPool, type Reservation } from '@paceline/agent-pool';
import { Clock } from '@paceline/platform/clock';
import { readEnvironment } from '@paceline/platform/environment';
import { waitFor } from '@paceline/testing/wait-for';
import type { Redis } from 'ioredis';
import { Allocator } from '../../apps/dialer-worker/src/calls/allocator';
import { CallRegistry } from '../../apps/dialer-worker/src/calls/call-registry';
import { KnownAgents } from '../../apps/dialer-worker/src/context/known-agents';
import type { LiveCall } from '../../apps/dialer-worker/src/calls/live-call';
import type { OwnerContext } from '../../apps/dialer-worker/src/context/owner-context';
import { AGENTS, caller, factsOf, FLOOR } from './allocation-people';
import { ContestedPool } from './contested-pool';
import { PromiseJudge } from './promise-judge';

export const WAITING = 200;
export const IN_FLIGHT = 100;
/** As the worker does, for whoever was passed over. */
const SWEEP_EVERY_MS = 250;
const SWITCH = 'bench';
const ENVIRONMENT = {
  DATABASE_URL: 'mysql://unused/unused', REDIS_URL: 'redis://unused', JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'bench', SWITCH_ID: SWITCH,
};

/** One stretch of allocations. */
export interface Flight { readonly seconds: number; readonly cpuSec: number; readonly latenciesMs: readonly number[] }

/**
 * The worker's allocator, with the agents it knows and the calls it has, on a pool in a real Redis. What surrounds it is done here:
 * calls come, and go as soon as their agent has been promised, so that a hundred are always on their way through it.
 */
export class AllocationRig {
  readonly judge = new PromiseJudge();
  readonly pool: ContestedPool;
  private readonly known = new KnownAgents(new Clock());
  private readonly registry = new CallRegistry();
  private readonly allocator: Allocator;
  private readonly talks: Reservation[] = [];
  /** By call: when that happened by which it could be given an agent. */
  private readonly promising = new Map<string, number>();
  private happenedAtMs = 0;
  private ending = 0;
  private sweeping: NodeJS.Timeout | undefined;
  private came = 0;
  private latenciesMs: number[] = [];
  private onPromised: (reservation: Reservation) => void = () => undefined;
  private fail: (error: unknown) => void = (error) => { throw error; };
  private readonly failed = (error: unknown): void => { this.fail(error); };

  constructor(redis: Redis, rival: Redis) {
    this.pool = new ContestedPool(new AgentPool(rival, SWITCH, '', 1n), {
      asked: (callId) => { this.promising.set(callId, this.happenedAtMs); }, refused: (callId) => { this.promising.delete(callId); },
      rivalPromised: (reservation) => { this.judge.promised(reservation); this.end(reservation); }, failed: this.failed,
    }, redis, SWITCH, '', 1n, (agentId, agent) => { this.known.seen(agentId, agent); });
    const owner = {
      clock: new Clock(), known: this.known, pool: this.pool, environment: readEnvironment(ENVIRONMENT),
      lease: { isHeld: () => true } as OwnerContext['lease'], // all that the allocator asks of it
      run: (_where: string, work: () => Promise<void>) => { work().catch(this.failed); },
    };
    this.allocator = new Allocator(owner, {
      registry: this.registry, ownership: { reconciled: true }, keeping: { keep: () => undefined, keptFor: () => Promise.resolve(null) }, placeCameUp: () => undefined,
      bridging: { connect: (call, reservation) => { this.promised(call, reservation); } },
    });
  }

  async open(): Promise<void> {
    await this.pool.restore(FLOOR);
    await this.pool.snapshot();
    this.sweeping = setInterval(() => { this.happenedAtMs = performance.now(); this.allocator.allocate(); }, SWEEP_EVERY_MS);
    FLOOR.forEach(({ agentId }, nth) => { this.known.factsAre(agentId, factsOf(nth)); });
  }

  close(): void {
    clearInterval(this.sweeping);
  }

  /** Everybody talks and callers wait, who are many; agents come free one by one, and each takes the caller whose turn it is. */
  async agentsComeFree(count: number): Promise<Flight> {
    this.nobodyWaits();
    this.onPromised = (reservation) => { this.talks.push(reservation); this.callersCome(); };
    this.callersCome();
    await waitFor('everybody talks', () => this.talks.length === AGENTS && this.isStill());
    return await this.fly(count, (reservation) => {
      this.talks.push(reservation);
      this.callersCome();
      this.endOldest();
    }, () => { this.endOldest(); });
  }

  /** Agents are free, and as many callers wait for whom none of them will do; callers come one by one, and each takes an agent. */
  async callersBegin(count: number): Promise<Flight> {
    this.nobodyWaits();
    while (this.talks.length > 0) this.endOldest();
    await waitFor('everybody is free', () => this.isStill());
    for (let nth = 0; nth < WAITING; nth++) this.registry.add(caller(nth, true));
    this.allocator.allocate();
    return await this.fly(count, (reservation) => {
      this.end(reservation);
      this.callerComes();
    }, () => { this.callerComes(); });
  }

  /** Until so many agents have been promised to calls. */
  private async fly(count: number, then: (reservation: Reservation) => void, start: () => void): Promise<Flight> {
    this.latenciesMs = [];
    const [begunAtMs, cpu] = [performance.now(), process.cpuUsage()];
    await new Promise<void>((resolve, reject) => {
      this.fail = reject;
      this.onPromised = (reservation) => {
        if (this.latenciesMs.length < count) { then(reservation); return; }
        this.talks.push(reservation);
        resolve();
      };
      for (let one = 0; one < IN_FLIGHT; one++) start();
    });
    const [seconds, { user, system }] = [(performance.now() - begunAtMs) / 1_000, process.cpuUsage(cpu)];
    const flight = { seconds, cpuSec: (user + system) / 1e6, latenciesMs: this.latenciesMs };
    await waitFor('nothing is under way', () => this.isStill());
    return flight;
  }

  private isStill(): boolean {
    return this.promising.size === 0 && this.ending === 0;
  }

  private promised(call: LiveCall, reservation: Reservation): void {
    this.judge.promised(reservation);
    this.latenciesMs.push(performance.now() - (this.promising.get(call.callId) ?? Number.NaN));
    this.promising.delete(call.callId);
    call.move('connecting');
    this.registry.remove(call);
    this.onPromised(reservation);
  }

  private nobodyWaits(): void {
    for (const call of this.registry.waiting()) {
      call.move('ended');
      this.registry.remove(call);
    }
  }

  private callersCome(): void {
    for (let waiting = this.registry.waiting().length; waiting < WAITING; waiting++) this.callerComes();
  }

  private callerComes(): void {
    const call = caller(this.came++);
    this.registry.add(call);
    this.happenedAtMs = performance.now();
    this.allocator.offer(call).catch(this.failed);
  }

  private endOldest(): void {
    const oldest = this.talks.shift();
    if (oldest !== undefined) this.end(oldest);
  }

  private end(reservation: Reservation): void {
    this.judge.isOver(reservation);
    this.ending++;
    this.pool.release(reservation.agentId, reservation.token)
      .then(() => { this.ending--; this.happenedAtMs = performance.now(); this.allocator.agentMayServe(); })
      .catch(this.failed);
  }
}
