/** A call that waits for an agent, as far as its place in line goes. */
export interface WaitingCall {
  /** It had an agent and lost them in mid-call: nobody makes such a person wait behind others. */
  readonly lostItsAgent: boolean;
  /** Milliseconds since the epoch. */
  readonly waitingSinceMs: number;
}

/** The order in which waiting calls are given to agents: those who lost theirs first, then the longest wait. */
export function orderOfWaiting<T extends WaitingCall>(calls: readonly T[]): T[] {
  return [...calls].sort((a, b) => Number(b.lostItsAgent) - Number(a.lostItsAgent) || a.waitingSinceMs - b.waitingSinceMs);
}
