import { hasWaitedTooLong, keptFor, type WaitingCall } from './waiting-call';

const TURNS = { 'lost-its-agent': 0, 'waited-too-long': 1, 'short-of-time': 2, 'last-agent': 3, 'longest-wait': 4 } as const;

/** Why a call was served before others. In this order. */
export type Turn = keyof typeof TURNS;

/** @param isFree whether the agent of that id is: whoever is kept for an agent has their turn when that one is free */
export function turnOf(call: WaitingCall, isFree: (agentId: string) => boolean, nowMs: number): Turn {
  if (call.lostItsAgent) return 'lost-its-agent';
  if (hasWaitedTooLong(call, nowMs)) return 'waited-too-long';
  if (call.dueAtMs !== null) return 'short-of-time';
  const kept = keptFor(call, nowMs);
  return kept !== null && isFree(kept) ? 'last-agent' : 'longest-wait';
}

export interface Served<Call extends WaitingCall = WaitingCall> {
  readonly call: Call;
  readonly turn: Turn;
}

/**
 * Those who lost their agent, then those who have waited too long, then whom we have called, by the time that is left, then callers
 * whose last agent is free, then the callers. Of callers whoever has waited longest by their wait and their points; in all else,
 * whoever has waited longest.
 */
export function orderOfService<Call extends WaitingCall>(
  waiting: Iterable<Call>, isFree: (agentId: string) => boolean, nowMs: number,
): readonly Served<Call>[] {
  return Array.from(waiting, (call): Served<Call> => ({ call, turn: turnOf(call, isFree, nowMs) })).sort(inOrder);
}

/** Negative: the one is served first; positive: the other. */
export function inOrder({ call: one, turn }: Served, { call: other, turn: otherTurn }: Served): number {
  return TURNS[turn] - TURNS[otherTurn] || within(turn, one) - within(turn, other)
    || one.waitingSinceMs - other.waitingSinceMs || (one.callId < other.callId ? -1 : 1);
}

/** By what those of one turn go, in milliseconds: the smaller, the sooner. */
function within(turn: Turn, { waitingSinceMs, points, dueAtMs }: WaitingCall): number {
  switch (turn) {
    case 'lost-its-agent': case 'waited-too-long': return waitingSinceMs;
    case 'short-of-time': return dueAtMs ?? waitingSinceMs;
    case 'last-agent': case 'longest-wait': return waitingSinceMs - points * 1_000;
  }
}
