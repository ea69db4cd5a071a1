import { CALCULATED } from './calculated';
import { HOLIDAY_YEARS, dayNumber, hasHolidayData, holidaysOf } from './holidays';

const days = (country: string): Set<string> => new Set(holidaysOf(country, []).map(({ day }) => day));

it.each([
  ['CN', ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-05-01', '2026-05-02', '2026-10-07', '2027-05-02', '2027-02-08'], ['2026-03-08', '2026-02-28', '2026-10-08']],
  ['TW', ['2026-05-01', '2026-09-28', '2026-10-25', '2026-10-26', '2026-12-25', '2026-10-09', '2026-02-27', '2027-04-30'], ['2026-08-08', '2026-10-21']],
  ['AE', ['2026-12-02', '2026-12-03', '2026-03-20', '2026-03-21', '2026-03-22'], ['2026-12-04']],
  ['PH', ['2026-12-08', '2026-11-01', '2026-11-30', '2026-12-25', '2026-08-21'], ['2026-01-23']],
  ['IR', ['2026-03-20', '2026-03-21', '2026-03-22', '2026-04-02'], ['2026-03-19', '2026-03-25']],
  ['AU', ['2026-01-26', '2026-04-03', '2026-04-06', '2026-04-25', '2026-12-25', '2026-12-28'], ['2026-05-10']],
  ['FR', ['2026-05-01', '2026-05-08', '2026-05-14', '2026-07-14', '2026-11-11', '2026-12-25'], ['2026-05-31']],
  ['ES', ['2026-01-06', '2026-10-12', '2026-12-08'], []],
])('%s is closed on its days off, and on no others', (country, closed, open) => {
  expect(closed.filter((day) => !days(country).has(day))).toEqual([]);
  expect(open.filter((day) => days(country).has(day))).toEqual([]);
});

it.each(['IQ', 'JO', 'KW', 'QA', 'OM', 'LB', 'SY', 'YE', 'AF', 'MO', 'TJ', 'XX', 'constructor'])('of %s nothing is known, and that is said', (country) => {
  expect(hasHolidayData(country)).toBe(false);
  expect(holidaysOf(country, [])).toEqual([]);
});

it('has every day once, in order, with its source', () => {
  for (const country of Object.keys(CALCULATED.countries)) {
    const own = holidaysOf(country, []);
    expect(own.map(({ day }) => day)).toEqual([...new Set(own.map(({ day }) => day))].sort());
    expect(own.every(({ day, source, name }) => Number.isInteger(dayNumber(day)) && source !== '' && name !== '')).toBe(true);
    expect(hasHolidayData(country)).toBe(true);
  }
});

it('knows the present and some years more', () => {
  expect(HOLIDAY_YEARS.to - new Date().getUTCFullYear()).toBeGreaterThanOrEqual(1);
});
