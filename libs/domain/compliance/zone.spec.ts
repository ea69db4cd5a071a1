import { zonesOf } from '@paceline/platform/zones';
import fc from 'fast-check';
import { dayBeganAtMs, fixedZone, localTime, offsetMinAt, type Zone } from './zone';

const at = (iso: string): number => Date.parse(iso);
const hhmm = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const zone = (name: string): Zone => zonesOf(name)[0] ?? fixedZone(Number.NaN);
const day = (date: string): number => Date.parse(date) / 86_400_000;

describe('local time', () => {
  it.each([
    ['Asia/Tehran', '2026-07-01T00:00Z', 3, '03:30', '2026-07-01'],
    ['Asia/Kathmandu', '2026-07-01T18:15Z', 4, '00:00', '2026-07-02'],
    ['Asia/Kolkata', '2026-07-01T18:29Z', 3, '23:59', '2026-07-01'],
    ['Pacific/Kiritimati', '2026-06-30T10:00Z', 3, '00:00', '2026-07-01'],
    ['Pacific/Chatham', '2026-01-04T10:15Z', 1, '00:00', '2026-01-05'],
    ['Australia/Lord_Howe', '2026-07-01T00:00Z', 3, '10:30', '2026-07-01'],
    ['America/New_York', '2026-03-08T06:59Z', 7, '01:59', '2026-03-08'],
    ['America/New_York', '2026-03-08T07:00Z', 7, '03:00', '2026-03-08'],
    ['America/New_York', '2026-11-01T05:30Z', 7, '01:30', '2026-11-01'],
    ['America/New_York', '2026-11-01T06:30Z', 7, '01:30', '2026-11-01'],
    ['Europe/Berlin', '2026-12-31T23:00Z', 5, '00:00', '2027-01-01'],
    ['UTC', '1969-12-31T23:59:59.999Z', 3, '23:59', '1969-12-31'],
    // What changed in 2026, and a runtime of 2025 does not know.
    ['America/Vancouver', '2026-11-29T16:00Z', 7, '09:00', '2026-11-29'],
    ['America/Vancouver', '2027-07-01T16:00Z', 4, '09:00', '2027-07-01'],
    ['America/Edmonton', '2026-11-29T16:00Z', 7, '10:00', '2026-11-29'],
    ['America/Inuvik', '2026-11-29T16:00Z', 7, '10:00', '2026-11-29'],
    ['America/Winnipeg', '2026-11-29T16:00Z', 7, '11:00', '2026-11-29'],
    ['America/Havana', '2026-11-29T16:00Z', 7, '12:00', '2026-11-29'],
    ['Africa/Casablanca', '2026-09-20T12:00Z', 7, '12:00', '2026-09-20'],
    ['Africa/Casablanca', '2026-11-29T16:00Z', 7, '16:00', '2026-11-29'],
    ['Africa/El_Aaiun', '2026-11-29T16:00Z', 7, '16:00', '2026-11-29'],
  ] as const)('%s at %s is weekday %i, %s', (name, iso, weekday, time, date) => {
    expect(localTime(zone(name), at(iso))).toEqual({ weekday, minute: hhmm(time), day: day(date) });
  });

  it('has the offset that holds at an instant, and the next from its change on', () => {
    const changes: Zone = { name: 'Test', changesAtMs: [10, 20, 30], offsetsMin: [1, 2, 3, 4] };
    expect([-5, 9, 10, 19, 20, 29, 30, 1e15].map((ms) => offsetMinAt(changes, ms))).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('is that of a calendar moved by the offset', () => {
    fc.assert(fc.property(fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), (offsetMin, instant) => {
      const wall = new Date(instant.getTime() + offsetMin * 60_000);
      expect(localTime(fixedZone(offsetMin), instant.getTime())).toEqual({
        weekday: wall.getUTCDay() === 0 ? 7 : wall.getUTCDay(), minute: wall.getUTCHours() * 60 + wall.getUTCMinutes(), day: Math.floor(wall.getTime() / 86_400_000),
      });
    }));
  });
});

it.each([[210, 'UTC+03:30'], [-330, 'UTC-05:30'], [0, 'UTC+00:00'], [-30, 'UTC-00:30']])('an offset of %i minutes is called %s', (offsetMin, name) => {
  expect(fixedZone(offsetMin)).toEqual({ name, changesAtMs: [], offsetsMin: [offsetMin] });
});

describe('the beginning of a day', () => {
  it.each([
    ['UTC', '2026-07-01T09:30Z', '2026-07-01T00:00Z'],
    ['Asia/Tehran', '2026-07-01T21:00Z', '2026-07-01T20:30Z'],
    ['America/Los_Angeles', '2026-07-02T00:30Z', '2026-07-01T07:00Z'],
    // Clocks that were changed since midnight, forwards and back.
    ['America/New_York', '2026-03-08T20:00Z', '2026-03-08T05:00Z'],
    ['America/New_York', '2026-11-01T20:00Z', '2026-11-01T04:00Z'],
    ['Australia/Lord_Howe', '2026-04-05T02:00Z', '2026-04-04T13:00Z'],
    // Midnight itself is skipped.
    ['Africa/Cairo', '2026-04-24T10:00Z', '2026-04-23T22:00Z'],
    // Half past eleven comes twice, the second time after midnight had nearly come: the day is still the one of before.
    ['America/Havana', '2026-11-01T12:00Z', '2026-11-01T04:00Z'],
  ])('in %s, at %s', (name, now, began) => {
    expect(new Date(dayBeganAtMs(zone(name), at(now))).toISOString()).toBe(new Date(at(began)).toISOString());
  });

  it('is of the same date, not later, and nothing of that date is just before it', () => {
    const anyZone = fc.constantFrom('Asia/Tehran', 'America/New_York', 'America/Santiago', 'Africa/Cairo', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Kathmandu', 'UTC');
    fc.assert(fc.property(anyZone, fc.integer({ min: at('2026-01-01'), max: at('2028-01-01') }), (name, now) => {
      const beganAtMs = dayBeganAtMs(zone(name), now);
      expect(beganAtMs).toBeLessThanOrEqual(now);
      expect(localTime(zone(name), beganAtMs).day).toBe(localTime(zone(name), now).day);
      expect(localTime(zone(name), beganAtMs - 1).day).toBeLessThan(localTime(zone(name), now).day);
    }), { numRuns: 2_000 });
  });
});
