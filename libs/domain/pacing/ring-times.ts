import { decayed } from './forgetting';
import { zeros } from './zeros';

/**
 * When calls answer and when the others end, from the dial order: two histograms that forget, with a prior.
 * Seconds one by one up to 40, then in fives: late answers are few.
 */
const FINE_SEC = 40;
const COARSE_SEC = 5;
const COARSE_BINS = 24;
export const RING_BINS = FINE_SEC + COARSE_BINS;
const LONGEST_SEC = FINE_SEC + COARSE_BINS * COARSE_SEC;
/** Seconds that the tables reach: the longest ring and the farthest look ahead. */
const TABLE_SEC = LONGEST_SEC + 40;

/** Calls that the prior is worth, and calls after which one counts a third. */
const PRIOR_CALLS = 20;
const MEMORY_CALLS = 500;

/** Answers of the prior: 3 s of set-up, then a gamma of shape 2 with mean 12 s. */
function priorAnsweredBy(sec: number): number {
  const x = Math.max(0, sec - 3) / 6;
  return 1 - (1 + x) * Math.exp(-x);
}

/** Failures of the prior: a third between 4 and 20 s, the rest when the switch gives up. */
function priorFailedBy(sec: number, timeoutSec: number): number {
  return 0.35 * Math.min(1, Math.max(0, (sec - 4) / 16)) + (sec > timeoutSec ? 0.65 : 0);
}

export function ringBin(ageMs: number): number {
  const sec = ageMs / 1000;
  if (!(sec > 0)) return 0;
  return sec < FINE_SEC ? Math.floor(sec) : Math.min(RING_BINS - 1, FINE_SEC + Math.floor((sec - FINE_SEC) / COARSE_SEC));
}

function binStartSec(bin: number): number {
  return bin <= FINE_SEC ? bin : FINE_SEC + (bin - FINE_SEC) * COARSE_SEC;
}

/** The age that stands for a bin. */
export function binAgeSec(bin: number): number {
  return (binStartSec(bin) + binStartSec(bin + 1)) / 2;
}

/** The histogram after these calls. A new array only when something was heard. */
export function heardRings(counts: readonly number[], afterMs: readonly number[]): readonly number[] {
  if (afterMs.length === 0) return counts;
  const next = decayed(counts, afterMs.length, MEMORY_CALLS);
  for (const ms of afterMs) next[ringBin(ms)] = (next[ringBin(ms)] ?? 0) + 1;
  return next;
}

/**
 * Calls that were given up would have ended later, as others do: each its share of the tail.
 *
 * @param shares by bin of the age at which they were given up, how many of them would have ended in this way
 */
export function censoredRings(counts: readonly number[], shares: readonly number[]): readonly number[] {
  const tails = zeros(RING_BINS + 1);
  for (let bin = RING_BINS - 1; bin >= 0; bin--) tails[bin] = (tails[bin + 1] ?? 0) + (counts[bin] ?? 0);
  let factor = 1;
  return counts.map((count, bin) => {
    const tail = tails[bin] ?? 0;
    if (tail > 0) factor += (shares[bin] ?? 0) / tail;
    return count * factor;
  });
}

const PRIOR_ANSWERS = Float64Array.from({ length: LONGEST_SEC }, (_, sec) => PRIOR_CALLS * priorAnsweredBy(sec));

/** Kept for the timeout asked for last: a campaign's does not change. */
let kept = { timeoutSec: Number.NaN, prior: PRIOR_ANSWERS };

function priorFailures(timeoutSec: number): Float64Array {
  if (kept.timeoutSec !== timeoutSec) kept = { timeoutSec, prior: Float64Array.from({ length: LONGEST_SEC }, (_, sec) => PRIOR_CALLS * priorFailedBy(sec, timeoutSec)) };
  return kept.prior;
}

/** Shares that ended by each full second; linear in between. */
export class RingTable {
  private readonly by = zeros(TABLE_SEC + 1);

  private constructor(counts: readonly number[], prior: Float64Array) {
    let total = PRIOR_CALLS;
    for (let bin = 0; bin < RING_BINS; bin++) total += counts[bin] ?? 0;
    let before = 0;
    this.by.fill(1);
    for (let bin = 0; bin < RING_BINS; bin++) {
      const start = binStartSec(bin);
      const width = bin < FINE_SEC ? 1 : COARSE_SEC;
      for (let i = 0; i < width; i++) this.by[start + i] = (before + (counts[bin] ?? 0) * (i / width) + (prior[start + i] ?? 0)) / total;
      before += counts[bin] ?? 0;
    }
  }

  static ofAnswers(counts: readonly number[]): RingTable {
    return tableOf(counts, PRIOR_ANSWERS);
  }

  static ofFailures(counts: readonly number[], timeoutSec: number): RingTable {
    return tableOf(counts, priorFailures(timeoutSec));
  }

  /** The table of a histogram, which changes only when something was heard. */
  static of(counts: readonly number[], prior: Float64Array): RingTable {
    return new RingTable(counts, prior);
  }

  /** Share that ended by this age. */
  at(sec: number): number {
    if (sec <= 0) return 0;
    if (sec >= TABLE_SEC) return 1;
    const low = Math.floor(sec);
    const a = this.by[low] ?? 1;
    return a + ((this.by[low + 1] ?? 1) - a) * (sec - low);
  }
}

/** Tables already made, by histogram (which is never changed, only replaced): most decisions hear of no call. */
const MADE = new WeakMap<readonly number[], { readonly prior: Float64Array; readonly table: RingTable }>();

function tableOf(counts: readonly number[], prior: Float64Array): RingTable {
  const made = MADE.get(counts);
  if (made?.prior === prior) return made.table;
  const table = RingTable.of(counts, prior);
  MADE.set(counts, { prior, table });
  return table;
}
