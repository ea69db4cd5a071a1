import fc from 'fast-check';
import { ISO_WEEKDAYS, intersectHours, type CallingHours } from './calling-hours';
import { DELIVERIES, PURPOSES, type Kind } from './call-purpose';
import { HOURS_LAWS, NO_DATA, UNREGULATED } from './hours-laws';
import { lawfulHours } from './lawful-hours';

const hhmm = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** `Mo-Fr 09:00-20:00 Sa 09:00-17:00 Su -` */
function written(hours: CallingHours): string {
  const days = ISO_WEEKDAYS.map((day) => (hours[day] ?? []).map(({ fromMin, toMin }) => `${hhmm(fromMin)}-${hhmm(toMin)}`).join(',') || '-');
  const weekdays = [...new Set(days.slice(0, 5))];
  expect(weekdays).toHaveLength(1);
  return `Mo-Fr ${weekdays[0] ?? ''} Sa ${days[5] ?? ''} Su ${days[6] ?? ''}`;
}
const SALES: Kind = { purpose: 'sales', delivery: 'agent' };
const of = (place: string, kind: Partial<Kind> = {}): ReturnType<typeof lawfulHours> =>
  lawfulHours({ countries: [place.slice(0, 2)], regions: place.length > 2 ? [place] : [] }, { ...SALES, ...kind });

it.each<readonly [string, string, Partial<Kind>, string, boolean]>([
  ['sales in the United States', 'US', {}, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['debts there', 'US', { purpose: 'debt' }, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['surveys there, on which no law is known', 'US', { purpose: 'survey' }, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['sales in Florida', 'US-FL', {}, 'Mo-Fr 08:00-20:00 Sa 08:00-20:00 Su 08:00-20:00', false],
  ['a survey in Florida', 'US-FL', { purpose: 'survey' }, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['sales in Oklahoma', 'US-OK', {}, 'Mo-Fr 08:00-20:00 Sa 08:00-20:00 Su 08:00-20:00', false],
  ['sales in Washington', 'US-WA', {}, 'Mo-Fr 08:00-20:00 Sa 08:00-20:00 Su 08:00-20:00', false],
  ['sales in Texas', 'US-TX', {}, 'Mo-Fr 09:00-21:00 Sa 09:00-21:00 Su 12:00-21:00', false],
  ['sales in Rhode Island', 'US-RI', {}, 'Mo-Fr 09:00-18:00 Sa 10:00-17:00 Su -', true],
  ['sales in a state without a law of its own', 'US-OH', {}, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['sales in Canada by agents', 'CA', {}, 'Mo-Fr 09:00-21:30 Sa 10:00-18:00 Su 10:00-18:00', false],
  ['sales in Canada by a recording', 'CA', { delivery: 'recorded' }, 'Mo-Fr 09:30-20:00 Sa 10:30-17:00 Su 12:00-17:00', false],
  ['a notice in Canada by a recording', 'CA', { purpose: 'notice', delivery: 'spoken' }, 'Mo-Fr 09:30-20:00 Sa 10:30-17:00 Su 12:00-17:00', false],
  ['a notice in Canada by agents', 'CA', { purpose: 'notice' }, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['sales in Australia', 'AU', {}, 'Mo-Fr 09:00-20:00 Sa 09:00-17:00 Su -', true],
  ['research in Australia', 'AU', { purpose: 'survey' }, 'Mo-Fr 09:00-20:30 Sa 09:00-17:00 Su 09:00-17:00', true],
  ['sales in France', 'FR', {}, 'Mo-Fr 10:00-13:00,14:00-20:00 Sa - Su -', true],
  ['service in France', 'FR', { purpose: 'service' }, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 08:00-21:00', false],
  ['sales in India', 'IN', {}, 'Mo-Fr 09:00-21:00 Sa 09:00-21:00 Su 09:00-21:00', false],
  ['debts in India', 'IN', { purpose: 'debt' }, 'Mo-Fr 08:00-19:00 Sa 08:00-19:00 Su 08:00-19:00', false],
  ['sales in the United Kingdom', 'GB', {}, 'Mo-Fr 08:00-21:00 Sa 08:00-21:00 Su 09:00-21:00', false],
  ['sales where no data of the law is at hand', 'IR', {}, 'Mo-Fr 09:00-20:00 Sa 09:00-20:00 Su 09:00-20:00', true],
  ['what is not said to be what, in Australia', 'AU', { purpose: null, delivery: null }, 'Mo-Fr 09:00-20:00 Sa 09:00-17:00 Su -', true],
  ['what is not said to be what, in Canada', 'CA', { purpose: null, delivery: null }, 'Mo-Fr 09:30-20:00 Sa 10:30-17:00 Su 12:00-17:00', false],
])('%s', (_title, place, kind, hours, holidays) => {
  const lawful = of(place, kind);
  expect(written(lawful.hours)).toBe(hours);
  expect(lawful.holidaysOf).toEqual(holidays ? [place.slice(0, 2)] : []);
});

it('says of a country without data, and of calls without a law, that the bound is Paceline\'s own', () => {
  expect(of('IR').laws).toEqual([NO_DATA]);
  expect(of('FR', { purpose: 'service' }).laws).toEqual([UNREGULATED]);
  expect(of('FR').laws.map(({ basis }) => basis)).toEqual(['law']);
});

it('binds by both countries of a number of one and an address in another', () => {
  const both = lawfulHours({ countries: ['AU', 'US'], regions: [] }, SALES);
  expect(both.hours).toEqual(intersectHours(of('AU').hours, of('US').hours));
  expect(both.holidaysOf).toEqual(['AU']);
});

it('takes the strictest of all where nobody knows the country', () => {
  const strictest = lawfulHours({ countries: [], regions: [] }, SALES).hours;
  for (const law of HOURS_LAWS.filter(({ purposes, deliveries }) => purposes.includes('sales') && deliveries.includes('agent'))) expect(intersectHours(strictest, law.hours)).toEqual(strictest);
  expect(Object.keys(strictest).length).toBeGreaterThan(0);
});

describe('any law', () => {
  const places = [...new Set(HOURS_LAWS.map(({ place }) => place ?? '')), 'IR', 'DE'];
  const anyKind = fc.record({ purpose: fc.constantFrom(...PURPOSES, null), delivery: fc.constantFrom(...DELIVERIES, null) });

  it('that is stricter for want of knowledge is within each of those that it might be', () => {
    fc.assert(fc.property(fc.constantFrom(...places), anyKind, (place, kind) => {
      const unknown = of(place, kind).hours;
      for (const purpose of kind.purpose === null ? PURPOSES : [kind.purpose]) {
        for (const delivery of kind.delivery === null ? DELIVERIES : [kind.delivery]) expect(intersectHours(unknown, of(place, { purpose, delivery }).hours)).toEqual(unknown);
      }
    }));
  });

  it('lets nobody be called at night, for sales, and leaves some hours open', () => {
    fc.assert(fc.property(fc.constantFrom(...places), anyKind, (place, kind) => {
      const { hours } = of(place, kind);
      const windows = ISO_WEEKDAYS.flatMap((day) => hours[day] ?? []);
      expect(windows.length).toBeGreaterThan(0);
      for (const { fromMin, toMin } of windows) {
        expect(fromMin).toBeGreaterThanOrEqual(6 * 60);
        expect(toMin).toBeLessThanOrEqual(22 * 60);
      }
    }));
  });

  it('has an id of its own, a source, and hours in order', () => {
    expect(new Set(HOURS_LAWS.map(({ id }) => id)).size).toBe(HOURS_LAWS.length);
    for (const { id, source, hours } of HOURS_LAWS) {
      expect([id, source.length > 3, intersectHours(hours, hours)]).toEqual([id, true, hours]);
    }
  });
});
