import { guardSec, guardWithinMs } from './guard';

describe('the interval of the switch\'s guard', () => {
  it.each([[2_000, 3], [1_500, 3], [2_001, 4], [1_000, 2], [500, 2]])('for a limit of %d ms is %d s', (limitMs, sec) => {
    expect(guardSec(limitMs)).toBe(sec);
    // Its first look may come a whole second early.
    expect((guardSec(limitMs) - 1) * 1000).toBeGreaterThanOrEqual(limitMs);
  });

  it('lets its first look come half a second late, as the scheduler does', () => {
    expect(guardWithinMs(2_000)).toBe(3_500);
  });
});
