import { intersectHours, type CallingHours } from './calling-hours';
import type { Kind } from './call-purpose';
import { HOURS_LAWS, NO_DATA, UNREGULATED, type HoursLaw } from './hours-laws';

/** What binds the calls to somebody: no setting of a campaign reaches beyond it. */
export interface LawfulHours {
  readonly hours: CallingHours;
  readonly laws: readonly HoursLaw[];
  /** Countries on whose public holidays they are not called. */
  readonly holidaysOf: readonly string[];
}

/** Whose laws count: countries by ISO 3166-1, and what is known of states in them by 3166-2. */
export interface Whereabouts {
  readonly countries: readonly string[];
  readonly regions: readonly string[];
}

const REGULATED = new Set(HOURS_LAWS.map(({ place }) => place?.slice(0, 2)));

/**
 * The hours in which somebody may be called at all: within every law that binds. Of several countries (a number of one and an
 * address in another) both bind. Of nobody known country all laws do, the strictest reading; of a kind that is not said, those of
 * every kind.
 */
export function lawfulHours({ countries, regions }: Whereabouts, kind: Kind): LawfulHours {
  const laws = countries.length === 0
    ? [...HOURS_LAWS.filter((law) => isAbout(law, kind)), NO_DATA]
    : [...new Set(countries.flatMap((country) => lawsOfCountry(country, regions, kind)))];
  const closed = laws.some((law) => law === NO_DATA) ? countries : countries.filter((country) => laws.some((law) => law.closedOnHolidays && law.place?.slice(0, 2) === country));
  return { hours: laws.map(({ hours }) => hours).reduce(intersectHours), laws, holidaysOf: closed };
}

function lawsOfCountry(country: string, regions: readonly string[], kind: Kind): readonly HoursLaw[] {
  if (!REGULATED.has(country)) return [NO_DATA];
  const own = HOURS_LAWS.filter((law) => (law.place === country || (law.place !== null && regions.includes(law.place) && law.place.startsWith(`${country}-`))) && isAbout(law, kind));
  const covers = own.some(({ place, purposes }) => place === country && kind.purpose !== null && purposes.includes(kind.purpose));
  return covers ? own : [...own, UNREGULATED];
}

function isAbout({ purposes, deliveries }: HoursLaw, { purpose, delivery }: Kind): boolean {
  return (purpose === null || purposes.includes(purpose)) && (delivery === null || deliveries.includes(delivery));
}
