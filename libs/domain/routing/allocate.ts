/** An agent who can be given a call now. */
export interface FreeAgent {
  readonly agentId: string;
  /** The lines that the agent serves, and as what: 1 goes before 2. */
  readonly serves: ReadonlyMap<string, number>;
  readonly skills: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly idleSinceMs: number;
}

/** A call that waits for an agent. Instants in milliseconds since the epoch. */
export interface WaitingCall {
  readonly callId: string;
  readonly lineId: string;
  /** Skills that whoever takes it must have. */
  readonly needs: readonly string[];
  /** Of callers: the higher, the sooner. */
  readonly priority: number;
  readonly waitingSinceMs: number;
  /** Until when an agent must be there: whom we have called may be kept no longer. Null: they wait as long as they like. */
  readonly dueAtMs: number | null;
  /** As long as anybody may wait in its queue; whoever has waited longer goes before all but the next. Null: no such time. */
  readonly longestWaitMs: number | null;
  /** It had an agent and lost them in mid-call: nobody makes such a person wait behind others. */
  readonly lostItsAgent: boolean;
}

/** Why a call was served before others. In this order. */
export const TURNS = ['lost-its-agent', 'waited-too-long', 'short-of-time', 'longest-wait'] as const;
export type Turn = (typeof TURNS)[number];

export interface Allotment {
  readonly callId: string;
  readonly agentId: string;
  readonly turn: Turn;
}

/**
 * Who is promised to which call: one decision for all who wait and all who are free. Calls take their turns; each takes, of the
 * agents left who serve its line and have what it needs, the one who serves the line first, of those the one who is idle longest.
 * A call for which nobody is left makes nobody else wait.
 */
export function allocate(free: readonly FreeAgent[], waiting: readonly WaitingCall[], nowMs: number): readonly Allotment[] {
  const left = new Map(free.map((agent) => [agent.agentId, agent]));
  const allotments: Allotment[] = [];
  for (const call of orderOfService(waiting, nowMs)) {
    if (left.size === 0) break;
    const agent = bestFor(call, left.values());
    if (agent === null) continue;
    left.delete(agent.agentId);
    allotments.push({ callId: call.callId, agentId: agent.agentId, turn: turnOf(call, nowMs) });
  }
  return allotments;
}

/** Those who lost their agent, then those who have waited too long, then whom we have called, then the callers. */
export function orderOfService<Call extends WaitingCall>(waiting: readonly Call[], nowMs: number): readonly Call[] {
  const turns = new Map(waiting.map((call) => [call, TURNS.indexOf(turnOf(call, nowMs))]));
  return [...waiting].sort((one, other) =>
    (turns.get(one) ?? 0) - (turns.get(other) ?? 0)
    || (turnOf(one, nowMs) === 'short-of-time' ? (one.dueAtMs ?? 0) - (other.dueAtMs ?? 0) : 0)
    || (turnOf(one, nowMs) === 'longest-wait' ? other.priority - one.priority : 0)
    || one.waitingSinceMs - other.waitingSinceMs
    || (one.callId < other.callId ? -1 : 1));
}

/** Somebody waits longer than their queue lets anybody: before more people are called for its agents, those are served. */
export function hasWaitedTooLong({ waitingSinceMs, longestWaitMs }: WaitingCall, nowMs: number): boolean {
  return longestWaitMs !== null && nowMs - waitingSinceMs > longestWaitMs;
}

function turnOf(call: WaitingCall, nowMs: number): Turn {
  if (call.lostItsAgent) return 'lost-its-agent';
  if (hasWaitedTooLong(call, nowMs)) return 'waited-too-long';
  return call.dueAtMs === null ? 'longest-wait' : 'short-of-time';
}

function bestFor({ lineId, needs }: WaitingCall, agents: Iterable<FreeAgent>): FreeAgent | null {
  let best: FreeAgent | null = null;
  let bestServes = 0;
  for (const agent of agents) {
    const serves = agent.serves.get(lineId);
    if (serves === undefined || !needs.every((skill) => agent.skills.has(skill))) continue;
    if (best === null || serves < bestServes || (serves === bestServes && isBefore(agent, best))) [best, bestServes] = [agent, serves];
  }
  return best;
}

function isBefore(one: FreeAgent, other: FreeAgent): boolean {
  return one.idleSinceMs !== other.idleSinceMs ? one.idleSinceMs < other.idleSinceMs : one.agentId < other.agentId;
}
