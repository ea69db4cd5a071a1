import { mayBeAbandoned } from '../compliance/abandonment-budget';
import type { AnswerRate } from './answer-rate';
import type { AbandonmentSoFar } from './pacing';
import { priceFor } from './price';

/** The answers that are surely still to come: so many deviations fewer than expected. */
const CAUTION = 1.3;
/** What may be abandoned is not aimed at, least of all a single person: the next answer may be lost beside them. */
const KEPT = 2;

/** Answers to be expected of what is out and of what is left of the list. */
export interface AnswersToCome {
  readonly mean: number;
  readonly variance: number;
}

/**
 * A list's end makes the budget a whole number: the law counts persons, and one abandoned of 25 who answered is 4 %. So what
 * may be risked is counted in persons, over the answers until now and those that are surely still to come.
 */
export interface ListEnd {
  /** Persons that may still be abandoned; 0 or fewer: nobody. */
  readonly mayAbandon: number;
  readonly answersToCome: number;
}

/**
 * At the rate that a risk is reckoned at, as far as it may be higher: where fewer answer, fewer can be abandoned too.
 *
 * @param targetsLeft one call each
 * @param outAnswering of the calls out
 */
export function answersToCome(targetsLeft: number, { mean, lasts }: AnswerRate, outAnswering: AnswersToCome): AnswersToCome {
  const chance = lasts * mean;
  return { mean: outAnswering.mean + targetsLeft * chance, variance: outAnswering.variance + targetsLeft * chance * (1 - chance) };
}

export function listEnd({ answers, abandoned }: AbandonmentSoFar, abandonCapRatio: number, { mean, variance }: AnswersToCome): ListEnd {
  const surely = Math.max(0, mean - CAUTION * Math.sqrt(variance));
  return { mayAbandon: mayBeAbandoned(abandonCapRatio, answers + surely) - abandoned, answersToCome: mean };
}

/**
 * The price that spreads what may be abandoned over the answers to come, and over as many as there are agents: all lines that are
 * out at once pay it, and two of them may meet nobody. 0 where nobody may be abandoned.
 */
export function priceAtEnd({ mayAbandon, answersToCome }: ListEnd, agents: number): number {
  if (mayAbandon <= 0) return 0;
  return priceFor(agents, mayAbandon * mayAbandon / (mayAbandon + KEPT) / Math.max(agents, answersToCome));
}
