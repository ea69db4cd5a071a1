import fc from 'fast-check';
import { conversionOf, upliftOf, type Group } from './conversion';

const group = (buyers: number, people: number): Group => ({ buyers, people });

describe('conversion', () => {
  it('is a share with its interval, and nothing of nobody', () => {
    expect(conversionOf(group(81, 263))).toMatchObject({ ratio: 81 / 263, interval: { low: expect.closeTo(0.2553, 4) as number, high: expect.closeTo(0.3662, 4) as number } });
    expect(conversionOf(group(0, 0))).toEqual({ people: 0, buyers: 0, ratio: null, interval: null });
  });
});

describe('the difference between the called and the control group', () => {
  // Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.8090], [6, 7, 2, 7, 0.0582, 0.8062], [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775], [0, 10, 0, 10, -0.2775, 0.2775], [10, 10, 0, 20, 0.6791, 1], [10, 10, 0, 10, 0.6075, 1],
  ])('has the interval of the paper: %i of %i and %i of %i', (a, m, b, n, low, high) => {
    const uplift = upliftOf(group(a, m), group(b, n));
    expect(uplift?.difference).toBeCloseTo(a / m - b / n, 10);
    expect(uplift?.interval.low).toBeCloseTo(low, 4);
    expect(uplift?.interval.high).toBeCloseTo(high, 4);
  });

  it('is nothing without a control group', () => {
    expect(upliftOf(group(1, 10), group(0, 0))).toBeNull();
  });

  const some = fc.integer({ min: 1, max: 5_000 }).chain((people) => fc.record({ people: fc.constant(people), buyers: fc.nat(people) }));
  it('lies in its interval, which lies within -1 and 1, and turns round with the groups', () => {
    fc.assert(fc.property(some, some, (one, other) => {
      const [there, back] = [upliftOf(one, other), upliftOf(other, one)];
      if (there === null || back === null) throw new Error('both groups have people');
      expect(there.interval.low).toBeLessThanOrEqual(there.difference + 1e-12);
      expect(there.interval.high).toBeGreaterThanOrEqual(there.difference - 1e-12);
      expect(there.interval.low).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(there.interval.high).toBeLessThanOrEqual(1 + 1e-12);
      expect(back.difference).toBeCloseTo(-there.difference, 10);
      expect(back.interval.low).toBeCloseTo(-there.interval.high, 10);
    }));
  });
});
