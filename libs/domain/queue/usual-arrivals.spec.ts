import fc from 'fast-check';
import { fixedZone, type Zone } from '../compliance/zone';
import { QUARTER_MS, QUARTERS, earlierDays, usualArrivals, type EarlierDay } from './usual-arrivals';

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

describe('earlier days', () => {
  const NOW_MS = Date.UTC(2026, 0, 14, 21); // a Wednesday
  const at = (iso: string): number => Date.parse(iso);
  const told = (zone: Zone, ...counts: readonly (readonly [string, number])[]) => earlierDays(counts.map(([iso, calls]) => ({ atMs: at(iso), calls })), zone, NOW_MS)
    .map(({ daysAgo, isSameWeekday, callsByQuarter }) => [daysAgo, isSameWeekday, callsByQuarter.flatMap((calls, quarter) => calls === 0 ? [] : [`${calls} at ${quarter / 4}`]).join()]);

  it('are those of the queue\'s wall clock: what came today is not among them', () => {
    const counts = [['2026-01-07T12:15Z', 3], ['2026-01-13T20:30Z', 2], ['2026-01-13T20:45Z', 1], ['2026-01-14T20:45Z', 9]] as const;
    expect(told(fixedZone(0), ...counts)).toEqual([[7, true, '3 at 12.25'], [1, false, '2 at 20.5,1 at 20.75']]);
    // In Tehran it is half past midnight of the day after.
    expect(told(fixedZone(210), ...counts)).toEqual([[8, false, '3 at 15.75'], [1, false, '2 at 0,1 at 0.25']]);
  });

  it('have the same hours behind a change of the clock as before it', () => {
    const zone: Zone = { name: 'somewhere', changesAtMs: [at('2026-01-10T01:00Z')], offsetsMin: [60, 120] };
    expect(told(zone, ['2026-01-09T08:00Z', 4], ['2026-01-12T07:00Z', 5]).map(([, , calls]) => calls)).toEqual(['4 at 9', '5 at 9']);
    const back: Zone = { name: 'somewhere', changesAtMs: [at('2026-01-10T01:00Z')], offsetsMin: [120, 60] };
    expect(told(back, ['2026-01-10T00:15Z', 4], ['2026-01-10T01:15Z', 5])).toEqual([[4, false, '9 at 2.25']]);
  });
});
