/**
 * The best that any dialer can do in a Markov model of dialing, by value iteration.
 *
 * Agents talk for an exponential time; each line out ends after an exponential time and is then answered with the chance
 * of the answer rate; an answer that finds nobody idle is abandoned at once. State: agents busy, lines out. Each line out
 * may be joined by others at any instant; none can be called back.
 */
export interface MarkovModel {
  readonly agents: number;
  readonly answerRate: number;
  readonly talkSec: number;
  readonly ringSec: number;
}

/**
 * The highest share of time that agents talk while no more than `abandonRatio` of the answers are abandoned.
 *
 * With a fine m on each answer abandoned beyond the share, the best policy's gain g(m) is found by value iteration; g is
 * convex in m and its least value is the constrained optimum (of policies that may be mixed).
 */
export function optimalUtilisation(model: MarkovModel, abandonRatio: number): number {
  const solver = new ValueIteration(model, abandonRatio);
  // In talks' worth of utilisation: an abandoned call can cost no more than a few dozen served ones.
  let low = 0;
  let high = 60;
  const ratio = (Math.sqrt(5) - 1) / 2;
  let a = high - ratio * (high - low);
  let b = low + ratio * (high - low);
  let atA = solver.gain(a);
  let atB = solver.gain(b);
  for (let i = 0; i < 14; i++) {
    if (atA < atB) { high = b; b = a; atB = atA; a = high - ratio * (high - low); atA = solver.gain(a); }
    else { low = a; a = b; atA = atB; b = low + ratio * (high - low); atB = solver.gain(b); }
  }
  return Math.min(atA, atB);
}

/** Of the gain, in shares of utilisation. */
const TOLERANCE = 2e-5;
const MOST_SWEEPS = 100_000;

class ValueIteration {
  private readonly lines: number;
  /** Values by agents busy and lines out, kept from one fine to the next: they differ little. */
  private values: Float64Array;
  private next: Float64Array;

  constructor(private readonly model: MarkovModel, private readonly abandonRatio: number) {
    const { agents, answerRate, talkSec, ringSec } = model;
    // Lines that keep all agents talking, with room for the swings.
    this.lines = Math.ceil(1.25 * agents * ringSec / talkSec / answerRate + 6 * Math.sqrt(agents * ringSec / talkSec / answerRate) + 4);
    this.values = new Float64Array((agents + 1) * (this.lines + 1));
    this.next = new Float64Array(this.values.length);
  }

  /** Reward a second, in utilisation, of the best policy under a fine (uniformised value iteration). */
  gain(fine: number): number {
    const { agents, answerRate, talkSec, ringSec } = this.model;
    const width = this.lines + 1;
    const perSec = agents / talkSec + this.lines / ringSec;
    // Each answer earns the share that may be abandoned; an abandoned one costs a whole.
    const worth = fine * talkSec / agents;
    const served = this.abandonRatio * worth;
    const lost = served - worth;
    for (let sweep = 0; ; sweep++) {
      const { values, next } = this;
      let lowest = Number.POSITIVE_INFINITY;
      let highest = Number.NEGATIVE_INFINITY;
      for (let busy = 0; busy <= agents; busy++) {
        const row = busy * width;
        const answeredRow = busy < agents ? row + width : row;
        const bonus = busy < agents ? served : lost;
        const below = busy > 0 ? row - width : row;
        let best = Number.NEGATIVE_INFINITY;
        for (let out = this.lines; out >= 0; out--) {
          const here = values[row + out] ?? 0;
          let change = busy / agents + busy / talkSec * ((values[below + out] ?? 0) - here);
          if (out > 0) {
            change += out / ringSec * (bonus * answerRate + answerRate * (values[answeredRow + out - 1] ?? 0) + (1 - answerRate) * (values[row + out - 1] ?? 0) - here);
          }
          // Any number of lines may be added at once: worth the best of them.
          best = Math.max(best, here + change / perSec);
          next[row + out] = best;
          const gained = best - here;
          if (gained < lowest) lowest = gained;
          if (gained > highest) highest = gained;
        }
      }
      const zero = next[0] ?? 0;
      for (let i = 0; i < next.length; i++) next[i] = (next[i] ?? 0) - zero;
      this.values = next;
      this.next = values;
      if ((highest - lowest) * perSec < TOLERANCE || sweep > MOST_SWEEPS) return (highest + lowest) / 2 * perSec;
    }
  }
}
