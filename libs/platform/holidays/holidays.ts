import { CALCULATED } from './calculated';
import { CORRECTIONS } from './corrections';

export interface Holiday {
  /** YYYY-MM-DD: the whole day by the clock of whoever is called. */
  readonly day: string;
  readonly name: string;
  readonly source: string;
  readonly origin: 'calculated' | 'corrected' | 'added';
}

/** What an administrator has added, or taken away. */
export interface HolidayChange {
  /** ISO 3166-1. */
  readonly country: string;
  readonly day: string;
  readonly isHoliday: boolean;
  readonly name: string;
  readonly source: string;
}

const DAY_MS = 86_400_000;
const COUNTRIES = CALCULATED.countries;

/** Years that are known, both inclusive. */
export const HOLIDAY_YEARS = { from: CALCULATED.from, to: CALCULATED.to } as const;

/** False: nothing is known of the country's holidays, which is not to say that it has none. */
export function hasHolidayData(country: string, changes: readonly HolidayChange[] = []): boolean {
  return Object.hasOwn(COUNTRIES, country) || CORRECTIONS.some((correction) => correction.country === country)
    || changes.some((change) => change.country === country && change.isHoliday);
}

/** A country's public holidays in order, each day once: what is calculated, our corrections over it, and the changes over both. */
export function holidaysOf(country: string, changes: readonly HolidayChange[]): readonly Holiday[] {
  const days = new Map<string, Holiday>();
  const own = Object.hasOwn(COUNTRIES, country) ? COUNTRIES[country] ?? {} : {};
  for (const [name, dates] of Object.entries(own)) {
    for (const day of dates.split(' ')) if (!days.has(day)) days.set(day, { day, name, source: CALCULATED.source, origin: 'calculated' });
  }
  for (const correction of CORRECTIONS) {
    if (correction.country !== country) continue;
    for (const day of correction.days) days.set(day, { day, name: correction.name, source: correction.source, origin: 'corrected' });
  }
  for (const { country: where, day, isHoliday, name, source } of changes) {
    if (where !== country) continue;
    if (isHoliday) days.set(day, { day, name, source, origin: 'added' });
    else days.delete(day);
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Days since 1970-01-01, as libs/domain/compliance/zone counts them. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00Z`) / DAY_MS;
}
