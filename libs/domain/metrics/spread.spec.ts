import fc from 'fast-check';
import { spreadOf } from './spread';

describe('how durations are spread', () => {
  it.each<[string, number[], ReturnType<typeof spreadOf>]>([
    ['none', [], null],
    ['one', [7], { count: 1, meanMs: 7, medianMs: 7, p90Ms: 7, longestMs: 7 }],
    ['two, in whatever order', [30, 10], { count: 2, meanMs: 20, medianMs: 10, p90Ms: 30, longestMs: 30 }],
    ['ten: nine are no longer than the ninth', [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { count: 10, meanMs: 5.5, medianMs: 5, p90Ms: 9, longestMs: 10 }],
    ['eleven: nine are fewer than nine in ten', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], { count: 11, meanMs: 6, medianMs: 6, p90Ms: 10, longestMs: 11 }],
  ])('of %s', (_what, durationsMs, spread) => {
    expect(spreadOf(durationsMs)).toEqual(spread);
  });

  it('a percentile is a duration that there was, and so large a share is no longer, but not with the next smaller one', () => {
    fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }), (durationsMs) => {
      const spread = spreadOf(durationsMs);
      for (const [share, ms] of [[0.5, spread?.medianMs ?? -1], [0.9, spread?.p90Ms ?? -1]] as const) {
        const atMost = (limit: number): number => durationsMs.filter((one) => one <= limit).length / durationsMs.length;
        expect(durationsMs).toContain(ms);
        expect(atMost(ms)).toBeGreaterThanOrEqual(share - 1e-9);
        expect(atMost(ms - 1)).toBeLessThan(share);
      }
    }));
  });
});
