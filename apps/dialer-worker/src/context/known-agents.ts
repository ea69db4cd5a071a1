import type { PoolAgent, PoolSnapshot } from '@paceline/agent-pool';
import type { FreeAgent, Tier } from '@paceline/domain/routing/free-agent';
import type { Skills } from '@paceline/domain/routing/skills';
import type { Clock } from '@paceline/platform/clock';

/** Every line alike, and nobody skilled: who serves what, and as what, is for the rows to say. */
const ANY_PLACE: Tier = { level: 1, position: 1, lastCallAtMs: null };
const NO_SKILLS: Skills = new Map();

/**
 * The agents as the pool's answers have them: who does what, and who can be given a call, is known here in the tick in which it
 * is asked for, and the pool guards what is then promised. Whoever is being promised is free for nobody else.
 */
export class KnownAgents {
  private readonly agents = new Map<string, PoolAgent>();
  private readonly idle = new Map<string, FreeAgent>();
  private readonly beingPromised = new Set<string>();
  private builtAtMs = 0;
  /** The pool's clock is so far ahead of ours. */
  private aheadMs = 0;

  constructor(private readonly clock: Pick<Clock, 'nowMs'>) {}

  /** @param agent as they are now; null: not in the pool any more. In the order of the pool's answers. */
  seen(agentId: string, agent: PoolAgent | null): void {
    if (agent === null) this.agents.delete(agentId);
    else this.agents.set(agentId, agent);
    if (agent?.reservable !== true) { this.idle.delete(agentId); return; }
    this.idle.set(agentId, {
      agentId, serves: new Map(agent.lines.map((line) => [line, ANY_PLACE])), skills: NO_SKILLS, idleSinceMs: agent.idleSinceAtMs, callsToday: 0, talkMsToday: 0,
    });
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
    this.agents.clear();
    this.idle.clear();
  }

  free(): readonly FreeAgent[] {
    return [...this.idle.values()].filter(({ agentId }) => !this.beingPromised.has(agentId));
  }

  /** Runs a promise to its end. */
  async whilePromising<T>(agentId: string, promising: () => Promise<T>): Promise<T> {
    this.beingPromised.add(agentId);
    try {
      return await promising();
    } finally {
      this.beingPromised.delete(agentId);
    }
  }

  /** Whether anybody who serves the one line serves the other, too. */
  share(line: string, other: string): boolean {
    for (const { lines } of this.agents.values()) if (lines.includes(line) && lines.includes(other)) return true;
    return false;
  }
}
