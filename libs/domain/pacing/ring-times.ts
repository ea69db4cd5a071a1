import { decayed } from './forgetting';
import { zeros } from './zeros';

/**
 * When calls answer and when the others end, from the dial order: histograms that forget, with a prior.
 * Seconds one by one up to 40, then in fives: late answers are few.
 */
const FINE_SEC = 40;
const COARSE_SEC = 5;
const COARSE_BINS = 24;
export const RING_BINS = FINE_SEC + COARSE_BINS;
const LONGEST_SEC = FINE_SEC + COARSE_BINS * COARSE_SEC;
/** Seconds that the tables reach: the longest ring and the farthest look ahead. */
const TABLE_SEC = LONGEST_SEC + 40;

/** Answers that the prior is worth, and twice as many failures. */
const PRIOR_ANSWERS = 20;
/** Where the list is short: its answers must be learned from while there are any left. */
export const PRIOR_ANSWERS_OF_A_SHORT_LIST = 1;
/** Calls after which one counts a third. */
const MEMORY_CALLS = 3_000;
/** The memory is never shorter than this many times the calls out: a call that rang long is heard of later than its like that rang briefly. */
const MEMORY_PER_CALL_OUT = 20;

/** Calls that are no longer out, by bin of the age at which that came. */
export interface Rings {
  readonly answered: readonly number[];
  readonly failed: readonly number[];
  /** Given up: they say only that nobody had answered until then. */
  readonly cancelled: readonly number[];
}

export const NO_RINGS: Rings = { answered: zeros(RING_BINS), failed: zeros(RING_BINS), cancelled: zeros(RING_BINS) };

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

/** How many calls are of each age. */
export function byAge(agesMs: readonly number[]): readonly number[] {
  return withAges(zeros(RING_BINS), agesMs);
}

function withAges(counts: number[], agesMs: readonly number[]): number[] {
  for (const ms of agesMs) {
    const bin = ringBin(ms);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** @param out calls still out */
export function heardRings(known: Rings, answeredMs: readonly number[], failedMs: readonly number[], cancelledMs: readonly number[], out: number): Rings {
  const heard = answeredMs.length + failedMs.length + cancelledMs.length;
  if (heard === 0) return known;
  const memory = Math.max(MEMORY_CALLS, MEMORY_PER_CALL_OUT * out);
  return {
    answered: withAges(decayed(known.answered, heard, memory), answeredMs),
    failed: withAges(decayed(known.failed, heard, memory), failedMs),
    cancelled: withAges(decayed(known.cancelled, heard, memory), cancelledMs),
  };
}

/** Answers of the prior: 3 s of set-up, then a gamma of shape 2 with mean 12 s. */
function priorAnsweredBy(sec: number): number {
  const x = Math.max(0, sec - 3) / 6;
  return 1 - (1 + x) * Math.exp(-x);
}

/** Failures of the prior: a third between 4 and 20 s, the rest when the switch gives up. */
function priorFailedBy(sec: number, timeoutSec: number): number {
  return 0.35 * Math.min(1, Math.max(0, (sec - 4) / 16)) + (sec > timeoutSec ? 0.65 : 0);
}

function sharesOf(endedBy: (sec: number) => number): readonly number[] {
  return zeros(RING_BINS).map((_, bin) => endedBy(binStartSec(bin + 1)) - endedBy(binStartSec(bin)));
}

const ANSWERS_BEFORE = sharesOf(priorAnsweredBy);

/** Kept for the timeout asked for last: a campaign's does not change. */
let failuresBefore = { timeoutSec: Number.NaN, shares: ANSWERS_BEFORE };

function failuresOf(timeoutSec: number): readonly number[] {
  if (failuresBefore.timeoutSec !== timeoutSec) failuresBefore = { timeoutSec, shares: sharesOf((sec) => priorFailedBy(sec, timeoutSec)) };
  return failuresBefore.shares;
}

export interface RingTables {
  readonly answers: RingTable;
  readonly failures: RingTable;
}

/**
 * A life table for two ends: of the calls that came to an age, so many were answered then and so many failed. A call that is
 * still out, or was given up, counts up to its age and says nothing of what comes after. What becomes of old calls is learned
 * from those that were let ring, never from what was believed of the others: a belief that feeds itself goes astray, and with
 * it the number of lines.
 *
 * @param out calls still out, by age
 * @param priorAnswers answers that what is believed before is worth
 */
export function ringTables({ answered, failed, cancelled }: Rings, out: readonly number[], timeoutSec: number, priorAnswers = PRIOR_ANSWERS): RingTables {
  const failsBefore = failuresOf(timeoutSec);
  const [answers, failures] = [zeros(RING_BINS), zeros(RING_BINS)];
  const cameTo = zeros(RING_BINS);
  let older = 0;
  for (let bin = RING_BINS - 1; bin >= 0; bin--) {
    answers[bin] = (answered[bin] ?? 0) + priorAnswers * (ANSWERS_BEFORE[bin] ?? 0);
    failures[bin] = (failed[bin] ?? 0) + 2 * priorAnswers * (failsBefore[bin] ?? 0);
    older += (answers[bin] ?? 0) + (failures[bin] ?? 0) + (cancelled[bin] ?? 0) + (out[bin] ?? 0);
    cameTo[bin] = older;
  }
  let stillOut = 1;
  for (let bin = 0; bin < RING_BINS; bin++) {
    // Those that left the table within the bin were in it for half of it.
    const atRisk = (cameTo[bin] ?? 0) - ((cancelled[bin] ?? 0) + (out[bin] ?? 0)) / 2;
    const share = atRisk > 0 ? stillOut / atRisk : 0;
    answers[bin] = share * (answers[bin] ?? 0);
    failures[bin] = share * (failures[bin] ?? 0);
    stillOut = Math.max(0, stillOut - (answers[bin] ?? 0) - (failures[bin] ?? 0));
  }
  return { answers: new RingTable(answers), failures: new RingTable(failures) };
}

/** Shares that ended by each full second; linear in between. */
export class RingTable {
  private readonly by = zeros(TABLE_SEC + 1);

  constructor(endsByAge: readonly number[]) {
    let total = 0;
    for (let bin = 0; bin < RING_BINS; bin++) total += endsByAge[bin] ?? 0;
    let before = 0;
    this.by.fill(1);
    for (let bin = 0; bin < RING_BINS; bin++) {
      const start = binStartSec(bin);
      const width = bin < FINE_SEC ? 1 : COARSE_SEC;
      const ends = (endsByAge[bin] ?? 0) / total;
      for (let i = 0; i < width; i++) this.by[start + i] = before + ends * (i / width);
      before += ends;
    }
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
