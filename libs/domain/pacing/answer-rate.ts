/**
 * How often a call is answered that is still out after a second, and how many are. Lines that fail at once (busy,
 * unallocated) are dialed anew before anybody can answer: what is out then is what did not fail, and answers more often than
 * the dials do, up to twice. So the two are learned apart. Older calls count less; a call that is still out counts as what
 * it will most likely become, so that a burst of dials neither looks like failures nor hides them.
 */
export interface AnswerCounts {
  readonly answered: number;
  /** Of those that were still out after a second. */
  readonly ended: number;
  /** The same ever, without forgetting: for how much is known. */
  readonly endedEver: number;
  readonly failedAtOnce: number;
}

/** A failure before this age is one at once. */
export const AT_ONCE_SEC = 1;

export interface AnswerRate {
  /** Of calls that are still out after a second. */
  readonly mean: number;
  readonly deviation: number;
  /** Share of the dials that are. */
  readonly lasts: number;
}

const PRIOR_ANSWERED = 4;
const PRIOR_DIALS = 12;
/** Calls still out after a second that the prior is worth: nothing fails at once until it is heard. */
const PRIOR_LASTED = 12;
const MEMORY_DIALS = 400;
/** The memory is never shorter than this many times the calls out: else their failures, which come last, are not in it. */
const MEMORY_PER_CALL_OUT = 6;

export function heardAnswers(counts: AnswerCounts, answered: number, ended: number, failedAtOnce: number, out: number): AnswerCounts {
  if (ended + failedAtOnce === 0) return counts;
  const keep = Math.exp(-(ended + failedAtOnce) / Math.max(MEMORY_DIALS, MEMORY_PER_CALL_OUT * out));
  return {
    answered: counts.answered * keep + answered, ended: counts.ended * keep + ended, endedEver: counts.endedEver + ended,
    failedAtOnce: counts.failedAtOnce * keep + failedAtOnce,
  };
}

/** Chance that a call of which this much is known will still be answered. */
export function willAnswer(rate: number, answersLeft: number, failuresLeft: number): number {
  const answers = rate * answersLeft;
  const all = answers + (1 - rate) * failuresLeft;
  return all > 1e-9 ? answers / all : 0;
}

/** @param out calls still out after a second, and how many of them will answer by what is believed of them */
export function answerRate(counts: AnswerCounts, out: number, outAnswering: number): AnswerRate {
  const lasted = PRIOR_LASTED + counts.ended + out;
  const lasts = lasted / (lasted + counts.failedAtOnce);
  const before = beforeDials(lasts);
  const mean = Math.min(1, Math.max(1e-4, (PRIOR_ANSWERED + counts.answered + outAnswering) / (before + counts.ended + out)));
  // The calls out tell little yet: they make nothing surer.
  return { mean, deviation: Math.sqrt(mean * (1 - mean) / (before + counts.ended + 1)), lasts };
}

/** Of the calls that have ended alone. Answers come before most failures: where few have ended this is more than the rate. */
export function rateOfEnded({ answered, ended }: AnswerCounts, { lasts }: AnswerRate): number {
  return Math.min(1, (PRIOR_ANSWERED + answered) / (beforeDials(lasts) + ended));
}

/** The prior is of dials: the more of them fail at once, the fewer of those that do not is it worth. */
function beforeDials(lasts: number): number {
  return Math.max(PRIOR_ANSWERED + 1, PRIOR_DIALS * lasts);
}
