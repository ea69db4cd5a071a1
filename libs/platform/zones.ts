import { getTimezonesForCountry } from 'countries-and-timezones';
import { isKnownZone } from '@paceline/domain/compliance/calling-hours';

/**
 * A contact's zone is an IANA name, or `*` and a country when only the country is known: then every zone of
 * the country counts. These two functions are the two directions of that.
 */
const zonesByCountry = new Map<string, readonly string[]>();

function zonesOfCountry(country: string): readonly string[] {
  let zones = zonesByCountry.get(country);
  if (zones === undefined) {
    zones = (getTimezonesForCountry(country) ?? []).map(({ name }) => name).filter(isKnownZone);
    zonesByCountry.set(country, zones);
  }
  return zones;
}

/** Every zone that counts for a contact; empty when nothing is known, or nothing that this runtime knows. */
export function zonesOf(zone: string | null): readonly string[] {
  if (zone === null || zone === '') return [];
  if (zone.startsWith('*')) return zonesOfCountry(zone.slice(1));
  return isKnownZone(zone) ? [zone] : [];
}

/** The zone of somebody of whom only the country is known; null when the country has none. */
export function zoneOfCountry(country: string): string | null {
  const zones = zonesOfCountry(country);
  return zones.length === 1 ? zones[0] ?? null : zones.length === 0 ? null : `*${country}`;
}

/** An IANA zone as people write it (any case, blanks for underscores), or null when it is none. */
export function parseZone(written: string): string | null {
  const name = written.trim().replaceAll(' ', '_');
  // Without a slash Intl also takes abbreviations and offsets, which say nothing about summer time.
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/.test(name) || !isKnownZone(name)) return null;
  return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
}
