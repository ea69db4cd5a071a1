import { isAnswer } from './answer';
import type { Answer } from './given';
import { choice, comment, date, number, option, rating, several, yesNo } from './fixtures';
import { keyedAnswer, keysOf, mayGoOn, mostKeysOf } from './keyed';
import type { Question } from './questionnaire';
import { choicesInOrder } from './rotation';

const keying = { seed: 'interview 1', language: 'en' };
const sizes = ['small', 'middle', 'large'].map(option);
const numeral = (value: number): Answer => ({ kind: 'number', value });
const day = (value: string): Answer => ({ kind: 'date', value });

describe('keys', () => {
  it.each<[Question, string, Answer | null]>([
    [rating('r', 'nps'), '10', numeral(10)], [rating('r', 'nps'), '1', numeral(1)], [rating('r', 'nps'), '0', numeral(0)], [rating('r', 'nps'), '11', null],
    [rating('r', 'nps'), '01', null], [rating('r', 'nps'), '1*', null], [rating('r', 'nps'), '', null], [rating('r', 'nps'), '#', null],
    [rating('r', 'csat'), '0', null], [rating('r', 'csat'), '5', numeral(5)], [rating('r', 'csat'), '6', null], [rating('r', 'ces'), '7', numeral(7)], [rating('r', 'ces'), '8', null],
    [yesNo('y'), '1', { kind: 'yes-no', value: true }], [yesNo('y'), '2', { kind: 'yes-no', value: false }], [yesNo('y'), '3', null],
    [choice('c', sizes), '2', { kind: 'choice', value: 'middle' }], [choice('c', sizes), '0', null], [choice('c', sizes), '4', null], [choice('c', sizes), '12', null],
    [several('s', sizes), '31', { kind: 'several', value: ['small', 'large'] }], [several('s', sizes), '11', { kind: 'several', value: ['small'] }],
    [several('s', sizes), '#', { kind: 'several', value: [] }], [several('s', sizes, { least: 1 }), '#', null], [several('s', sizes, { most: 1 }), '12', null], [several('s', sizes), '14', null],
    [number('n', 18, 120), '007', null], [number('n', 0, 120), '007', numeral(7)], [number('n', 18, 120), '18', numeral(18)], [number('n', 18, 120), '121', null], [number('n', 18, 120), '0018', null],
    [date('d'), '21032026', day('2026-03-21')], [date('d'), '31022026', null], [date('d'), '21032025', null], [date('d'), '2132026', null],
    [comment('k'), '1', null],
  ])('to %j, %p', (question, keys, answer) => {
    expect(keyedAnswer(question, keys, keying)).toEqual(answer);
  });

  it('say days in the calendar of the language', () => {
    const question: Question = { ...date('d'), kind: 'date', keyed: 'year-month-day', earliest: '2026-01-01', latest: '2026-12-31' };
    expect(keyedAnswer(question, '14050101', { seed: '', language: 'fa' })).toEqual(day('2026-03-21'));
    expect(keysOf(question, day('2026-03-21'), { seed: '', language: 'fa' })).toBe('14050101');
    expect(keyedAnswer(question, '14050101', keying)).toBeNull();
  });

  it('choose what they chose in the order of that interview, and the name is recorded', () => {
    const rotated = choice('c', sizes, { isRotated: true });
    const orders = new Set<string>();
    for (let nth = 0; nth < 60; nth++) {
      const each = { seed: `interview ${String(nth)}`, language: 'en' };
      const names = choicesInOrder(rotated, each.seed).map(({ name }) => name);
      orders.add(names.join());
      expect(names.map((_, at) => keyedAnswer(rotated, String(at + 1), each))).toEqual(names.map((value) => ({ kind: 'choice', value })));
      expect(names.map((value) => keysOf(rotated, { kind: 'choice', value }, each))).toEqual(['1', '2', '3']);
    }
    expect(orders.size).toBe(6);
  });

  it.each<[Question, number]>([[rating('r', 'nps'), 2], [rating('r'), 1], [yesNo('y'), 1], [several('s', sizes), 3], [number('n', 0, 1500), 4], [date('d'), 8], [comment('k'), 0]])('of %j are %p at most', (question, most) => {
    expect(mostKeysOf(question)).toBe(most);
  });
});

it.each<[Question, string, boolean]>([
  [rating('r', 'nps'), '1', true], [rating('r', 'nps'), '0', false], [rating('r', 'nps'), '7', false], [rating('r', 'nps'), '10', false], [rating('r', 'nps'), '*', false], [rating('r'), '1', false],
  [number('n', 18, 120), '1', true], [number('n', 18, 120), '12', true], [number('n', 18, 120), '13', false], [number('n', 18, 120), '2', true], [number('n', 500, 999), '4', false], [number('n', 0, 20), '0', true],
  [several('s', sizes), '31', true], [several('s', sizes), '312', false], [date('d'), '2103', true], [yesNo('y'), '1', false], [choice('c', sizes), '1', false],
])('to %j, more may come behind %p: %p', (question, keys, may) => {
  expect(mayGoOn(question, keys)).toBe(may);
});

describe('an answer', () => {
  it.each<[Question, Answer]>([
    [number('n', 0, 9), numeral(1.5)], [rating('r'), { kind: 'choice', value: '1' }], [several('s', sizes), { kind: 'several', value: ['large', 'small'] }],
    [several('s', sizes), { kind: 'several', value: ['small', 'small'] }], [several('s', sizes), { kind: 'several', value: ['none'] }], [choice('c', sizes), { kind: 'choice', value: 'constructor' }],
    [comment('k'), { kind: 'written', text: ' ' }], [comment('k'), { kind: 'recorded', lengthMs: 0 }], [comment('k'), { kind: 'written', text: 'x'.repeat(4_001) }],
  ])('to %j is not %j', (question, answer) => {
    expect(isAnswer(question, answer)).toBe(false);
  });
});
