import type { FreeAgent, Tier } from './free-agent';
import { hash, mixed } from './hash';
import { shortfallOf, strengthOf } from './skills';
import type { Strategy } from './strategy';
import { takersOf, type WaitingCall } from './waiting-call';

/** By what a decision goes beside who is free and who waits. `seed`: any whole number from 0 to 2^32 - 1, for those who choose at random. */
export interface Moment { readonly nowMs: number; readonly seed: number }

/** An agent, and their place in the line of the call in question. */
export type Placed = readonly [agent: FreeAgent, tier: Tier];

/**
 * Which of two agents who may both take the call goes first: whoever lacks least of what is asked for before anything is relaxed,
 * then the lower level in the line, then the line's strategy, then whoever has more of the skills asked for, then the position.
 *
 * So a level outranks the strategy (mod_callcenter's tiers, Asterisk's penalties and VICIdial's ranks do), and who is skilled enough
 * is chosen among by the strategy, not by who is best: the best would take every call (Genesys: "all skills matching"). Relaxing
 * lets more agents in, and never puts one of them before whoever has what was asked for (its bullseye rings).
 * Negative: the one; positive: the other; never 0 of two agents.
 */
export function inOrderFor(call: WaitingCall, { seed }: Moment): (one: Placed, other: Placed) => number {
  const { strategy, required } = call.routing;
  const draw = strategy === 'random' ? mixed(hash(call.callId), seed) : 0;
  return ([one, tier], [other, otherTier]) => (required.length === 0 ? 0 : shortfallOf(one.skills, required) - shortfallOf(other.skills, required))
    || tier.level - otherTier.level
    || measureOf(strategy, one, tier, draw) - measureOf(strategy, other, otherTier, draw)
    || (required.length === 0 ? 0 : strengthOf(other.skills, required) - strengthOf(one.skills, required))
    || tier.position - otherTier.position
    || one.idleSinceMs - other.idleSinceMs
    || (one.agentId < other.agentId ? -1 : 1);
}

/** The first of these, who serve the call's line, who may take it; null when nobody may. */
export function firstFor(call: WaitingCall, agents: Iterable<Placed>, moment: Moment): FreeAgent | null {
  const [mayTake, order] = [takersOf(call, moment.nowMs), inOrderFor(call, moment)];
  let first: Placed | null = null;
  for (const placed of agents) if (mayTake(placed[0]) && (first === null || order(placed, first) < 0)) first = placed;
  return first === null ? null : first[0];
}

/** Those who serve the line, in their order. */
export function placedIn(lineId: string, agents: Iterable<FreeAgent>): readonly Placed[] {
  return [...agents].flatMap((agent): Placed[] => {
    const tier = agent.serves.get(lineId);
    return tier === undefined ? [] : [[agent, tier]];
  });
}

/** By what a strategy goes: the smaller, the sooner. */
function measureOf(strategy: Strategy, agent: FreeAgent, tier: Tier, draw: number): number {
  switch (strategy) {
    case 'longest-idle-agent': return agent.idleSinceMs;
    case 'round-robin': return tier.lastCallAtMs ?? 0;
    case 'top-down': return tier.position;
    case 'agent-with-fewest-calls': return agent.callsToday;
    case 'agent-with-least-talk-time': return agent.talkMsToday;
    case 'random': return mixed(hash(agent.agentId), draw);
  }
}
