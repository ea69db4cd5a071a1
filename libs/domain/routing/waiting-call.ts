import type { FreeAgent } from './free-agent';
import type { LineRouting } from './line-policy';
import { askedNow, hasSkills } from './skills';

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
  /** Of a campaign that called them in vain: of the agents who may take the call, those who serve it as well go first. */
  readonly calledByLine: string | null;
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

/** Which of the agents who serve its line could be given this call now. The longer it waits, the more. */
export function takersOf(call: WaitingCall, nowMs: number): (agent: Pick<FreeAgent, 'agentId' | 'skills'>) => boolean {
  const kept = keptFor(call, nowMs);
  if (kept === null && call.routing.required.length === 0) return anybody;
  const asked = askedNow(call.routing.required, call.routing.relaxation, nowMs - call.waitingSinceMs);
  return ({ agentId, skills }) => (kept === null || kept === agentId) && hasSkills(skills, asked);
}

function anybody(): boolean {
  return true;
}

/** Until when its takers are the same as now: then it is kept for nobody any more, or less is asked for. Infinity: always. */
export function sameUntilMs(call: WaitingCall, nowMs: number): number {
  const { lastAgentFirstMs, required, relaxation } = call.routing;
  const keptUntilMs = keptFor(call, nowMs) === null ? Infinity : Math.min(call.waitingSinceMs + lastAgentFirstMs, longestWaitOf(call));
  if (relaxation === null || required.length === 0) return keptUntilMs;
  const steps = Math.floor(Math.max(0, nowMs - call.waitingSinceMs) / relaxation.everyMs);
  return Math.min(keptUntilMs, call.waitingSinceMs + (steps + 1) * relaxation.everyMs);
}

function longestWaitOf({ waitingSinceMs, longestWaitMs }: WaitingCall): number {
  return longestWaitMs === null ? Infinity : waitingSinceMs + longestWaitMs;
}
