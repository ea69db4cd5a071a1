import { zonesOf } from '@paceline/platform/zones';
import fc from 'fast-check';
import { fixedZone, type Zone } from '../compliance/zone';
import { STAY_ENDS, type Stay, type StayEnd } from '../queue/stays';
import { dayFigures, dayNow, dayOf } from './day-figures';
import { liveFigures } from './live-figures';

const TARGET = { ratio: 0.8, withinMs: 20_000, shortAbandonMs: 5_000 };
const HOUR_MS = 3_600_000;
const zone = (name: string): Zone => zonesOf(name)[0] ?? fixedZone(Number.NaN);
const dayOfDate = (date: string): number => Date.parse(date) / (24 * HOUR_MS);
const stay = (enteredAtMs: number, waitedMs: number, how: StayEnd): Stay => ({ enteredAtMs, left: { atMs: enteredAtMs + waitedMs, how } });

describe('a day of a queue', () => {
  it.each([
    ['UTC', '2026-07-01', 24], ['Asia/Tehran', '2026-07-01', 24], ['Pacific/Kiritimati', '2026-07-01', 24], ['Pacific/Pago_Pago', '2026-07-01', 24],
    ['America/New_York', '2026-03-08', 23], ['America/New_York', '2026-11-01', 25], ['Africa/Cairo', '2026-04-24', 23], ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ])('in %s, %s, is of its own clock and has %d hours', (name, date, hours) => {
    const { fromMs, toMs } = dayOf(zone(name), dayOfDate(date));
    expect((toMs - fromMs) / HOUR_MS).toBe(hours);
    expect([fromMs - 1, fromMs, toMs - 1, toMs].map((atMs) => dayNow(zone(name), atMs) - dayOfDate(date))).toEqual([-1, 0, 0, 1]);
    expect(dayFigures([], TARGET, { fromMs, toMs }, toMs).periods).toHaveLength(hours * 4);
  });

  it('is told in all and in quarters of an hour, as far as they have begun', () => {
    const day = dayOf(zone('UTC'), dayOfDate('2026-07-01'));
    const nowMs = day.fromMs + HOUR_MS / 2 + 1;
    const stays = [
      stay(day.fromMs - 1, 1_000, 'answered'), stay(day.fromMs, 10_000, 'answered'), stay(day.fromMs + 1, 30_000, 'abandoned'), stay(day.fromMs + 2, 1_000, 'abandoned'),
      stay(day.fromMs + HOUR_MS / 4, 40_000, 'answered'),
    ];
    const { total, periods } = dayFigures(stays, TARGET, day, nowMs);
    expect(total).toMatchObject({ fromMs: day.fromMs, offered: 3, answeredInTime: 1, ratio: 1 / 3, answered: 2, abandoned: 2, shortAbandoned: 1, abandonedRatio: 1 / 3, answeredAfter: { meanMs: 25_000, longestMs: 40_000 } });
    expect(periods.map(({ fromMs, offered, answered, ratio }) => [(fromMs - day.fromMs) / HOUR_MS, offered, answered, ratio])).toEqual([[0, 2, 1, 0.5], [0.25, 1, 1, 0], [0.5, 0, 0, null]]);
  });

  it('adds up, and is what the live figures of today said', () => {
    const anyStay = fc.tuple(fc.integer({ min: -3 * HOUR_MS, max: 26 * HOUR_MS }), fc.nat(60_000), fc.constantFrom(...STAY_ENDS));
    const anyZone = fc.constantFrom('UTC', 'Asia/Tehran', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(fc.property(anyZone, fc.integer({ min: dayOfDate('2026-01-01'), max: dayOfDate('2027-12-31') }), fc.array(anyStay, { maxLength: 40 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (name, date, those, share) => {
      const day = dayOf(zone(name), date);
      const stays = those.map(([afterMs, waitedMs, how]) => stay(day.fromMs + afterMs, waitedMs, how));
      const nowMs = day.fromMs + Math.floor((day.toMs - day.fromMs - 1) * share);
      const known = stays.filter(({ enteredAtMs }) => enteredAtMs <= nowMs);
      const { total, periods } = dayFigures(known, TARGET, day, nowMs);
      expect(total).toMatchObject((({ meanAnswerMs: _, ...today }) => today)(liveFigures(known, TARGET, nowMs, zone(name)).today));
      const sum = (of: (period: (typeof periods)[number]) => number): number => periods.reduce((all, period) => all + of(period), 0);
      expect([sum(({ offered }) => offered), sum(({ answeredInTime }) => answeredInTime), sum(({ answered }) => answered), sum(({ abandoned }) => abandoned)])
        .toEqual([total.offered, total.answeredInTime, total.answered, total.abandoned]);
    }), { numRuns: 300 });
  });
});
