import type { Whereabouts } from '@paceline/domain/compliance/lawful-hours';
import { areaOfPhone } from '@paceline/domain/compliance/phone-areas';
import { parsePhone } from '../phones';
import { Remembered } from '../remembered';
import { countryOfZone } from '../zones';
import { whenZonesChange } from '../zone-data/current-zones';

const asked = new Remembered<Whereabouts>(2_000);
whenZonesChange(() => { asked.clear(); });

/** Whose law counts for somebody: that of the number's country, and that of the zone's when only one country has it. */
export function whereaboutsOf(phone: string | null, zone: string | null): Whereabouts {
  return asked.of(`${phone ?? ''} ${zone ?? ''}`, () => find(phone, zone));
}

function find(phone: string | null, zone: string | null): Whereabouts {
  const areas = [phone, zone?.startsWith('*+') === true ? zone.slice(1) : null].map((number) => (number === null ? null : areaOfPhone(number)));
  const told = phone === null || areas[0] !== null ? null : parsePhone(phone, null)?.country ?? null;
  const countries = [...areas.map((area) => area?.country ?? null), told, countryOfZone(zone)].filter((country) => country !== null);
  return { countries: [...new Set(countries)].sort(), regions: [...new Set(areas.map((area) => area?.region ?? null).filter((region) => region !== null))].sort() };
}
