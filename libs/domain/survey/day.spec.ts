import { dayAfter, fromCalendarOf, inCalendarOf, isDay } from './day';

const calendars = { fa: 'persian', en: 'gregory' } as const;

/** By the runtime's own calendars. */
function byRuntime(language: 'fa' | 'en', day: string): number[] {
  const parts = new Date(`${day}T00:00:00Z`).toLocaleDateString(`en-u-ca-${calendars[language]}-nu-latn`, { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' }).match(/\d+/g) ?? [];
  const [month = 0, date = 0, year = 0] = parts.map(Number);
  return [year, month, date];
}

describe('a day', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00Z', 'today', ''])('%p is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('is the same in both calendars, and back, each day of forty years', () => {
    for (let day = '1996-03-21'; day < '2037-03-21'; day = dayAfter(day, 1)) {
      const hijri = inCalendarOf('fa', day);
      if (day.endsWith('-07-01') || /-03-(19|2[0-2])$/.test(day)) expect([day, hijri.year, hijri.month, hijri.day]).toEqual([day, ...byRuntime('fa', day)]);
      if (fromCalendarOf('fa-IR', hijri) !== day) throw new Error(`${day} does not come back`);
    }
  });

  it('is a day of the calendar of the language', () => {
    expect(fromCalendarOf('fa', { year: 1405, month: 1, day: 1 })).toBe('2026-03-21');
    expect(fromCalendarOf('fa', { year: 1403, month: 12, day: 30 })).toBe('2025-03-20');
    expect(fromCalendarOf('en', { year: 2028, month: 2, day: 29 })).toBe('2028-02-29');
    expect(inCalendarOf('zh-TW', '2026-03-21')).toEqual({ year: 2026, month: 3, day: 21 });
  });

  it.each([['fa', 1405, 12, 30], ['fa', 1405, 7, 31], ['fa', 1405, 13, 1], ['fa', 1405, 1, 0], ['fa', 2026, 1, 1], ['en', 2026, 2, 29], ['en', 1405, 0, 1]])('of %s, %p-%p-%p is none', (language, year, month, day) => {
    expect(fromCalendarOf(language, { year, month, day })).toBeNull();
  });
});
