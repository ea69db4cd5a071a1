import { backOffMs } from './back-off';

describe('backOffMs', () => {
  const backOff = { firstMs: 200, maxMs: 10_000 };

  it('doubles up to its limit, the upper half of it by chance', () => {
    expect([0, 1, 2, 5, 6, 1000].map((attempt) => backOffMs(attempt, backOff, 0))).toEqual([100, 200, 400, 3200, 5000, 5000]);
    expect(backOffMs(0, backOff, 0.999)).toBeCloseTo(200, 0);
    expect(backOffMs(1000, backOff, 0.999)).toBeLessThan(10_000);
  });
});
