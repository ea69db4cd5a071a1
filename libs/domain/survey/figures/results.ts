import { numbersOf } from '../answer';
import type { Given } from '../given';
import type { Result } from '../interview';
import type { Privacy, Question, Questionnaire } from '../questionnaire';
import type { Source } from './by-source';
import { LEAST_SHOWN, shownCells, shownScore } from './cells';
import { wilson, type Interval } from '../../metrics/interval';
import { ranked } from './ranking';
import { scoreOfCounts, type Score, type ScoreKind } from './scores';

/** What was said to a question, and how often; skipped: null. */
export interface AnswerCount {
  readonly question: string;
  readonly value: Exclude<Extract<Given, { readonly value: unknown }>['value'], never> | null;
  readonly count: number;
}

/** What is counted of one version in one delivery. */
export interface Counted {
  readonly source: Source;
  readonly questionnaire: Questionnaire;
  readonly interviews: readonly { readonly result: Result | null; readonly count: number }[];
  readonly answers: readonly AnswerCount[];
  /** Where those stopped whose interview is partial. */
  readonly stops: readonly { readonly question: string; readonly count: number }[];
}

export interface Share {
  readonly value: string;
  /** Null, as all the others: too few to be shown. */
  readonly count: number | null;
  /** Of those who answered, with its 95 % interval. */
  readonly ratio: number | null;
  readonly interval: Interval | null;
}

export interface QuestionFigures {
  readonly question: string;
  readonly kind: Question['kind'];
  /** Answered, skipped, or stopped there. Each null: too few to be shown. */
  readonly put: number | null;
  readonly answered: number | null;
  readonly skipped: number | null;
  readonly stopped: number | null;
  readonly stoppedRatio: number | null;
  readonly stoppedInterval: Interval | null;
  /** Of ratings. */
  readonly score: Score | null;
  /** Of what is answered by one of a few. */
  readonly shares: readonly Share[];
}

export interface Completion {
  readonly begun: number | null;
  readonly byResult: Readonly<Record<Result | 'open', number | null>>;
  /** Complete ones of all that were begun and are over, with its 95 % interval. */
  readonly completeRatio: number | null;
  readonly completeInterval: Interval | null;
}

export interface SourceFigures extends Completion {
  readonly source: Source;
  readonly privacy: Privacy;
  readonly questions: readonly QuestionFigures[];
}

const RESULTS: readonly (Result | 'open')[] = ['complete', 'partial', 'screened', 'quota-full', 'refused', 'no-response', 'open'];

/** The figures of a version in a delivery: others are asked otherwise, and stand for themselves. */
export function figuresOf(counted: Counted): SourceFigures {
  const { source, questionnaire } = counted;
  const isHiding = questionnaire.privacy === 'anonymous';
  return {
    source, privacy: questionnaire.privacy, ...completionOf(counted.interviews, isHiding),
    questions: questionnaire.questions.map((question) => questionFigures(question, counted, isHiding)),
  };
}

function completionOf(interviews: Counted['interviews'], isHiding: boolean): Completion {
  const counts = RESULTS.map((result) => sum(interviews.filter((one) => (one.result ?? 'open') === result)));
  const begun = counts.reduce((all, count) => all + count, 0);
  const over = begun - (counts.at(-1) ?? 0);
  const shown = cells(counts, isHiding);
  const [complete = 0] = counts;
  const isShown = shown[0] !== null && shown.at(-1) !== null;
  return {
    begun: isHiding && begun < LEAST_SHOWN ? null : begun,
    byResult: Object.fromEntries(RESULTS.map((result, at) => [result, shown[at] ?? null])) as Completion['byResult'], // each of them is there
    completeRatio: over === 0 || !isShown ? null : complete / over, completeInterval: isShown ? wilson(complete, over) : null,
  };
}

function questionFigures(question: Question, { answers, stops }: Counted, isHiding: boolean): QuestionFigures {
  const { name, kind } = question;
  const own = answers.filter((one) => one.question === name);
  const given = own.filter(({ value }) => value !== null);
  const counts = [sum(given), sum(own) - sum(given), sum(stops.filter((one) => one.question === name))];
  const [answered = null, skipped = null, stopped = null] = cells(counts, isHiding);
  const put = counts.reduce((all, count) => all + count, 0);
  const score = isScored(kind) ? scoreOfCounts(kind, countsByNumber(given)) : null;
  return {
    question: name, kind, put: isHiding && put < LEAST_SHOWN ? null : put, answered, skipped, stopped,
    stoppedRatio: put === 0 || stopped === null ? null : stopped / put, stoppedInterval: stopped === null ? null : wilson(stopped, put),
    score: score === null || !isHiding ? score : shownScore(score), shares: sharesOf(question, given, isHiding),
  };
}

function sharesOf(question: Question, given: readonly AnswerCount[], isHiding: boolean): readonly Share[] {
  const n = sum(given);
  const of = (value: string): number => sum(given.filter((one) => Array.isArray(one.value) ? one.value.includes(value) : String(one.value) === value));
  const values = valuesOf(question);
  const counts = values.map(of);
  // Each of several stands for itself: who chose it, and who did not.
  const shown = question.kind === 'several' ? counts.map((count) => cells([count, n - count], isHiding)[0] ?? null) : cells(counts, isHiding);
  return values.map((value, at) => {
    const count = shown[at] ?? null;
    return { value, count, ratio: count === null || n === 0 ? null : count / n, interval: count === null ? null : wilson(count, n) };
  });
}

/** Those that are counted one by one. */
function valuesOf(question: Question): readonly string[] {
  switch (question.kind) {
    case 'yes-no': return ['true', 'false'];
    case 'choice':
    case 'several': return question.choices.map(({ name }) => name);
    case 'nps':
    case 'csat':
    case 'ces': {
      const { least, most } = numbersOf(question) ?? { least: 0, most: -1 };
      return Array.from({ length: most - least + 1 }, (_none, nth) => String(least + nth));
    }
    case 'number':
    case 'date':
    case 'comment': return [];
  }
}

/** A group of a source, such as one agent's, with its own counts of ratings. */
export interface CountedGroup { readonly key: string; readonly interviews: number; readonly answers: readonly AnswerCount[] }

export interface GroupFigures {
  readonly key: string;
  readonly interviews: number;
  /** One for each rating; rank: from 1, null where nobody is ranked or there are too few answers. */
  readonly scores: readonly { readonly question: string; readonly score: Score; readonly rank: number | null }[];
}

/** Groups of one source. Of an anonymous one those of a few are left out, and others with them that would tell by what is missing. */
export function groupsOf({ questions, privacy }: Questionnaire, groups: readonly CountedGroup[], isRanked: boolean): readonly GroupFigures[] {
  const isHiding = privacy === 'anonymous';
  const isThere = cells(groups.map(({ interviews }) => interviews), isHiding);
  const scored = questions.flatMap(({ name, kind }) => {
    if (!isScored(kind)) return [];
    const all = groups.map(({ key, answers }) => ({ of: key, score: scoreOfCounts(kind, countsByNumber(answers.filter((one) => one.question === name && one.value !== null))) }));
    const shown = cells(all.map(({ score }) => score.n), isHiding);
    const ranks = new Map(ranked(all).map(({ of, rank }) => [of, rank]));
    return [{ question: name, all: all.map((one, at) => ({ ...one, isShown: shown[at] !== null, rank: isRanked ? ranks.get(one.of) ?? null : null })) }];
  });
  return groups.flatMap(({ key, interviews }, at) => isThere[at] === null ? [] : [{
    key, interviews, scores: scored.flatMap(({ question, all }) => { const one = all[at]; return one?.isShown === true ? [{ question, score: one.score, rank: one.rank }] : []; }),
  }]);
}

export function isScored(kind: Question['kind']): kind is ScoreKind {
  return kind === 'nps' || kind === 'csat' || kind === 'ces';
}

function countsByNumber(answers: readonly AnswerCount[]): ReadonlyMap<number, number> {
  return new Map(answers.flatMap(({ value, count }) => typeof value === 'number' ? [[value, count] as const] : []));
}

function cells(counts: readonly number[], isHiding: boolean): readonly (number | null)[] {
  return isHiding ? shownCells(counts) : counts;
}

function sum(of: readonly { readonly count: number }[]): number {
  return of.reduce((all, { count }) => all + count, 0);
}
