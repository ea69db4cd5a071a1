import type { Availability } from './availability';
import { HORIZONS } from './horizons';
import { normalBelow } from './survival';
import { zeros } from './zeros';

/** Up to so many agents the chances are exact over the agents; above, a normal with continuity correction. */
export const EXACT_AGENTS = 30;

/** Chance that, at a horizon, no agent is free for one more answer. */
export interface Shortage {
  /** @param answersMean answers by then that come before this one, and their variance */
  at(horizon: number, answersMean: number, answersVariance: number): number;
}

/** @param spare agents idle now, less the answered calls that wait for one */
export function shortage(free: Availability, spare: number): Shortage {
  return free.busy + Math.max(0, spare) <= EXACT_AGENTS ? new ExactShortage(free, spare) : new NormalShortage(free, spare);
}

class NormalShortage implements Shortage {
  constructor(private readonly free: Availability, private readonly spare: number) {}

  at(horizon: number, answersMean: number, answersVariance: number): number {
    const left = this.spare + (this.free.mean[horizon] ?? 0) - answersMean;
    const deviation = Math.sqrt((this.free.variance[horizon] ?? 0) + answersVariance);
    if (deviation < 1e-6) return left < 0.5 ? 1 : 0;
    return normalBelow((0.5 - left) / deviation);
  }
}

/** The number of busy agents free by a horizon is a sum of unlike coins (Poisson-binomial): convolved one by one. */
class ExactShortage implements Shortage {
  /** By horizon: chance that more than j of the busy agents are free. */
  private readonly moreThan: (readonly number[])[] = [];

  constructor(private readonly free: Availability, private readonly spare: number) {
    for (let k = 0; k < HORIZONS; k++) this.moreThan.push(this.tails(k));
  }

  at(horizon: number, answersMean: number, answersVariance: number): number {
    const tails = this.moreThan[horizon];
    if (tails === undefined) return 1;
    const most = this.spare + this.free.busy;
    let enough = 0;
    const { first, factor, slope } = counting(answersMean, answersVariance);
    let chance = first;
    for (let answers = 0; answers < most; answers++) {
      if (answers > 0) chance *= Math.max(0, factor + slope / answers);
      const needed = answers - this.spare;
      enough += chance * (needed < 0 ? 1 : tails[needed] ?? 0);
    }
    return Math.min(1, Math.max(0, 1 - enough));
  }

  private tails(horizon: number): readonly number[] {
    const chances = zeros(this.free.busy + 1);
    chances[0] = 1;
    let agents = 0;
    for (const { count, freeBy } of this.free.groups) {
      const free = freeBy[horizon] ?? 0;
      for (let i = 0; i < count; i++) {
        agents++;
        for (let j = agents; j > 0; j--) chances[j] = (chances[j] ?? 0) * (1 - free) + (chances[j - 1] ?? 0) * free;
        chances[0] = (chances[0] ?? 0) * (1 - free);
      }
    }
    let above = 0;
    for (let j = this.free.busy; j >= 0; j--) {
      const here = chances[j] ?? 0;
      chances[j] = above;
      above += here;
    }
    return chances;
  }
}

/**
 * The number of answers by its mean and variance, as the one of binomial, Poisson and negative binomial that fits
 * (p(j) = p(j-1) · (factor + slope / j)): calls of unlike age give less variance than Poisson, an unsure rate more.
 */
function counting(mean: number, variance: number): { first: number; factor: number; slope: number } {
  if (mean < 1e-9) return { first: 1, factor: 0, slope: 0 };
  const ratio = variance / mean;
  if (Math.abs(ratio - 1) < 1e-4) return { first: Math.exp(-mean), factor: 0, slope: mean };
  if (ratio < 1) {
    const hit = Math.min(0.9999, 1 - ratio);
    const tries = mean / hit;
    const odds = hit / (1 - hit);
    return { first: Math.exp(tries * Math.log(1 - hit)), factor: -odds, slope: (tries + 1) * odds };
  }
  const size = mean / (ratio - 1);
  return { first: Math.exp(-size * Math.log(ratio)), factor: 1 - 1 / ratio, slope: (size - 1) * (1 - 1 / ratio) };
}
