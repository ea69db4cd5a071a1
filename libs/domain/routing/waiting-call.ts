import type { FreeAgent } from './free-agent';
import type { LineRouting } from './line-policy';
import { isSkilledEnough } from './skills';

/** A call that waits for an agent. Instants in milliseconds since the epoch. */
export interface WaitingCall {
  readonly callId: string;
  readonly lineId: string;
  /** Its line's, and what its caller has asked for beside that, such as a language. */
  readonly routing: LineRouting;
  /** Of callers (`priority`): each is a second that they are treated as having waited longer. */
  readonly points: number;
  /** Since when it has its place in the line. */
  readonly waitingSinceMs: number;
  /** Until when an agent must be there: whom we have called may be kept no longer. Null: they wait as long as they like. */
  readonly dueAtMs: number | null;
  /** As long as anybody may wait in its queue; whoever has waited longer goes before all but the next. Null: no such time. */
  readonly longestWaitMs: number | null;
  /** It had an agent and lost them in mid-call: nobody makes such a person wait behind others. */
  readonly lostItsAgent: boolean;
  /** Whom the caller talked with last. Null also when that agent is not at work, or does not serve the line: they cannot come. */
  readonly lastAgentId: string | null;
}

/** Somebody waits longer than their queue lets anybody: before more people are called for its agents, those are served. */
export function hasWaitedTooLong({ waitingSinceMs, longestWaitMs }: Pick<WaitingCall, 'waitingSinceMs' | 'longestWaitMs'>, nowMs: number): boolean {
  return longestWaitMs !== null && nowMs - waitingSinceMs > longestWaitMs;
}

/**
 * For which agent alone a call is kept now: whom the caller talked with last, for as long as the line says and no longer than
 * anybody may wait in it. Null: for none. Whom we have called, and who has just lost their agent, is kept for nobody.
 */
export function keptFor(call: WaitingCall, nowMs: number): string | null {
  if (call.lastAgentId === null || call.dueAtMs !== null || call.lostItsAgent || hasWaitedTooLong(call, nowMs)) return null;
  return nowMs - call.waitingSinceMs < call.routing.lastAgentFirstMs ? call.lastAgentId : null;
}

/** Whether this agent could be given this call now. */
export function mayTake(agent: FreeAgent, call: WaitingCall, nowMs: number): boolean {
  const kept = keptFor(call, nowMs);
  const { required, relaxation } = call.routing;
  return agent.serves.has(call.lineId) && (kept === null || kept === agent.agentId)
    && isSkilledEnough(agent.skills, required, relaxation, nowMs - call.waitingSinceMs);
}
