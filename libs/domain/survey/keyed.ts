import { isAnswer, numbersOf } from './answer';
import type { Answer } from './given';
import { fromCalendarOf, inCalendarOf, twoDigits, type WrittenDay } from './day';
import type { DateOrder, Question } from './questionnaire';
import { choicesInOrder } from './rotation';

/** How an interview is keyed: its seed gives the order of the choices, its language the calendar. */
export interface Keying {
  readonly seed: string;
  readonly language: string;
}

export const YES_KEY = '1';
export const NO_KEY = '2';
/** Choices have the keys 1 to 9. */
export const MOST_CHOICES = 9;
/** Beyond, nobody keys a number without a slip. */
export const LARGEST_NUMBER = 999_999_999;

const DATE_PARTS: Readonly<Record<DateOrder, readonly (keyof WrittenDay)[]>> = {
  'year-month-day': ['year', 'month', 'day'], 'day-month-year': ['day', 'month', 'year'], 'month-day-year': ['month', 'day', 'year'],
};

/** Keys that an answer has at most; 0: none answers it. */
export function mostKeysOf(question: Question): number {
  const numbers = numbersOf(question);
  if (numbers !== null) return String(numbers.most).length;
  if (question.kind === 'date') return 8;
  if (question.kind === 'several') return question.choices.length;
  return question.kind === 'comment' ? 0 : 1;
}

/** Whether more keys behind these make an answer. */
export function mayGoOn(question: Question, keys: string): boolean {
  const more = mostKeysOf(question) - keys.length;
  if (!/^[0-9]+$/.test(keys) || more < 1) return false;
  const numbers = numbersOf(question);
  if (numbers === null) return question.kind === 'several' || question.kind === 'date';
  if (question.kind !== 'number' && keys === '0') return false;
  return Array.from({ length: more }, (_, nth) => 10 ** (nth + 1)).some((places) => {
    const least = Number(keys) * places;
    return least <= numbers.most && least + places - 1 >= numbers.least;
  });
}

/** What these keys say to a question, the `#` that closes them taken off; null: no answer. */
export function keyedAnswer(question: Question, keys: string, keying: Keying): Answer | null {
  const answer = read(question, keys, keying);
  return answer !== null && isAnswer(question, answer) ? answer : null;
}

function read(question: Question, keys: string, keying: Keying): Answer | null {
  if (question.kind === 'several' && keys === '#') return { kind: 'several', value: [] };
  if (!/^[0-9]+$/.test(keys) || keys.length > mostKeysOf(question)) return null;
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces': return keys === String(Number(keys)) ? { kind: 'number', value: Number(keys) } : null;
    case 'number': return { kind: 'number', value: Number(keys) };
    case 'yes-no': return keys === YES_KEY ? { kind: 'yes-no', value: true } : keys === NO_KEY ? { kind: 'yes-no', value: false } : null;
    case 'choice': {
      const choice = choicesInOrder(question, keying.seed)[Number(keys) - 1];
      return choice === undefined ? null : { kind: 'choice', value: choice.name };
    }
    case 'several': {
      const inOrder = choicesInOrder(question, keying.seed);
      const chosen = [...keys].map((key) => inOrder[Number(key) - 1]?.name);
      if (chosen.includes(undefined)) return null;
      return { kind: 'several', value: question.choices.map(({ name }) => name).filter((name) => chosen.includes(name)) };
    }
    case 'date': {
      const day = keys.length === 8 ? fromCalendarOf(keying.language, readDay(question.keyed, keys)) : null;
      return day === null ? null : { kind: 'date', value: day };
    }
    case 'comment': return null;
  }
}

function readDay(order: DateOrder, keys: string): WrittenDay {
  const day = { year: 0, month: 0, day: 0 };
  let at = 0;
  for (const part of DATE_PARTS[order]) {
    const length = part === 'year' ? 4 : 2;
    day[part] = Number(keys.slice(at, at + length));
    at += length;
  }
  return day;
}

/** The keys that say this; null for what is said by none. */
export function keysOf(question: Question, answer: Answer, keying: Keying): string | null {
  const keyOf = (name: string): string => String(choicesInOrder(question, keying.seed).findIndex((choice) => choice.name === name) + 1);
  switch (answer.kind) {
    case 'number': return String(answer.value);
    case 'yes-no': return answer.value ? YES_KEY : NO_KEY;
    case 'choice': return keyOf(answer.value);
    case 'several': return answer.value.length === 0 ? '#' : answer.value.map(keyOf).join('');
    case 'date': {
      if (question.kind !== 'date') return null;
      const day = inCalendarOf(keying.language, answer.value);
      return DATE_PARTS[question.keyed].map((part) => part === 'year' ? String(day.year).padStart(4, '0') : twoDigits(day[part])).join('');
    }
    case 'recorded':
    case 'written': return null;
  }
}
