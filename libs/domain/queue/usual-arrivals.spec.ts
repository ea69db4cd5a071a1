import fc from 'fast-check';
import { QUARTER_MS, QUARTERS, usualArrivals, type EarlierDay } from './usual-arrivals';

const NOON_MS = 12 * 3_600_000;

function day(daysAgo: number, callsOf: (quarter: number) => number | null, isSameWeekday = true): EarlierDay {
  return { daysAgo, isSameWeekday, callsByQuarter: Array.from({ length: QUARTERS }, (_, quarter) => callsOf(quarter)) };
}

it('without earlier days it says so little that the first calls overrule it', () => {
  for (const days of [[], [day(1, () => null)]]) expect(usualArrivals(days, NOON_MS).worthCalls).toBeLessThan(1);
});

it('is the rate of the same time of day', () => {
  const slope = [1, 2, 3, 4].map((week) => day(7 * week, (quarter) => quarter));
  for (const quarter of [20, 48, 80]) expect(usualArrivals(slope, (quarter + 0.5) * QUARTER_MS).callsPerSec * 900).toBeCloseTo(quarter, 6);
});

it('weighs days that are like today, and late ones, more', () => {
  const at = (days: readonly EarlierDay[]): number => usualArrivals(days, NOON_MS).callsPerSec * 900;
  expect(at([day(7, () => 30), day(1, () => 10, false)])).toBeGreaterThan(24);
  expect(at([day(7, () => 30), day(84, () => 10)])).toBeGreaterThan(25);
  // A quarter in which it was closed is no quarter without calls.
  expect(at([day(7, (quarter) => quarter < 48 ? null : 30)])).toBeCloseTo(30, 6);
});

it('is the surer the more days agree, and never surer than days differ', () => {
  const same = (count: number): EarlierDay[] => Array.from({ length: count }, (_, index) => day(7 * (index + 1), () => 100));
  const unlike = Array.from({ length: 8 }, (_, index) => day(7 * (index + 1), () => index % 2 === 0 ? 40 : 160));
  const worth = (days: readonly EarlierDay[]): number => usualArrivals(days, NOON_MS).worthCalls;
  expect(worth(same(8))).toBeGreaterThan(worth(same(3)));
  expect(worth(same(3))).toBeGreaterThan(worth(same(1)));
  expect(worth(unlike)).toBeLessThan(worth(same(8)) / 2);
  expect(worth(same(40))).toBeLessThan(100);
});

it('whatever was counted, it is a rate above 0, of some worth', () => {
  const counts = fc.array(fc.option(fc.integer({ min: 0, max: 5_000 })), { minLength: QUARTERS, maxLength: QUARTERS });
  fc.assert(fc.property(fc.array(fc.record({ daysAgo: fc.integer({ min: 1, max: 90 }), isSameWeekday: fc.boolean(), callsByQuarter: counts }), { maxLength: 6 }), fc.integer({ min: 0, max: 86_399_999 }), (days, atMs) => {
    const { callsPerSec, worthCalls } = usualArrivals(days, atMs);
    expect(callsPerSec).toBeGreaterThan(0);
    expect(worthCalls).toBeGreaterThan(0);
    expect(worthCalls).toBeLessThanOrEqual(100 + 1e-9);
    expect(Number.isFinite(callsPerSec)).toBe(true);
  }), { numRuns: 100 });
});
