import { willAnswer } from './answer-rate';
import { HORIZONS, STEP_SEC } from './horizons';
import { binAgeSec, RING_BINS, ringBin, type RingTable } from './ring-times';

/** Answers that the calls out will bring by each horizon. */
export interface AnswersAhead {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** In all, however late. */
  readonly inAll: number;
}

/** How many calls are out, by bin of age. */
export function linesByAge(outForMs: readonly number[]): Float64Array {
  const counts = new Float64Array(RING_BINS);
  for (const ms of outForMs) {
    const bin = ringBin(ms);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Takes the oldest calls away: those that are cancelled. */
export function withoutOldest(lines: Float64Array, cancelled: number): Float64Array {
  const left = lines.slice();
  let still = cancelled;
  for (let bin = RING_BINS - 1; bin >= 0 && still > 0; bin--) {
    const taken = Math.min(still, left[bin] ?? 0);
    left[bin] = (left[bin] ?? 0) - taken;
    still -= taken;
  }
  return left;
}

export function answersAhead(lines: Float64Array, rate: number, answers: RingTable, failures: RingTable): AnswersAhead {
  const mean = new Float64Array(HORIZONS);
  const variance = new Float64Array(HORIZONS);
  let inAll = 0;
  for (let bin = 0; bin < RING_BINS; bin++) {
    const count = lines[bin] ?? 0;
    if (count === 0) continue;
    const age = binAgeSec(bin);
    const by = answers.at(age);
    const left = 1 - by;
    const chance = willAnswer(rate, left, 1 - failures.at(age));
    if (chance === 0) continue;
    inAll += count * chance;
    for (let k = 0; k < HORIZONS; k++) {
      const answered = chance * Math.min(1, (answers.at(age + (k + 1) * STEP_SEC) - by) / left);
      mean[k] = (mean[k] ?? 0) + count * answered;
      variance[k] = (variance[k] ?? 0) + count * answered * (1 - answered);
    }
  }
  return { mean, variance, inAll };
}
