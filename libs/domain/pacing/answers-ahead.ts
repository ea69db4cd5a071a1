import { willAnswer } from './answer-rate';
import { HORIZONS, STEP_SEC } from './horizons';
import { binAgeSec, RING_BINS, type RingTables } from './ring-times';
import { REVOCABLE_COUNTS } from './revocable';
import { zeros } from './zeros';

/** Answers that the calls out will bring by each horizon. */
export interface AnswersAhead {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

/** Takes the oldest calls away: those that are cancelled. */
export function withoutOldest(lines: readonly number[], cancelled: number): readonly number[] {
  const left = lines.slice();
  let still = cancelled;
  for (let bin = RING_BINS - 1; bin >= 0 && still > 0; bin--) {
    const taken = Math.min(still, left[bin] ?? 0);
    left[bin] = (left[bin] ?? 0) - taken;
    still -= taken;
  }
  return left;
}

/** Answers that the calls out will bring in all, however late. */
export function answersInAll(lines: readonly number[], rate: number, { answers, failures }: RingTables): number {
  let inAll = 0;
  for (let bin = 0; bin < RING_BINS; bin++) {
    const count = lines[bin] ?? 0;
    if (count === 0) continue;
    const age = binAgeSec(bin);
    inAll += count * willAnswer(rate, 1 - answers.at(age), 1 - failures.at(age));
  }
  return inAll;
}

/**
 * @param revocableFromSec age from which a call can still be taken back
 * @param horizons only the first of them
 */
export function answersAhead(lines: readonly number[], rate: number, { answers, failures }: RingTables, revocableFromSec: number, horizons = HORIZONS): AnswersAhead {
  const mean = zeros(horizons);
  const variance = zeros(horizons);
  const firmBy = answers.at(revocableFromSec);
  for (let bin = 0; bin < RING_BINS; bin++) {
    const count = lines[bin] ?? 0;
    if (count === 0) continue;
    const age = binAgeSec(bin);
    const by = answers.at(age);
    const left = 1 - by;
    const chance = willAnswer(rate, left, 1 - failures.at(age));
    if (chance === 0) continue;
    for (let k = 0; k < horizons; k++) {
      const sec = age + (k + 1) * STEP_SEC;
      const answeredBy = answers.at(sec);
      const firm = sec <= revocableFromSec ? answeredBy : Math.max(by, firmBy);
      const answered = chance * Math.min(1, (firm - by + REVOCABLE_COUNTS * (answeredBy - firm)) / left);
      mean[k] = (mean[k] ?? 0) + count * answered;
      variance[k] = (variance[k] ?? 0) + count * answered * (1 - answered);
    }
  }
  return { mean, variance };
}

/** Answers that these calls will bring by the first horizon. */
export function answersSoon(lines: readonly number[], rate: number, tables: RingTables): AnswersAhead {
  return answersAhead(lines, rate, tables, Number.POSITIVE_INFINITY, 1);
}
