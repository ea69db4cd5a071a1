import type { PoolAgent, PoolSnapshot } from '@paceline/agent-pool';
import type { FreeAgent, Tier } from '@paceline/domain/routing/free-agent';
import { queuesAmong } from '@paceline/domain/routing/line';
import { hasSkills, type RequiredSkill } from '@paceline/domain/routing/skills';
import type { Clock } from '@paceline/platform/clock';
import { AgentDays } from './agent-days';

/** What the rows say of an agent: the place in each of their lines, and what they can do. */
export interface AgentFacts {
  readonly places: ReadonlyMap<string, Pick<Tier, 'level' | 'position'>>;
  readonly skills: FreeAgent['skills'];
}

/** Of whom nothing is told. */
const NO_FACTS: AgentFacts = { places: new Map(), skills: new Map() };
const ANY_PLACE = { level: 1, position: 1 };

/**
 * The agents as the pool's answers have them: who does what, and who can be given a call, is known here in the tick in which it
 * is asked for, and the pool guards what is then promised. Whoever is being promised is free for nobody else.
 */
export class KnownAgents {
  private readonly agents = new Map<string, PoolAgent>();
  private readonly idle = new Map<string, FreeAgent>();
  private readonly facts = new Map<string, AgentFacts>();
  readonly days: AgentDays;
  private readonly beingPromised = new Set<string>();
  /** Offered nothing for now, whatever the pool says. */
  private readonly held = new Set<string>();
  /** The line of the call that an agent was promised to last. */
  private readonly promisedOn = new Map<string, string>();
  private follower: FreeAgentsFollower | null = null;
  private builtAtMs = 0;
  /** The pool's clock is so far ahead of ours. */
  private aheadMs = 0;

  constructor(private readonly clock: Pick<Clock, 'nowMs'>) {
    this.days = new AgentDays(clock);
  }

  /** @param agent as they are now; null: not in the pool any more. In the order of the pool's answers. */
  seen(agentId: string, agent: PoolAgent | null): void {
    if (agent !== null) this.days.seen(this.agents.get(agentId), agent, this.promisedOn.get(agentId));
    if (agent === null) this.agents.delete(agentId);
    else this.agents.set(agentId, agent);
    const known = this.idle.get(agentId);
    if (agent?.reservable !== true) this.idle.delete(agentId);
    else if (known === undefined || !isStill(known, agent)) this.idle.set(agentId, this.toFree(agent));
    if (this.idle.get(agentId) !== known) this.tell(agentId);
  }

  /** What is true of an agent from now on, in the pool or not. */
  factsAre(agentId: string, facts: AgentFacts): void {
    this.facts.set(agentId, facts);
    const agent = this.agents.get(agentId);
    if (agent === undefined || !this.idle.has(agentId)) return;
    this.idle.set(agentId, this.toFree(agent));
    this.tell(agentId);
  }

  /** All of them at one instant: whoever is not among them is in the pool no more. */
  snapped({ agents, builtAtMs, takenAtMs }: PoolSnapshot): void {
    const there = new Set(agents.map(({ agentId }) => agentId));
    for (const agentId of this.agents.keys()) if (!there.has(agentId)) this.seen(agentId, null);
    this.builtAtMs = builtAtMs;
    this.aheadMs = takenAtMs - this.clock.nowMs();
  }

  /** The pool as it is known now, by its own clock. */
  view(): PoolSnapshot {
    return { builtAtMs: this.builtAtMs, takenAtMs: this.clock.nowMs() + this.aheadMs, agents: [...this.agents.values()] };
  }

  /** The pool is built anew. */
  clear(): void {
    const were = [...this.idle.keys()];
    this.agents.clear();
    this.idle.clear();
    for (const agentId of were) this.tell(agentId);
  }

  /** Tells somebody who is free, now and whenever it changes. One at a time: whoever decides. */
  followedBy(follower: FreeAgentsFollower): void {
    this.follower = follower;
    for (const agent of this.free()) follower.agentIsFree(agent);
  }

  free(): readonly FreeAgent[] {
    return [...this.idle.values()].filter(({ agentId }) => !this.isTaken(agentId));
  }

  /** Runs a promise to a call of this line to its end. */
  async whilePromising<T>(agentId: string, line: string, promising: () => Promise<T>): Promise<T> {
    this.beingPromised.add(agentId);
    this.promisedOn.set(agentId, line);
    this.tell(agentId);
    try {
      return await promising();
    } finally {
      this.beingPromised.delete(agentId);
      this.tell(agentId);
    }
  }

  /** Nothing is offered to them until they are let go. */
  hold(agentId: string): void {
    this.held.add(agentId);
    this.tell(agentId);
  }

  letGo(agentId: string): void {
    this.held.delete(agentId);
    this.tell(agentId);
  }

  /** Whether their phone is rung for each call. */
  isOnDemand(agentId: string): boolean {
    return this.agents.get(agentId)?.legMode === 'on-demand';
  }

  /** Whether they serve the line and are at work: free, or busy with a call that ends. */
  isAtWorkOn(agentId: string, line: string): boolean {
    const agent = this.agents.get(agentId);
    return agent !== undefined && !agent.signedOut && agent.status === 'available' && agent.lines.includes(line);
  }

  /** Whether anybody who serves the line is signed in, whatever they do now. */
  isServed(line: string): boolean {
    for (const { lines, signedOut } of this.agents.values()) if (!signedOut && lines.includes(line)) return true;
    return false;
  }

  /** The lines that they serve; none of somebody who is not in the pool. */
  linesOf(agentId: string): readonly string[] {
    return this.agents.get(agentId)?.lines ?? [];
  }

  /** Whether they can do all that is asked for. */
  can(agentId: string, asked: readonly RequiredSkill[]): boolean {
    return asked.length === 0 || hasSkills((this.facts.get(agentId) ?? NO_FACTS).skills, asked);
  }

  /** How many who serve the line are at work: free, or busy with a call that ends. */
  atWorkOn(line: string): number {
    let count = 0;
    for (const { lines, signedOut, status } of this.agents.values()) if (!signedOut && status === 'available' && lines.includes(line)) count++;
    return count;
  }

  /** Whether anybody who serves the one line serves the other, too. */
  share(line: string, other: string): boolean {
    for (const { lines } of this.agents.values()) if (lines.includes(line) && lines.includes(other)) return true;
    return false;
  }

  private isTaken(agentId: string): boolean {
    return this.beingPromised.has(agentId) || this.held.has(agentId);
  }

  private toFree({ agentId, lines, idleSinceAtMs }: PoolAgent): FreeAgent {
    const { places, skills } = this.facts.get(agentId) ?? NO_FACTS;
    const { calls, talkMs, lastCallAtMs } = this.days.of(agentId);
    const serves = new Map<string, Tier>();
    for (const line of lines) {
      const { level, position } = places.get(line) ?? ANY_PLACE;
      serves.set(line, { level, position, lastCallAtMs: lastCallAtMs.get(line) ?? null });
    }
    return { agentId, serves, queuesServed: queuesAmong(lines), skills, idleSinceMs: idleSinceAtMs, callsToday: calls, talkMsToday: talkMs };
  }

  private tell(agentId: string): void {
    const agent = this.isTaken(agentId) ? undefined : this.idle.get(agentId);
    if (agent === undefined) this.follower?.agentIsGone(agentId);
    else this.follower?.agentIsFree(agent);
  }
}

/** Who is told of each agent who is free, as they are then, and of each who is not any more. */
export interface FreeAgentsFollower {
  readonly agentIsFree: (agent: FreeAgent) => void;
  readonly agentIsGone: (agentId: string) => void;
}

function isStill({ idleSinceMs, serves }: FreeAgent, { idleSinceAtMs, lines }: PoolAgent): boolean {
  return idleSinceMs === idleSinceAtMs && serves.size === lines.length && lines.every((line) => serves.has(line));
}
