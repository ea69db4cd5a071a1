import type { AnswerRate } from './answer-rate';
import type { AnswersAhead } from './answers-ahead';
import { HORIZONS, STEP_SEC } from './horizons';
import { REVOCABLE_COUNTS, REVOCABLE_RISK } from './revocable';
import type { RingTable } from './ring-times';
import type { Shortage } from './shortage';
import { zeros } from './zeros';

/**
 * Of what a call can risk at all. Most answers of a call may come when it can be given up: then it can risk little, and
 * without this a price above that little would set no limit.
 */
const HIGHEST_SHARE = 0.5;

/** What one more call would risk. */
export class FreshCall {
  /** Share of its answers in each step as far as they can abandon somebody, and by the end of it; the last step takes those that come later. */
  private readonly within = zeros(HORIZONS);
  private readonly by = zeros(HORIZONS);
  /** What it risks when surely nobody is free. */
  private readonly most: number;

  /**
   * @param takesFromLater an answer takes the agent of whoever answers after it: where no later answer earns that back, the
   *   shortage counts that is the worst from then on, not the one at the moment of the answer
   */
  constructor(
    answers: RingTable, private readonly rate: AnswerRate, private readonly ahead: AnswersAhead, private readonly short: Shortage, revocableFromSec: number,
    private readonly takesFromLater: boolean,
  ) {
    let before = 0;
    for (let k = 0; k < HORIZONS; k++) {
      const endsSec = k === HORIZONS - 1 ? Number.POSITIVE_INFINITY : (k + 1) * STEP_SEC;
      const by = answers.at(endsSec);
      const firm = answers.at(Math.min(endsSec, revocableFromSec));
      this.by[k] = firm + REVOCABLE_COUNTS * (by - firm);
      const risky = firm + REVOCABLE_RISK * (by - firm);
      this.within[k] = risky - before;
      before = risky;
    }
    this.most = before;
  }

  /** Chance, over when it would answer, that no agent is free for it, after so many other fresh calls. */
  risk(others: number): number {
    let risk = 0;
    let worst = 0;
    for (let k = HORIZONS - 1; k >= 0; k--) {
      const share = this.within[k] ?? 0;
      if (share < 1e-4 && !this.takesFromLater) continue;
      const fresh = this.rate.lasts * this.rate.mean * (this.by[k] ?? 0);
      const mean = (this.ahead.mean[k] ?? 0) + others * fresh;
      const unsure = mean * this.rate.deviation / this.rate.mean;
      const chance = this.short.at(k, mean, (this.ahead.variance[k] ?? 0) + others * fresh * (1 - fresh) + unsure * unsure);
      worst = this.takesFromLater ? Math.max(worst, chance) : chance;
      risk += share * worst;
    }
    return risk;
  }

  /** How many calls may be added, up to a ceiling, before the next one would risk more than the price: never one that more likely than not meets nobody. */
  upTo(asked: number, ceiling: number): number {
    const price = Math.min(asked, this.most * HIGHEST_SHARE);
    let fits = 0; // calls that may be added
    let stride = 1;
    while (fits < ceiling) {
      const tried = Math.min(ceiling, fits + stride);
      if (this.risk(tried - 1) > price) break;
      fits = tried;
      stride *= 2;
    }
    // Between the last that fitted and the first that did not.
    let fails = Math.min(ceiling + 1, fits + stride);
    while (fails - fits > 1) {
      const tried = (fits + fails) >> 1;
      if (this.risk(tried - 1) > price) fails = tried; else fits = tried;
    }
    return fits;
  }
}
