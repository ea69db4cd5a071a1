import { withinCallingHours } from '../compliance/calling-hours';
import { localTime, type Zone } from '../compliance/zone';
import type { HoursNode } from './script';

/** What of the world's clocks and calendars a script needs; libs/platform knows them. */
export interface Almanac {
  /** By its name; null: nobody knows it. */
  readonly zone: (name: string) => Zone | null;
  /** A country's holidays, as days since 1970-01-01 on the wall's calendar; whole days by the zone of whoever asks. */
  readonly holidays: (country: string) => ReadonlySet<number>;
}

export type Openness = 'open' | 'closed' | 'holiday';

/** Whether somebody who calls now comes within the hours. Where nobody knows the zone, nobody is told that it is open. */
export function opennessAt({ zone: name, hours, holidaysOf }: HoursNode, almanac: Almanac, atMs: number): Openness {
  const zone = almanac.zone(name);
  if (zone === null) return 'closed';
  const { day } = localTime(zone, atMs);
  if (holidaysOf.some((country) => almanac.holidays(country).has(day))) return 'holiday';
  return withinCallingHours([zone], hours, atMs).allow ? 'open' : 'closed';
}
