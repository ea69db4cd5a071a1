/**
 * How long a caller in a queue will wait, and how sure that is. Those ahead leave one after the other, to an agent or, if they
 * are on the line, because they give up; whoever is to be called back keeps the place and gives nothing up: the wait is a sum of exponentials, one for each (the delay estimators "QLm" and "QLr" of
 * R. Ibrahim and W. Whitt, Real-time delay estimation in overloaded multiserver queues with abandonments, Management
 * Science 55, 2009). Its spread is that of the sum and that of the rates themselves, which were learned from so many ends.
 */
export interface QueueFlow {
  /** Who serve the queue and are at work, all of them busy. */
  readonly agents: number;
  /** Mean of talk and wrap-up, and how many of them it was learned from. */
  readonly handleMs: number;
  readonly handlesHeard: number;
  /** Mean time until somebody who waits hangs up; Infinity: never. */
  readonly patienceMs: number;
  /**
   * Freed agents a second that go to others first: callers of a queue with a higher priority. Outbound calls do not, as nobody
   * is called while somebody waits.
   */
  readonly takenPerSec?: number;
}

/** Who have their turn before somebody. */
export interface Ahead {
  /** On the line, where they may give up. */
  readonly callers: number;
  /** They hung up and keep their place. */
  readonly toBeCalled: number;
}

export interface ExpectedWait {
  readonly meanMs: number;
  /** Standard deviation. */
  readonly deviationMs: number;
  /** Eight of ten waits of those who stay end between these. */
  readonly likelyFromMs: number;
  readonly likelyToMs: number;
}

/** Where this standard deviation lies, of a normal, ends nine of ten. */
const NINE_OF_TEN = 1.2816;

/** @returns null where nobody serves the queue, or all of its agents go to others: nothing can be said */
export function expectedWait({ callers, toBeCalled }: Ahead, flow: QueueFlow): ExpectedWait | null {
  const freesPerMs = flow.agents / flow.handleMs - (flow.takenPerSec ?? 0) / 1000;
  if (!(freesPerMs > 0) || !Number.isFinite(freesPerMs)) return null;
  let meanMs = 0;
  let variance = 0;
  let impatient = callers;
  for (let ahead = callers + toBeCalled; ahead >= 0; ahead--) {
    const leavesMs = 1 / (freesPerMs + impatient / flow.patienceMs);
    meanMs += leavesMs;
    variance += leavesMs * leavesMs;
    // On average: whom the agents take is one of those who might give up as often as these are of all ahead.
    impatient = Math.max(0, impatient - leavesMs * impatient * (freesPerMs / Math.max(1, ahead) + 1 / flow.patienceMs));
  }
  // The rate was learned from so many ends, and is unsure by one over them.
  variance += meanMs * meanMs / Math.max(1, flow.handlesHeard);
  return { meanMs, deviationMs: Math.sqrt(variance), ...likely(meanMs, variance) };
}

/** As of a gamma with this mean and variance, by the cube root, which is nearly normal (E. Wilson and M. Hilferty 1931). */
function likely(mean: number, variance: number): { likelyFromMs: number; likelyToMs: number } {
  const ninth = variance / (mean * mean) / 9;
  const at = (deviations: number): number => mean * Math.max(0, 1 - ninth + deviations * Math.sqrt(ninth)) ** 3;
  return { likelyFromMs: at(-NINE_OF_TEN), likelyToMs: at(NINE_OF_TEN) };
}
