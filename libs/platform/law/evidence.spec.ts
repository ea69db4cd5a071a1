import fc from 'fast-check';
import { zonesOf } from '../zones';
import { evidenceOf, judgedAtMs } from './evidence';
import { LawBook } from './law-book';

const ZONES = ['America/New_York', '*US', '*+1850', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC+03:30', 'UTC-11:00', 'Pacific/Apia'];
const LAW = new LawBook().of('+12125550100', null, { purpose: 'sales', delivery: 'agent', observesHolidays: false });
const shown = (zone: string, atMs: number): readonly string[] => evidenceOf(zonesOf(zone), {}, LAW, atMs).localTimes;

describe('the instant that the clocks of an evidence tell', () => {
  it('shows the same on all of them', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }), (zone, date) => {
      const atMs = judgedAtMs(shown(zone, date.getTime()));
      expect(shown(zone, atMs ?? 0)).toEqual(shown(zone, date.getTime()));
    }));
  });

  it('is the minute in which it was judged, on each side of a change of the clock', () => {
    for (const instant of ['2026-01-07T19:00Z', '2026-03-08T06:59Z', '2026-03-08T07:00Z', '2026-11-01T04:59Z', '2026-11-01T07:00Z']) {
      expect(judgedAtMs(shown('America/New_York', Date.parse(instant) + 30_500))).toBe(Date.parse(instant));
    }
  });

  it('is told by another clock where one shows an hour twice', () => {
    expect(judgedAtMs(['America/New_York 2026-11-01 01:30'])).toBe(Date.parse('2026-11-01T05:30Z'));
    expect(judgedAtMs(['America/New_York 2026-11-01 01:30', 'UTC+00:00 2026-11-01 06:30'])).toBe(Date.parse('2026-11-01T06:30Z'));
  });

  it.each([[[]], [['Nowhere/City 2026-01-07 14:00']], [['America/New_York']], [['America/New_York yesterday 14:00']],
    [['America/New_York 2026-03-08 02:30']], [['America/New_York 2026-01-07 14:00', 'America/Chicago 2026-01-07 14:00']]])('is unknown of %j', (times) => {
    expect(judgedAtMs(times)).toBeNull();
  });
});
