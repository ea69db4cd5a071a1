import { numbersOf } from './answer';
import { NONE, type Given } from './given';
import type { FactValue, SingleTest, Test } from './condition';
import { meets, valueMeets } from './condition';
import { dayAfter, isDay } from './day';
import type { Fact, Question } from './questionnaire';

/**
 * Answers that stand for all of them: of those between which no test tells, one each. So what can happen in a questionnaire is found
 * by going through few.
 */
export function answersThatDiffer(question: Question, tests: readonly Test[]): readonly Given[] {
  const all = [...answersOf(question, tests), ...question.isOptional ? [NONE] : []];
  return firstOfEach(all, (given) => [given.kind === 'none', ...tests.map((test) => meets(given, test))]);
}

/** The same of what is known of a person; null: not known. */
export function factsThatDiffer(fact: Fact, tests: readonly Test[]): readonly (FactValue | null)[] {
  const all: readonly (FactValue | null)[] = [...valuesOf(fact, tests), null];
  return firstOfEach(all, (value) => [value === null, ...tests.map((test) => value !== null && valueMeets(value, test))]);
}

/** Tests of one answer or fact. */
export function testsOf(tests: readonly SingleTest[], kind: SingleTest['kind'], name: string): readonly Test[] {
  return tests.flatMap((test) => test.kind === kind && (test.kind === 'answer' ? test.question : test.fact) === name ? [test.is] : []);
}

/** More choices than are keyed make no questionnaire that is published. */
const MOST_SETS = 2 ** 9;

function answersOf(question: Question, tests: readonly Test[]): readonly Given[] {
  const numbers = numbersOf(question);
  if (numbers !== null) return edges(tests, numbers.least, numbers.most).map((value) => ({ kind: 'number', value }));
  switch (question.kind) {
    case 'yes-no': return [{ kind: 'yes-no', value: true }, { kind: 'yes-no', value: false }];
    case 'choice': return question.choices.map(({ name }) => ({ kind: 'choice', value: name }));
    case 'several': {
      const names = question.choices.map(({ name }) => name);
      const sets = Array.from({ length: Math.min(2 ** names.length, MOST_SETS) }, (_, set) => names.filter((_name, at) => (set >> at) % 2 === 1));
      return sets.filter(({ length }) => length >= question.least && length <= question.most).map((value) => ({ kind: 'several', value }));
    }
    case 'date': return days(tests, question.earliest, question.latest).map((value) => ({ kind: 'date', value }));
    case 'comment': return [{ kind: 'recorded', lengthMs: 1_000 }];
    case 'nps':
    case 'csat':
    case 'ces':
    case 'number': return [];
  }
}

function valuesOf(fact: Fact, tests: readonly Test[]): readonly FactValue[] {
  switch (fact.kind) {
    case 'one-of': return fact.values.map(({ name }) => name);
    case 'text': return [...tests.flatMap((test) => test.kind === 'in' ? test.values : []), OTHER_TEXT];
    case 'number': return edges(tests, -Infinity, Infinity);
    case 'date': return days(tests, '0001-01-01', '9999-12-31');
  }
}

/** That no test names. */
const OTHER_TEXT = '\u0000';

/** The numbers around each that a test names, and the bounds. */
function edges(tests: readonly Test[], least: number, most: number): readonly number[] {
  const named = tests.flatMap((test) => {
    if (test.kind === 'in') return test.values.map(Number);
    return test.kind === 'between' ? [test.least, test.most].flatMap((bound) => typeof bound === 'number' ? [bound] : []) : [];
  });
  const near = [...named, 0].flatMap((number) => [Math.floor(number) - 1, Math.floor(number), Math.ceil(number), Math.ceil(number) + 1]);
  return [...new Set([...near, least, most])].filter((number) => Number.isFinite(number) && number >= least && number <= most);
}

function days(tests: readonly Test[], earliest: string, latest: string): readonly string[] {
  const named = tests.flatMap((test) => test.kind === 'in' ? test.values : test.kind === 'between' ? [test.least, test.most].map(String) : []);
  const near = named.filter(isDay).flatMap((day) => [dayAfter(day, -1), day, dayAfter(day, 1)]);
  return [...new Set([...near, earliest, latest])].filter((day) => isDay(day) && day >= earliest && day <= latest);
}

function firstOfEach<T>(all: readonly T[], sameness: (one: T) => readonly boolean[]): readonly T[] {
  const byClass = new Map<string, T>();
  for (const one of all) {
    const key = sameness(one).join();
    if (!byClass.has(key)) byClass.set(key, one);
  }
  return [...byClass.values()];
}
