import { answerRate, rateOfEnded, type AnswerRate } from './answer-rate';
import { answersInAll, lasted } from './answers-ahead';
import type { Learned } from './learned';
import type { RingTables } from './ring-times';

/** Calls that must have ended before the rate is taken as it is heard, not as far as it may be higher. */
const UNSURE_CALLS = 150;

export interface RateBelieved {
  /** As it most likely is. */
  readonly known: AnswerRate;
  /** As it is reckoned with: as far as it may be higher while little is known. */
  readonly risked: AnswerRate;
  readonly isUnsure: boolean;
}

/**
 * @param out calls out, by age
 * @param isShort an end of the list is in sight: a first burst of answers must not be taken for the luck of a long day
 */
export function rateBelieved({ answers, rate }: Learned, out: readonly number[], tables: RingTables, isShort: boolean): RateBelieved {
  const ringing = lasted(out);
  const count = ringing.reduce((sum, calls) => sum + calls, 0);
  const known = answerRate(answers, count, answersInAll(ringing, rate, tables).mean);
  const isUnsure = answers.endedEver < UNSURE_CALLS;
  if (!isUnsure) return { known, risked: known, isUnsure };
  if (!isShort) return { known, risked: { ...known, mean: Math.min(1, known.mean + known.deviation) }, isUnsure };
  const asThoseEnded = answerRate(answers, count, answersInAll(ringing, rateOfEnded(answers, known), tables).mean).mean;
  // The more fail at once, the less do dials tell of what still rings.
  const deviations = 2 - known.lasts;
  return { known, risked: { ...known, mean: Math.min(1, Math.max(known.mean, asThoseEnded) + deviations * known.deviation) }, isUnsure };
}
