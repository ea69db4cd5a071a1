/**
 * How often a dial is answered. Older dials count less; a call that is still out counts as what it will most likely
 * become, so that a burst of dials neither looks like failures nor hides them.
 */
export interface AnswerCounts {
  readonly answered: number;
  readonly ended: number;
  /** Ended ever, without forgetting: for how much is known. */
  readonly endedEver: number;
}

export interface AnswerRate {
  readonly mean: number;
  readonly deviation: number;
}

const PRIOR_ANSWERED = 4;
const PRIOR_DIALS = 12;
const MEMORY_DIALS = 400;
/** The memory is never shorter than this many times the calls out: else their failures, which come last, are not in it. */
const MEMORY_PER_CALL_OUT = 6;

export function heardAnswers(counts: AnswerCounts, answered: number, ended: number, out: number): AnswerCounts {
  if (ended === 0) return counts;
  const keep = Math.exp(-ended / Math.max(MEMORY_DIALS, MEMORY_PER_CALL_OUT * out));
  return { answered: counts.answered * keep + answered, ended: counts.ended * keep + ended, endedEver: counts.endedEver + ended };
}

/** Chance that a call of which this much is known will still be answered. */
export function willAnswer(rate: number, answersLeft: number, failuresLeft: number): number {
  const answers = rate * answersLeft;
  const all = answers + (1 - rate) * failuresLeft;
  return all > 1e-9 ? answers / all : 0;
}

/** @param outAnswering of the calls out, how many will answer at the rate believed before */
export function answerRate(counts: AnswerCounts, out: number, outAnswering: number): AnswerRate {
  const dials = PRIOR_DIALS + counts.ended + out;
  const mean = Math.min(1, Math.max(1e-4, (PRIOR_ANSWERED + counts.answered + outAnswering) / dials));
  // The calls out tell little yet: they make nothing surer.
  return { mean, deviation: Math.sqrt(mean * (1 - mean) / (PRIOR_DIALS + counts.ended + 1)) };
}
