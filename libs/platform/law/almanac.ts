import type { Almanac } from '@paceline/domain/script/openness';
import type { Zone } from '@paceline/domain/compliance/zone';
import { dayNumber, holidaysOf, type HolidayChange } from '../holidays/holidays';
import { zonesOf } from '../zones';

/** The one zone of that name, or with that offset (`UTC+03:30`); null: nobody knows it, or it is a country's several. */
export function singleZone(name: string): Zone | null {
  const [zone, ...others] = name.startsWith('*') ? [] : zonesOf(name);
  return others.length === 0 ? zone ?? null : null;
}

/** The zones as the product has them, and the holidays with what administrators have changed; it remembers what it was asked. */
export function almanacOf(changes: readonly HolidayChange[]): Almanac {
  const known = new Map<string, ReadonlySet<number>>();
  return {
    zone: singleZone,
    holidays: (country) => {
      const days = known.get(country) ?? new Set(holidaysOf(country, changes).map(({ day }) => dayNumber(day)));
      known.set(country, days);
      return days;
    },
  };
}
