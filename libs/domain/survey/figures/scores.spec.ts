import { wilson } from '../../metrics/interval';
import { npsOf, score } from './scores';

const rounded = (interval: { readonly low: number; readonly high: number } | null): readonly number[] => interval === null ? [] : [interval.low, interval.high].map((bound) => Number(bound.toFixed(4)));

/** Of all that may be drawn of n, how much probability has an interval that holds the truth. */
function binomialCoverage(n: number, share: number, holds: (hits: number) => boolean): number {
  let probability = (1 - share) ** n;
  let covered = 0;
  for (let hits = 0; hits <= n; hits++) {
    if (holds(hits)) covered += probability;
    probability *= (n - hits) / (hits + 1) * share / (1 - share);
  }
  return covered;
}

function trinomialCoverage(n: number, up: number, down: number): number {
  const truth = 100 * (up - down);
  let covered = 0;
  let ofUp = (1 - up) ** n;
  for (let promoters = 0; promoters <= n; promoters++) {
    const left = n - promoters;
    covered += ofUp * binomialCoverage(left, down / (1 - up), (detractors) => {
      const { interval } = npsOf(promoters, detractors, n);
      return interval !== null && interval.low <= truth && truth <= interval.high;
    });
    ofUp *= left / (promoters + 1) * up / (1 - up);
  }
  return covered;
}

describe('the interval of a share', () => {
  // Newcombe 1998, table I, method 3.
  it.each([[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [0, 20, 0, 0.1611], [1, 29, 0.0061, 0.1718]])('%p of %p is from %p to %p', (hits, n, low, high) => {
    expect(rounded(wilson(hits, n))).toEqual([low, high]);
  });

  it('is none of nobody, mirrored, and within 0 and 1', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(20, 20)?.high).toBe(1);
    const [low = 0, high = 0] = rounded(wilson(7, 40));
    expect(rounded(wilson(33, 40))).toEqual([1 - high, 1 - low]);
  });

  it('holds the truth about as often as it says', () => {
    for (const n of [30, 100]) {
      const coverages = Array.from({ length: 19 }, (_, nth) => (nth + 1) / 20).map((share) => binomialCoverage(n, share, (hits) => {
        const interval = wilson(hits, n);
        return interval !== null && interval.low <= share && share <= interval.high;
      }));
      expect(Math.min(...coverages)).toBeGreaterThan(0.92);
      expect(coverages.reduce((sum, each) => sum + each, 0) / coverages.length).toBeCloseTo(0.95, 1);
    }
  });
});

describe('a score', () => {
  it.each([
    ['nps', [10, 9, 8, 7, 6, 0, 10, 9], 25], ['nps', [0, 6], -100], ['nps', [7, 8], 0], ['csat', [5, 4, 3, 1], 0.5], ['ces', [7, 6, 5, 4], 0.75],
  ] as const)('%s of %j is %p', (kind, answers, value) => {
    expect(score(kind, answers)).toMatchObject({ kind, n: answers.length, value });
  });

  it('is none of nobody', () => {
    for (const kind of ['nps', 'csat', 'ces'] as const) expect(score(kind, [])).toEqual({ kind, n: 0, value: null, interval: null });
  });

  it('has for a satisfaction and an effort the interval of a share', () => {
    expect(score('csat', [5, 4, 3, 1]).interval).toEqual(wilson(2, 4));
    expect(score('ces', [7, 6, 5, 4]).interval).toEqual(wilson(3, 4));
  });

  it('has for an NPS one by hand: 20 promoters and 7 detractors of 36', () => {
    // (20.75 - 7.75) / 39 = 0.3333 ± 1.96 √(((20.75 + 7.75) / 39 − 0.1111) / 39) = 0.3333 ± 0.2471
    expect(npsOf(20, 7, 36).interval?.low).toBeCloseTo(8.63, 2);
    expect(npsOf(20, 7, 36).interval?.high).toBeCloseTo(58.04, 2);
  });

  it('has for an NPS one that holds the truth about as often as it says, and stays within the scale', () => {
    for (const [up, down] of [[0.33, 0.33], [0.6, 0.1], [0.1, 0.6], [0.5, 0.25]] as const) expect(Math.abs(trinomialCoverage(30, up, down) - 0.95)).toBeLessThan(0.015);
    // Where nearly all say the same it is wider than it need be, never narrower.
    for (const [up, down] of [[0.8, 0.15], [0.05, 0.05], [0.9, 0.02]] as const) expect(trinomialCoverage(30, up, down)).toBeGreaterThan(0.94);
    expect(npsOf(3, 0, 3).interval?.high).toBe(100);
    expect(npsOf(0, 3, 3).interval?.low).toBe(-100);
  });
});
