import type { PoolSnapshot } from '@paceline/agent-pool';
import type { CallersNow } from '@paceline/domain/pacing';
import { areNone } from '@paceline/domain/pacing/callers';
import { callersOf } from '@paceline/domain/queue/callers-of';
import { learnFreeing, NOTHING_LEARNED_OF_FREEING, type Freeing, type FreeingHeard } from '@paceline/domain/queue/freeing';
import { guard, type AgentSeen, type GuardState, type Keep, type QueueSeen, type QueueState } from '@paceline/domain/queue/guard';
import { liveFigures } from '@paceline/domain/metrics/live-figures';
import { NOTHING_LEARNED_OF_QUEUE } from '@paceline/domain/queue/queue-learned';
import { targetOf } from '@paceline/domain/queue/queue-settings';
import { lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import type { Queue } from '@paceline/persistence';
import { zoneNamed } from '@paceline/platform/zones';
import type { CallRegistry } from '../calls/call-registry';
import type { QueueEars } from '../calls/queue-ears';
import type { OwnerContext } from '../context/owner-context';
import { Rounds } from '../context/rounds';
import type { QueueBook } from '../lines/queue-book';
import { agentsSeen } from './agents-seen';
import type { GuardEars, GuardHeard } from './guard-ears';
import type { QueueMeters } from './queue-meters';
import type { QueueMemory } from './queue-memory';

const DECIDE_EVERY_MS = 2_000;
const NOTHING_HEARD: FreeingHeard = { talkedForMs: [], wrappedForMs: [] };

export interface GuardDeskParts {
  readonly registry: Pick<CallRegistry, 'get' | 'waiting'>;
  readonly queues: Pick<QueueBook, 'find'>;
  readonly ears: Pick<QueueEars, 'learnedOf' | 'recall'>;
  readonly heard: Pick<GuardEars, 'take'>;
  readonly meters: Pick<QueueMeters, 'kept'>;
  readonly memory: Pick<QueueMemory, 'usual' | 'arrivals' | 'staysOf' | 'lastEnds' | 'lastTalks'>;
}

type UsualAt = Awaited<ReturnType<QueueMemory['usual']>>;
/** A queue whose agents are at work, what is usual in it, and what is recalled of it when nothing was known. */
interface Served { readonly queue: Queue; readonly usualAt: UsualAt; readonly recalled: QueueState | null }

/**
 * The guard of the service levels at work: decides every two seconds how many agents the queues need, client by client, and tells
 * each campaign's pacer what is kept of its own. Whoever takes the switch over recalls what the rows tell; while they cannot be
 * read nothing is decided, what was known holds, and what is heard meanwhile is weighed afterwards.
 */
export class GuardDesk {
  private readonly rounds: Rounds;
  private readonly states = new Map<string, GuardState>();
  private queues: ReadonlyMap<string, Queue> = new Map();
  private keeps: readonly Keep[] = [];

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'known' | 'lease' | 'run'>, private readonly parts: GuardDeskParts) {
    this.rounds = new Rounds(owner, DECIDE_EVERY_MS, 'guard the service levels', () => this.decide());
  }

  start(): void {
    this.rounds.now();
    this.rounds.start();
  }

  stop(): void {
    this.rounds.stop();
  }

  /**
   * What a campaign's pacer is to leave to callers at this moment; null: its agents serve no queue that needs any.
   * @param dialing the lines of all campaigns that could dial just now
   */
  callersOf(campaign: string, dialing: readonly string[], pool: PoolSnapshot): CallersNow | null {
    if (this.keeps.length === 0) return null;
    const waiting = this.waiting();
    const keeps = this.keeps.map((keep) => ({ ...keep, waiting: waiting.get(keep.line) ?? 0 }));
    const callers = callersOf(campaign, keeps, this.agents(pool, [...dialing, campaign]));
    return areNone(callers) ? null : callers;
  }

  private async decide(): Promise<void> {
    const served = await this.served();
    const clients = [...new Set(served.map(({ queue }) => queue.clientId))];
    const freeing = new Map(await Promise.all(clients.map(async (clientId) => [clientId, await this.freeingOf(clientId)] as const)));
    // From here on in one tick: what is heard is learned from.
    this.queues = new Map(served.map(({ queue }) => [lineOfQueue(queue.id), queue]));
    const heard = this.parts.heard.take();
    const agents = this.agents(this.owner.known.view(), []);
    const waiting = this.waiting();
    const nowMs = this.owner.clock.nowMs();
    const before = new Map(this.states);
    this.states.clear();
    this.keeps = clients.flatMap((clientId) => {
      const queues = served.filter(({ queue }) => queue.clientId === clientId);
      const isNew = !before.has(clientId);
      const seen = {
        agents: agents.filter((agent) => queues.some(({ queue }) => agent.queues.includes(lineOfQueue(queue.id)))),
        // The rows that were recalled have it already.
        heard: isNew ? NOTHING_HEARD : heard.busy.get(clientId) ?? NOTHING_HEARD,
        queues: queues.map((one) => this.seen(one, heard, waiting, nowMs)),
      };
      const recalled = queues.flatMap(({ queue, recalled: state }) => state === null ? [] : [[lineOfQueue(queue.id), state] as const]);
      const known = { freeing: freeing.get(clientId) ?? NOTHING_LEARNED_OF_FREEING, queues: { ...before.get(clientId)?.queues, ...Object.fromEntries(recalled) } };
      const { keeps, state } = guard(seen, known, nowMs);
      this.states.set(clientId, state);
      return keeps;
    });
    this.parts.meters.kept(this.keeps);
  }

  private seen({ queue, usualAt, recalled }: Served, { arrived }: GuardHeard, waiting: ReadonlyMap<string, number>, nowMs: number): QueueSeen {
    const [line, target] = [lineOfQueue(queue.id), targetOf(queue)];
    const { today: { offered, answeredInTime } } = liveFigures(this.parts.memory.staysOf(queue.id), target, nowMs, zoneNamed(queue.zone));
    return {
      line, name: queue.name, target, usual: usualAt(nowMs), arrived: recalled === null ? arrived.get(line) ?? 0 : 0,
      learned: this.parts.ears.learnedOf(line), waiting: waiting.get(line) ?? 0, today: { offered, answeredInTime },
    };
  }

  /** The queues whose agents are signed in. */
  private async served(): Promise<Served[]> {
    const ids = new Set(this.owner.known.view().agents.flatMap(({ lines }) => lines.flatMap((line) => queueOfLine(line) ?? [])));
    const found = await Promise.all([...ids].map(async (queueId) => {
      const queue = await this.parts.queues.find(queueId);
      if (queue === null) return [];
      const usualAt = await this.parts.memory.usual(queueId, zoneNamed(queue.zone));
      const isKnown = this.states.get(queue.clientId)?.queues[lineOfQueue(queueId)] !== undefined;
      return [{ queue, usualAt, recalled: isKnown ? null : await this.recall(queueId, usualAt) }];
    }));
    return found.flat();
  }

  private async recall(queueId: string, usualAt: UsualAt): Promise<QueueState> {
    const [line, ends] = [lineOfQueue(queueId), await this.parts.memory.lastEnds(queueId)];
    const arrivals = await this.parts.memory.arrivals(queueId, usualAt);
    if (this.parts.ears.learnedOf(line) === NOTHING_LEARNED_OF_QUEUE) this.parts.ears.recall(line, ends);
    // Today's calls are judged when they are first seen, all by the load of then.
    return { arrivals, withoutOutbound: 0, offered: 0 };
  }

  private async freeingOf(clientId: string): Promise<Freeing> {
    return this.states.get(clientId)?.freeing ?? learnFreeing(NOTHING_LEARNED_OF_FREEING, await this.parts.memory.lastTalks(clientId));
  }

  private agents(pool: PoolSnapshot, dialing: readonly string[]): AgentSeen[] {
    const serves = (agentId: string, line: string): boolean => {
      const queue = this.queues.get(line);
      return queue !== undefined && this.owner.known.can(agentId, queue.required);
    };
    return agentsSeen(pool, { registry: this.parts.registry, nowMs: this.owner.clock.nowMs(), dialing, serves });
  }

  /** How many wait in each line. */
  private waiting(): ReadonlyMap<string, number> {
    const waiting = new Map<string, number>();
    for (const { facts: { line: { id } } } of this.parts.registry.waiting()) waiting.set(id, (waiting.get(id) ?? 0) + 1);
    return waiting;
  }
}
