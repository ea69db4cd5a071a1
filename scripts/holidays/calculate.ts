import Holidays from 'date-holidays';

const DAY_MS = 86_400_000;
/** Days off by law that the library calls otherwise: the Philippines' special non-working days. */
const OFF_TOO: ReadonlyMap<string, string> = new Map([['PH', 'optional']]);

/** Every country of the library. */
export function countriesOfLibrary(): readonly string[] {
  return Object.keys(new Holidays().getCountries()).sort();
}

/**
 * A country's public holidays by name, each as the dates of its whole local days, `2026-01-01 2027-01-01`. Days that begin at
 * noon or in the afternoon are half holidays of some, and left out. Islamic and Hebrew days begin at sunset of the day
 * before for the library; for calls the day itself counts.
 */
export function calculate(country: string, from: number, to: number): Readonly<Record<string, string>> {
  const library = new Holidays(country);
  const dates = new Map<string, Set<string>>();
  for (let year = from; year <= to; year++) {
    for (const { date, start, end, type, name } of library.getHolidays(year)) {
      if ((type !== 'public' && type !== OFF_TOO.get(country)) || !date.includes(' 00:00:00')) continue;
      const own = dates.get(name) ?? new Set<string>();
      dates.set(name, own);
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
      for (let day = 0; day < days; day++) own.add(new Date(Date.parse(date.slice(0, 10)) + day * DAY_MS).toISOString().slice(0, 10));
    }
  }
  return Object.fromEntries([...dates].map(([name, own]) => [name, [...own].sort().join(' ')]));
}
