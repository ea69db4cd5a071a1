import { assert, double, property } from 'fast-check';
import { spokenWait, type SpokenWait } from './spoken-wait';

function secondsOf(wait: SpokenWait): number {
  return wait.kind === 'under-minute' ? 60 : wait.kind === 'over-hour' ? Infinity : wait.minutes * 60;
}

describe('an expected wait', () => {
  it.each([
    [0, 'under-minute'], [59.9, 'under-minute'], [60, 1], [61, 2], [300, 5], [301, 6], [600, 10],
    [601, 15], [900, 15], [901, 20], [3600, 60], [3601, 'over-hour'], [Infinity, 'over-hour'],
  ])('of %d s is said as %s', (seconds, said) => {
    const wait = spokenWait(seconds);
    expect(wait.kind === 'minutes' ? wait.minutes : wait.kind).toBe(said);
  });

  it('is never said shorter than it is, nor longer by five minutes or more', () => {
    assert(property(double({ min: 0, max: 3600, noNaN: true }), (seconds) => {
      const said = secondsOf(spokenWait(seconds));
      expect(said).toBeGreaterThanOrEqual(seconds);
      expect(said - seconds).toBeLessThan(Math.max(60.001, seconds > 600 ? 300 : 0));
    }));
  });

  it.each([-1, NaN])('of %d s is none', (seconds) => {
    expect(() => spokenWait(seconds)).toThrow(RangeError);
  });
});
