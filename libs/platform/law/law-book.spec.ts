import { withinCallingHours } from '@paceline/domain/compliance/calling-hours';
import { zonesOf } from '../zones';
import { evidenceOf } from './evidence';
import { LawBook } from './law-book';
import { whereaboutsOf } from './whereabouts';

const SALES = { purpose: 'sales', delivery: 'agent', observesHolidays: false } as const;
const day = (date: string): number => Date.parse(`${date}T00:00Z`) / 86_400_000;

it.each<readonly [string | null, string | null, string, string]>([
  ['+13055550100', 'America/New_York', 'US', 'US-FL'], ['+13055550100', 'Europe/London', 'US', 'US-FL'], ['+442079460000', '*GB', 'GB', ''],
  ['+442079460000', 'America/New_York', 'GB+US', ''], ['+61412345678', '*AU', 'AU', ''], [null, '*+1850', 'US', 'US-FL'], [null, 'Europe/Berlin', '', ''],
  ['+80012345678', 'America/Chicago', 'US', ''], ['+80012345678', null, '', ''], ['+15555550100', 'UTC+03:30', '', ''],
])('%s in %s is in %s %s', (phone, zone, countries, regions) => {
  const where = whereaboutsOf(phone, zone);
  expect([where.countries.join('+'), where.regions.join('+')]).toEqual([countries, regions]);
});

describe('the book of laws', () => {
  it('closes the public holidays where the law does, and elsewhere if the campaign wants it', () => {
    const book = new LawBook();
    expect(book.of('+61412345678', '*AU', SALES).closedDays.has(day('2026-12-25'))).toBe(true);
    expect(book.of('+12125550100', null, SALES).closedDays.size).toBe(0);
    expect(book.of('+12125550100', null, { ...SALES, observesHolidays: true }).closedDays.has(day('2026-11-26'))).toBe(true);
    expect(book.of('+61412345678', '*AU', { ...SALES, purpose: 'service' }).closedDays.size).toBe(0);
  });

  it('takes what an administrator has changed', () => {
    const change = { country: 'AU', name: 'Day of mourning', source: 'gazette' };
    const book = new LawBook([{ ...change, day: '2026-09-22', isHoliday: true }, { ...change, day: '2026-12-25', isHoliday: false }]);
    const { closedDays } = book.of('+61412345678', '*AU', SALES);
    expect([closedDays.has(day('2026-09-22')), closedDays.has(day('2026-12-25')), closedDays.has(day('2026-12-26'))]).toEqual([true, false, true]);
  });

  it('says of which country no holiday is known', () => {
    expect(new LawBook().of('+9647701234567', '*IQ', SALES)).toMatchObject({ holidaysOf: ['IQ'], withoutHolidayData: ['IQ'] });
    expect(new LawBook([{ country: 'IQ', day: '2026-03-20', isHoliday: true, name: 'Eid', source: 'gazette' }]).of('+9647701234567', '*IQ', SALES).withoutHolidayData).toEqual([]);
  });

  it('knows of a zone alone only what binds everybody there', () => {
    const book = new LawBook();
    expect(book.ofZone('Europe/Berlin', SALES)).toBeNull();
    expect(book.ofZone('*AU', SALES)?.laws.map(({ id }) => id)).toEqual(['au-telemarketing']);
    expect(book.ofZone('America/New_York', SALES)?.laws.map(({ id }) => id)).toEqual(['us-federal']);
  });

  it('remembers what it has worked out', () => {
    const book = new LawBook();
    expect(book.of('+13055550100', null, SALES)).toBe(book.of('+18135550100', 'America/New_York', SALES));
  });
});

it('keeps as evidence the clocks, their data, the laws and what was open', () => {
  const law = new LawBook().of('+18505550100', '*+1850', SALES);
  const zones = zonesOf('*+1850');
  const atMs = Date.parse('2026-11-30T14:30Z');
  const hours = { 1: [{ fromMin: 0, toMin: 1440 }] };
  expect(withinCallingHours(zones, law.hours, atMs)).toEqual({ allow: true });
  expect(evidenceOf(zones, hours, law, atMs)).toEqual({
    localTimes: ['America/New_York 2026-11-30 09:30', 'America/Chicago 2026-11-30 08:30'], zoneData: '2026f', laws: ['us-federal', 'us-fl'], open: '08:00-20:00',
  });
});
