import { zonesOf } from '@paceline/platform/zones';
import fc from 'fast-check';
import { DEFAULT_CALLING_HOURS, ISO_WEEKDAYS, intersectHours, withinCallingHours, type CallingHours, type DayWindow } from './calling-hours';
import type { Zone } from './zone';

const at = (iso: string): number => Date.parse(iso);
const everyDay = (...windows: DayWindow[]): CallingHours => ({ 1: windows, 2: windows, 3: windows, 4: windows, 5: windows, 6: windows, 7: windows });
const hhmm = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const window = (from: string, to: string): DayWindow => ({ fromMin: hhmm(from), toMin: hhmm(to) });

const named = (...names: string[]): Zone[] => names.flatMap((name) => zonesOf(name));

describe('calling hours', () => {
  it.each([
    ['a minute before eight', '2026-07-01T04:29:59.999Z', { allow: false, reason: 'outside-calling-hours', untilMs: at('2026-07-01T04:30Z') }],
    ['eight', '2026-07-01T04:30Z', { allow: true }],
    ['a minute before nine in the evening', '2026-07-01T17:29:59.999Z', { allow: true }],
    ['nine in the evening', '2026-07-01T17:30Z', { allow: false, reason: 'outside-calling-hours', untilMs: at('2026-07-02T04:30Z') }],
  ])('are from 8:00 to 21:00 in Tehran: %s', (_title, iso, decision) => {
    expect(withinCallingHours(named('Asia/Tehran'), DEFAULT_CALLING_HOURS, at(iso))).toEqual(decision);
  });

  it('hold around the clock with a window from midnight to midnight', () => {
    const always = everyDay({ fromMin: 0, toMin: 1440 });
    for (let minute = 0; minute < 3 * 1440; minute += 7) {
      expect(withinCallingHours(named('America/New_York'), always, at('2026-03-07T12:00Z') + minute * 60_000)).toEqual({ allow: true });
    }
  });

  it('open at midnight after a day without windows', () => {
    const mondays: CallingHours = { 1: [{ fromMin: 0, toMin: 60 }] };
    expect(withinCallingHours(named('Asia/Kathmandu'), mondays, at('2026-07-01T10:00Z')))
      .toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: at('2026-07-05T18:15Z') });
  });

  it('are never without windows', () => {
    expect(withinCallingHours(named('Asia/Tehran'), {}, at('2026-07-01T10:00Z'))).toEqual({ allow: false, reason: 'no-calling-hours' });
    expect(withinCallingHours(named('Asia/Tehran'), everyDay(), at('2026-07-01T10:00Z'))).toEqual({ allow: false, reason: 'no-calling-hours' });
    expect(withinCallingHours(named('Asia/Tehran'), everyDay({ fromMin: Number.NaN, toMin: 1440 }), at('2026-07-01T10:00Z'))).toEqual({ allow: false, reason: 'no-calling-hours' });
  });

  it('are unknown where the zone is', () => {
    expect(withinCallingHours([], DEFAULT_CALLING_HOURS, 0)).toEqual({ allow: false, reason: 'unknown-zone' });
  });

  it('of several zones are those of all of them', () => {
    const zones = named('America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Pacific/Honolulu');
    // 8:00 in Honolulu is 14:00 in New York; 21:00 in New York ends it.
    expect(withinCallingHours(zones, DEFAULT_CALLING_HOURS, at('2026-07-01T17:59Z')))
      .toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: at('2026-07-01T18:00Z') });
    expect(withinCallingHours(zones, DEFAULT_CALLING_HOURS, at('2026-07-02T00:59Z'))).toEqual({ allow: true });
    expect(withinCallingHours(zones, DEFAULT_CALLING_HOURS, at('2026-07-02T01:00Z'))).toMatchObject({ allow: false });
  });

  it('open although they last only some minutes of a quarter', () => {
    const short = everyDay(window('10:01', '10:04'), window('10:07', '10:09'));
    const opening = (iso: string): unknown => withinCallingHours(named('UTC'), short, at(iso));
    expect(opening('2026-07-01T09:00Z')).toMatchObject({ untilMs: at('2026-07-01T10:01Z') });
    expect(opening('2026-07-01T10:00:30Z')).toMatchObject({ untilMs: at('2026-07-01T10:01Z') });
    expect(opening('2026-07-01T10:04Z')).toMatchObject({ untilMs: at('2026-07-01T10:07Z') });
    expect(opening('2026-07-01T10:09Z')).toMatchObject({ untilMs: at('2026-07-02T10:01Z') });
  });

  it('wait for the next week when the change to summer time swallows the only window', () => {
    const sundaysAtHalfPastTwo: CallingHours = { 7: [window('02:30', '03:00')] };
    expect(withinCallingHours(named('America/New_York'), sundaysAtHalfPastTwo, at('2026-03-01T08:00Z')))
      .toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: at('2026-03-15T06:30Z') });
  });

  it('open twice in the hour that comes twice', () => {
    const hours: CallingHours = { 7: [window('01:00', '01:30')] };
    expect(withinCallingHours(named('America/New_York'), hours, at('2026-11-01T05:29Z'))).toEqual({ allow: true });
    expect(withinCallingHours(named('America/New_York'), hours, at('2026-11-01T05:30Z'))).toMatchObject({ untilMs: at('2026-11-01T06:00Z') });
    expect(withinCallingHours(named('America/New_York'), hours, at('2026-11-01T06:29Z'))).toEqual({ allow: true });
  });
});

describe('closed days', () => {
  const day = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000;

  it('are closed from midnight to midnight by the wall of whoever is called', () => {
    const closed = new Set([day('2026-12-25')]);
    const at2 = (iso: string): unknown => withinCallingHours(named('America/New_York'), DEFAULT_CALLING_HOURS, at(iso), closed);
    expect(at2('2026-12-25T01:59Z')).toEqual({ allow: true }); // the evening before, 20:59
    expect(at2('2026-12-25T05:00Z')).toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: at('2026-12-26T13:00Z') });
    expect(at2('2026-12-25T18:00Z')).toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: at('2026-12-26T13:00Z') });
    expect(at2('2026-12-26T13:00Z')).toEqual({ allow: true });
  });

  it('put off, however many they are, and never refuse for good', () => {
    const closed = new Set(Array.from({ length: 30 }, (_, week) => day('2026-07-06') + 7 * week));
    expect(withinCallingHours(named('UTC'), { 1: [window('09:00', '10:00')] }, at('2026-07-01T12:00Z'), closed))
      .toEqual({ allow: false, reason: 'outside-calling-hours', untilMs: (day('2026-07-06') + 7 * 30) * 86_400_000 + 9 * 3_600_000 });
    expect(withinCallingHours(named('UTC'), {}, at('2026-07-01T12:00Z'), closed)).toEqual({ allow: false, reason: 'no-calling-hours' });
  });
});

describe('hours within hours', () => {
  const anyWindow = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 })).map(([fromMin, length]) => ({ fromMin, toMin: Math.min(1440, fromMin + length) }));
  const anyHours: fc.Arbitrary<CallingHours> = fc.dictionary(fc.constantFrom('1', '2', '7'), fc.array(anyWindow, { maxLength: 4 }));
  const isOpen = (hours: CallingHours, day: (typeof ISO_WEEKDAYS)[number], minute: number): boolean => (hours[day] ?? []).some(({ fromMin, toMin }) => fromMin <= minute && minute < toMin);

  it('are open when both are, and never else', () => {
    fc.assert(fc.property(anyHours, anyHours, (one, other) => {
      const both = intersectHours(one, other);
      for (const day of ISO_WEEKDAYS) {
        const minutes = Array.from({ length: 1440 }, (_, minute) => minute);
        expect(minutes.filter((minute) => isOpen(both, day, minute) !== (isOpen(one, day, minute) && isOpen(other, day, minute)))).toEqual([]);
        const windows = both[day] ?? [];
        windows.forEach(({ fromMin, toMin }, index) => {
          expect(fromMin).toBeLessThan(toMin);
          if (index > 0) expect(fromMin).toBeGreaterThan(windows[index - 1]?.toMin ?? 0);
        });
      }
    }));
  });

  it('of a whole week and the law are the law\'s', () => {
    expect(intersectHours(everyDay({ fromMin: 0, toMin: 1440 }), DEFAULT_CALLING_HOURS)).toEqual(DEFAULT_CALLING_HOURS);
    expect(intersectHours(everyDay(window('09:00', '12:00'), window('13:00', '22:00')), DEFAULT_CALLING_HOURS)).toEqual(everyDay(window('09:00', '12:00'), window('13:00', '21:00')));
    expect(intersectHours(everyDay(window('21:00', '24:00')), DEFAULT_CALLING_HOURS)).toEqual({});
  });
});
