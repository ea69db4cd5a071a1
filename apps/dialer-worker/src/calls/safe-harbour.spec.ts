import { guardSec } from './safe-harbour';

describe('the interval of the switch\'s guard', () => {
  it.each([[2_000, 3], [1_500, 3], [2_001, 4], [1_000, 2], [500, 2]])('for a limit of %d ms is %d s', (limitMs, sec) => {
    expect(guardSec(limitMs)).toBe(sec);
    // Its first look may come a whole second early.
    expect((guardSec(limitMs) - 1) * 1000).toBeGreaterThanOrEqual(limitMs);
  });
});
