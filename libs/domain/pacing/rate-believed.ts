import { answerRate, rateOfEnded, type AnswerRate } from './answer-rate';
import { answersInAll, lasted, outlived } from './answers-ahead';
import type { Learned } from './learned';
import type { RingTables } from './ring-times';

/** Calls that must have ended before the rate is taken as it is heard, not as far as it may be higher. */
const UNSURE_CALLS = 150;

export interface RateBelieved {
  /** As it most likely is. */
  readonly known: AnswerRate;
  /** As it is reckoned with: as far as it may be higher, while little is known and where few may be abandoned. */
  readonly risked: AnswerRate;
}

/**
 * @param out calls out, by age
 * @param isShort an end of the list is in sight: no long day makes up for a rate that was taken too low, as a first burst of
 *   answers may be taken for their being early; only calls that have outlived nearly all answers count against it
 */
export function rateBelieved({ answers, rate }: Learned, out: readonly number[], tables: RingTables, isShort: boolean): RateBelieved {
  const ringing = lasted(out);
  const count = ringing.reduce((sum, calls) => sum + calls, 0);
  const known = answerRate(answers, count, answersInAll(ringing, rate, tables).mean);
  if (!isShort && answers.endedEver >= UNSURE_CALLS) return { known, risked: known };
  const burst = isShort ? answerRate(answers, count, answersInAll(ringing, rateOfEnded({ ...answers, ended: answers.ended + outlived(ringing, tables) }, known), tables).mean).mean : 0;
  return { known, risked: { ...known, mean: Math.min(1, Math.max(known.mean, burst) + known.deviation) } };
}
