import { willAnswer } from './answer-rate';
import { HORIZONS, STEP_SEC } from './horizons';
import type { AnswersToCome } from './list-end';
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

/** Without those of which it is not known yet whether they fail at once. */
export function lasted(lines: readonly number[]): readonly number[] {
  const left = lines.slice();
  left[0] = 0;
  return left;
}

/**
 * Chance that a call of such an age will still be answered. One that has just been dialed counts as if it had not failed at once:
 * when the others have, it answers the more likely.
 */
function chanceOf(bin: number, ringingRate: number, { answers, failures }: RingTables): number {
  const age = binAgeSec(bin);
  return willAnswer(ringingRate, 1 - answers.at(age), 1 - failures.at(age));
}

/** By so high a power of the share of answers that came earlier a call counts as one that nobody will answer: half after 93 %. */
const OUTLIVED = 10;

/** Calls out that have outlived the answers, as good as failed. */
export function outlived(lines: readonly number[], { answers }: RingTables): number {
  return lines.reduce((sum, count, bin) => count === 0 ? sum : sum + count * answers.at(binAgeSec(bin)) ** OUTLIVED, 0);
}

/** Answers that the calls out will bring in all, however late. */
export function answersInAll(lines: readonly number[], ringingRate: number, tables: RingTables): AnswersToCome {
  let mean = 0;
  let variance = 0;
  for (let bin = 0; bin < RING_BINS; bin++) {
    const count = lines[bin] ?? 0;
    if (count === 0) continue;
    const chance = chanceOf(bin, ringingRate, tables);
    mean += count * chance;
    variance += count * chance * (1 - chance);
  }
  return { mean, variance };
}

/**
 * @param revocableFromSec age from which a call can still be taken back
 * @param horizons only the first of them
 */
export function answersAhead(lines: readonly number[], ringingRate: number, tables: RingTables, revocableFromSec: number, horizons = HORIZONS): AnswersAhead {
  const { answers } = tables;
  const mean = zeros(horizons);
  const variance = zeros(horizons);
  const firmBy = answers.at(revocableFromSec);
  for (let bin = 0; bin < RING_BINS; bin++) {
    const count = lines[bin] ?? 0;
    if (count === 0) continue;
    const age = binAgeSec(bin);
    const by = answers.at(age);
    const left = 1 - by;
    const chance = chanceOf(bin, ringingRate, tables);
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
export function answersSoon(lines: readonly number[], ringingRate: number, tables: RingTables): AnswersAhead {
  return answersAhead(lines, ringingRate, tables, Number.POSITIVE_INFINITY, 1);
}
