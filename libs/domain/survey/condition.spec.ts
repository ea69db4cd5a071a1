import type { Given } from './given';
import { truthOf, type Condition, type Known, type Test } from './condition';
import { answered, from, isIn, knownAs } from './fixtures';

const answers: Readonly<Record<string, Given | null>> = {
  nps: { kind: 'number', value: 9 }, visit: { kind: 'date', value: '2026-03-21' }, again: { kind: 'yes-no', value: false }, sizes: { kind: 'several', value: ['small', 'large'] },
  comment: { kind: 'recorded', lengthMs: 4_000 }, skipped: { kind: 'none' }, passed: null,
};
const facts: Readonly<Record<string, string | number>> = { city: 'Manila', orders: 3 };
const known: Known = { answer: (name) => Object.hasOwn(answers, name) ? answers[name] : undefined, fact: (name) => facts[name] ?? null };
const not = (of: Condition): Condition => ({ kind: 'not', of });
const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of });
const [yes, no, later] = [answered('nps'), answered('skipped'), answered('later')];

describe('a condition', () => {
  it.each<[string, Test, boolean | null]>([
    ['nps', from(9, 10), true], ['nps', from(null, 8), false], ['nps', isIn('9'), true], ['nps', from('9', '9'), false], ['visit', from('2026-03-21', null), true], ['visit', from(null, '2026-03-20'), false],
    ['again', isIn('no'), true], ['again', isIn('yes'), false], ['sizes', isIn('middle', 'large'), true], ['sizes', isIn('middle'), false], ['comment', { kind: 'given' }, true], ['comment', isIn('x'), false],
    ['skipped', { kind: 'given' }, false], ['passed', isIn('x'), false], ['later', isIn('x'), null],
  ])('on the answer to %p, %j, is %p', (question, is, truth) => {
    expect(truthOf(answered(question, is), known)).toBe(truth);
  });

  it.each<[Condition, boolean | null]>([
    [knownAs('city', 'Manila'), true], [knownAs('city', 'Cebu'), false], [knownAs('age'), false], [{ kind: 'fact', fact: 'orders', is: from(3, null) }, true],
    [not(no), true], [not(later), null], [all(), true], [any(), false], [all(yes, later), null], [all(no, later), false], [any(yes, later), true], [any(no, later), null],
  ])('%j is %p', (condition, truth) => {
    expect(truthOf(condition, known)).toBe(truth);
  });
});
