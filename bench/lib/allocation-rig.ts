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

/** One stretch of allocations; latencies from when somebody could be given an agent to the promise of one. */
export interface Flight { readonly seconds: number; readonly cpuSec: number; readonly latenciesMs: readonly number[]; /** On their way at once. */ readonly most: number }

/** By which allocations come about: `next` brings one about, so late; `promised` is what follows when it has been. */
interface Door { readonly promised: (reservation: Reservation) => void; readonly next: (lateMs: number) => void }

/**
 * The worker's allocator, with the agents it knows and the calls it has, on a pool in a real Redis. What surrounds it is done here:
 * calls come, and go as soon as their agent has been promised: as fast as a hundred on their way let them, or so many a second.
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
  private most = 0;
  private latenciesMs: number[] = [];
  private onPromised: (reservation: Reservation) => void = () => undefined;
  private fail: (error: unknown) => void = (error) => { throw error; };
  private readonly failed = (error: unknown): void => { this.fail(error); };

  constructor(redis: Redis, rival: Redis) {
    this.pool = new ContestedPool(new AgentPool(rival, SWITCH, '', 1n), {
      asked: (callId) => { this.isAsked(callId); }, refused: (callId) => { this.promising.delete(callId); },
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
  async agentsComeFree(count: number, perSec: number | null = null): Promise<Flight> {
    this.nobodyWaits();
    this.onPromised = (reservation) => { this.talks.push(reservation); this.callersCome(); };
    this.callersCome();
    await waitFor('everybody talks', () => this.talks.length === AGENTS && this.isStill());
    const promised = (reservation: Reservation): void => {
      this.talks.push(reservation);
      this.callersCome();
    };
    return await this.fly(count, perSec, { promised, next: (lateMs) => { this.endOldest(lateMs); } });
  }

  /** Agents are free, and as many callers wait for whom none of them will do; callers come one by one, and each takes an agent. */
  async callersBegin(count: number, perSec: number | null = null): Promise<Flight> {
    this.nobodyWaits();
    while (this.talks.length > 0) this.endOldest();
    await waitFor('everybody is free', () => this.isStill());
    for (let nth = 0; nth < WAITING; nth++) this.registry.add(caller(nth, true));
    this.allocator.allocate();
    return await this.fly(count, perSec, { promised: (reservation) => { this.end(reservation); }, next: (lateMs) => { this.callerComes(lateMs); } });
  }

  /** Until so many agents have been promised to calls. @param perSec null: the next comes about when one is over, so that `IN_FLIGHT` always are on their way */
  private async fly(count: number, perSec: number | null, { promised, next }: Door): Promise<Flight> {
    [this.latenciesMs, this.most] = [[], 0];
    const [begunAtMs, cpu] = [performance.now(), process.cpuUsage()];
    await new Promise<void>((resolve, reject) => {
      this.fail = reject;
      this.onPromised = (reservation) => {
        promised(reservation);
        if (this.latenciesMs.length >= count) resolve();
        else if (perSec === null) next(0);
      };
      if (perSec !== null) this.pace(perSec, next, () => this.latenciesMs.length >= count);
      else for (let one = 0; one < IN_FLIGHT; one++) next(0);
    });
    const [seconds, { user, system }] = [(performance.now() - begunAtMs) / 1_000, process.cpuUsage(cpu)];
    const flight = { seconds, cpuSec: (user + system) / 1e6, latenciesMs: this.latenciesMs.slice(0, count), most: this.most };
    await waitFor('nothing is under way', () => this.isStill());
    return flight;
  }

  /** One every so often, however the others fare. What would be one more than may be on their way waits, and has come about when it was to. */
  private pace(perSec: number, next: Door['next'], isOver: () => boolean): void {
    const begunAtMs = performance.now();
    let begun = 0;
    const look = (): void => {
      if (isOver()) return;
      for (;;) {
        const lateMs = performance.now() - begunAtMs - begun / perSec * 1_000;
        if (lateMs < 0 || this.promising.size + this.ending >= IN_FLIGHT) break;
        begun++;
        next(lateMs);
      }
      setTimeout(look, 1);
    };
    look();
  }

  private isStill(): boolean {
    return this.promising.size === 0 && this.ending === 0;
  }

  private isAsked(callId: string): void {
    this.promising.set(callId, this.happenedAtMs);
    this.most = Math.max(this.most, this.promising.size);
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

  private callerComes(lateMs = 0): void {
    const call = caller(this.came++);
    this.registry.add(call);
    this.happenedAtMs = performance.now() - lateMs;
    this.allocator.offer(call).catch(this.failed);
  }

  private endOldest(lateMs = 0): void {
    const oldest = this.talks.shift();
    if (oldest !== undefined) this.end(oldest, lateMs);
  }

  private end(reservation: Reservation, lateMs = 0): void {
    this.judge.isOver(reservation);
    this.ending++;
    this.pool.release(reservation.agentId, reservation.token)
      .then(() => { this.ending--; this.happenedAtMs = performance.now() - lateMs; this.allocator.agentMayServe(); })
      .catch(this.failed);
  }
}
