import type { AgentTimes } from '../agent/agent-time';

/**
 * Occupancy, 0–1: of the time in which calls could come or were worked on, the part that went into calls (looking at a contact
 * before it, talking, wrapping up). Breaks, and a phone that is away, are in neither: those are the matter of shrinkage and
 * utilisation (B. Cleveland, Call Center Management on Fast Forward). Null when there was no such time.
 */
export function occupancyOf(agents: Iterable<AgentTimes>): number | null {
  let [onCallsMs, idleMs] = [0, 0];
  for (const times of agents) {
    onCallsMs += times.talking + times['wrap-up'] + times.reserved;
    idleMs += times.idle;
  }
  return onCallsMs + idleMs === 0 ? null : onCallsMs / (onCallsMs + idleMs);
}
