import fc from 'fast-check';
import { scoresBySource } from './by-source';
import { shownCells, shownScore } from './cells';
import { ranked } from './ranking';
import { npsOf, score } from './scores';

describe('who is ranked', () => {
  it('has thirty answers, and stands beside who has the same score', () => {
    const scores = [{ of: 'few', score: npsOf(29, 0, 29) }, { of: 'good', score: npsOf(30, 0, 40) }, { of: 'best', score: npsOf(30, 0, 30) }, { of: 'as good', score: npsOf(60, 0, 80) }, { of: 'worst', score: npsOf(0, 30, 30) }];
    expect(ranked(scores).map(({ of, rank }) => [of, rank])).toEqual([['best', 1], ['good', 2], ['as good', 2], ['worst', 4], ['few', null]]);
  });
});

describe('what is shown of an anonymous questionnaire', () => {
  it.each([
    [[10, 20, 5], [10, 20, 5]], [[10, 20, 4], [null, 20, null]], [[10, 0, 20], [null, null, 20]], [[3, 1, 20, 30], [null, null, null, 30]], [[3, 2, 20], [null, null, 20]], [[4], [null]], [[], []], [[9], [9]],
  ])('of %j is %j', (counts, shown) => {
    expect(shownCells(counts)).toEqual(shown);
  });

  it('never lets the sum tell of fewer than five', () => {
    fc.assert(fc.property(fc.array(fc.nat(12), { maxLength: 8 }), (counts) => {
      const shown = shownCells(counts);
      const hidden = counts.filter((_, at) => shown[at] === null);
      const people = hidden.reduce((sum, count) => sum + count, 0);
      expect(shown.every((count) => count === null || count >= 5)).toBe(true);
      // Where all of them are fewer, nothing is shown at all.
      expect(hidden.length === 0 || (hidden.length >= 2 && people >= 5) || hidden.length === counts.length).toBe(true);
    }));
  });

  it('is no score of fewer than five', () => {
    expect(shownScore(score('csat', [1, 2, 3, 4]))).toBeNull();
    expect(shownScore(score('csat', [1, 2, 3, 4, 5]))?.n).toBe(5);
  });
});

it('never puts together what came about otherwise', () => {
  const answers = [{ version: 1, delivery: 'keypad', value: 5 }, { version: 2, delivery: 'keypad', value: 1 }, { version: 2, delivery: 'agent', value: 4 }, { version: 2, delivery: 'keypad', value: 5 }] as const;
  expect(scoresBySource('csat', answers).map(({ source, score: { n, value } }) => [source.version, source.delivery, n, value])).toEqual([[2, 'agent', 1, 1], [2, 'keypad', 2, 0.5], [1, 'keypad', 1, 1]]);
});
