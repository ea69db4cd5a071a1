import type { FreeAgent, Tier } from './free-agent';
import { hash, mixed } from './hash';
import { campaignOfLine } from './line';
import { shortfallOf, strengthOf } from './skills';
import type { Strategy } from './strategy';
import { takersOf, type WaitingCall } from './waiting-call';

/** By what a decision goes beside who is free and who waits. `seed`: any whole number from 0 to 2^32 - 1, for those who choose at random. */
export interface Moment { readonly nowMs: number; readonly seed: number }

/** An agent, and their place in the line of the call in question. */
export interface Placed { readonly agent: FreeAgent; readonly tier: Tier }

/**
 * Which of two agents who may both take the call goes first: whoever lacks least of what is asked for before anything is relaxed,
 * then whoever serves the campaign that has called the caller in vain (they may be calling back), then the lower level in the line,
 * then, for somebody whom a campaign has called, whoever serves fewer queues, so that those who can take callers stay free for them,
 * then the line's strategy, then whoever has more of the skills asked for, then the position.
 *
 * So a level outranks the strategy (mod_callcenter's tiers, Asterisk's penalties and VICIdial's ranks do), and who is skilled enough
 * is chosen among by the strategy, not by who is best: the best would take every call (Genesys: "all skills matching"). Relaxing
 * lets more agents in, and never puts one of them before whoever has what was asked for (its bullseye rings).
 * Negative: the one; positive: the other; never 0 of two agents.
 */
export function inOrderFor(call: WaitingCall, { nowMs, seed }: Moment): (one: Placed, other: Placed) => number {
  const { routing: { strategy, required, relaxation }, calledByLine } = call;
  // Before that nobody who may take it lacks anything.
  const isRelaxed = required.length > 0 && relaxation !== null && nowMs - call.waitingSinceMs >= relaxation.everyMs;
  const isOfCampaign = campaignOfLine(call.lineId) !== null;
  const draw = strategy === 'random' ? mixed(hash(call.callId), seed) : 0;
  return (one, other) => (isRelaxed ? shortfallOf(one.agent.skills, required) - shortfallOf(other.agent.skills, required) : 0)
    || (calledByLine === null ? 0 : Number(other.agent.serves.has(calledByLine)) - Number(one.agent.serves.has(calledByLine)))
    || one.tier.level - other.tier.level
    || (isOfCampaign ? one.agent.queuesServed - other.agent.queuesServed : 0)
    || measureOf(strategy, one, draw) - measureOf(strategy, other, draw)
    || (required.length === 0 ? 0 : strengthOf(other.agent.skills, required) - strengthOf(one.agent.skills, required))
    || one.tier.position - other.tier.position
    || one.agent.idleSinceMs - other.agent.idleSinceMs
    || (one.agent.agentId < other.agent.agentId ? -1 : 1);
}

/** The first of these, who serve the call's line, who may take it; null when nobody may. */
export function firstFor(call: WaitingCall, agents: Iterable<Placed>, moment: Moment): FreeAgent | null {
  const [mayTake, order] = [takersOf(call, moment.nowMs), inOrderFor(call, moment)];
  let first: Placed | null = null;
  for (const placed of agents) if (mayTake(placed.agent) && (first === null || order(placed, first) < 0)) first = placed;
  return first?.agent ?? null;
}

/** Those who serve the line, in their order. */
export function placedIn(lineId: string, agents: Iterable<FreeAgent>): readonly Placed[] {
  return [...agents].flatMap((agent): Placed[] => {
    const tier = agent.serves.get(lineId);
    return tier === undefined ? [] : [{ agent, tier }];
  });
}

/** By what a strategy goes: the smaller, the sooner. */
function measureOf(strategy: Strategy, { agent, tier }: Placed, draw: number): number {
  switch (strategy) {
    case 'longest-idle-agent': return agent.idleSinceMs;
    case 'round-robin': return tier.lastCallAtMs ?? 0;
    case 'top-down': return tier.position;
    case 'agent-with-fewest-calls': return agent.callsToday;
    case 'agent-with-least-talk-time': return agent.talkMsToday;
    case 'random': return mixed(hash(agent.agentId), draw);
  }
}
