import { mayBeAbandoned } from '../compliance/abandonment-budget';
import type { AnswerRate } from './answer-rate';
import type { AbandonmentSoFar } from './pacing';

/** The answers that are surely still to come: so many deviations fewer than expected. */
const CAUTION = 0.8;
/** What may be abandoned is not aimed at, least of all a single person: the next answer may be lost beside them. */
const KEPT = 0.7;
/** What a price is worth of the answers abandoned under it: of the calls that are out at once all pay it, and few meet nobody. */
const PRICE_OF_A_SHARE = 2.8;
/** For one agent, and less by their number: where many are busy at once several answers meet nobody together. */
const HIGHEST_PRICE = 0.26;
/** Where a larger share of the calls is not answered, the price is lower: more of them are out for each answer, and more may answer together. */
const USUAL_SHARE_UNANSWERED = 0.58;
/** Calls that have ended for each agent until the rate is known: before that one burst may abandon more than the whole list allows. */
const FIRST_CALLS_PER_AGENT = 1.5;
/** Until then a list with many answers to an agent is begun with caution, one with fewer answers than agents, which can hardly abandon anybody, boldly. */
const BOLDNESS = 3.6;
const BOLDEST = 7;

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
  /** Those, and the ones until now; and who of these was abandoned. */
  readonly answersInAll: number;
  readonly abandoned: number;
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
  return { mayAbandon: mayBeAbandoned(abandonCapRatio, answers + surely) - abandoned, answersToCome: mean, answersInAll: answers + mean, abandoned };
}

/** What is known of a campaign besides its list's end. */
export interface AtWork {
  readonly agents: number;
  /** Calls that have ended, without those that failed at once. */
  readonly ended: number;
  readonly abandonTargetRatio: number;
  /** Of calls that do not fail at once, 0 to 1. */
  readonly answerRate: number;
}

/**
 * The price that spreads what may be abandoned, and what the campaign's own target leaves, over the answers to come, and over as
 * many as there are agents: all lines that are out at once pay it. 0 where nobody may be abandoned, or more were than it aims at.
 */
export function priceAtEnd({ mayAbandon, answersToCome, answersInAll, abandoned }: ListEnd, { agents, ended, abandonTargetRatio, answerRate }: AtWork): number {
  if (mayAbandon <= 0 || agents === 0) return 0;
  const toTarget = Math.max(0, abandonTargetRatio * answersInAll - abandoned);
  const aimedAt = Math.min(toTarget, mayAbandon * mayAbandon / (mayAbandon + KEPT));
  const share = Math.min(abandonTargetRatio, aimedAt / Math.max(agents, answersToCome));
  const first = ended < FIRST_CALLS_PER_AGENT * agents ? Math.min(BOLDEST, BOLDNESS * (agents / Math.max(1, answersInAll)) ** 2) : 1;
  const highest = HIGHEST_PRICE / agents * USUAL_SHARE_UNANSWERED / Math.max(1 - answerRate, USUAL_SHARE_UNANSWERED);
  return first * Math.min(highest, PRICE_OF_A_SHARE * share);
}
