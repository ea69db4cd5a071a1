import { areaOfPhone } from '@paceline/domain/compliance/phone-areas';
import { fixedZone, type Zone } from '@paceline/domain/compliance/zone';
import { Remembered } from './remembered';
import { whenZonesChange, zoneData } from './zone-data/current-zones';

/** More than all names, countries and offsets that there are. */
const KEPT_TEXTS = 2_000;
/**
 * A contact's zone is an IANA name, a fixed offset (`UTC+03:30`), or `*` and what is known instead: a country, or the prefix
 * of a phone (`*US`, `*+1850`). Then every zone of the country, or of the area, counts.
 */
const zonesByText = new Remembered<readonly Zone[]>(KEPT_TEXTS);
/** Phones know more countries than ISO 3166-1, by which the zones are listed. */
const NOT_IN_ISO: ReadonlyMap<string, readonly string[]> = new Map([['XK', ['Europe/Belgrade']], ['AC', ['Atlantic/St_Helena']], ['TA', ['Atlantic/St_Helena']]]);
const OFFSET = /^UTC([+-])([01][0-9]):([0-5][0-9])$/;

whenZonesChange(() => { zonesByText.clear(); countryByZone = undefined; });

/** Every zone that counts for a contact; empty when nothing is known. */
export function zonesOf(zone: string | null): readonly Zone[] {
  return zone === null || zone === '' ? [] : zonesByText.of(zone, () => find(zone));
}

/**
 * The zone of somebody of whom only the country is known; null when the country has none. A name only where the zone is
 * the country's alone: Norway and Germany share one today, and it is for Norway to leave it.
 */
export function zoneOfCountry(country: string): string | null {
  const [first, ...others] = zonesOf(`*${country}`);
  if (first === undefined) return null;
  return others.length === 0 && countryOfZone(first.name) === country ? first.name : `*${country}`;
}

/**
 * The zone that a number tells.
 * @param country ISO 3166-1 of the number; null when it tells none
 */
export function zoneOfPhone(e164: string, country: string | null): string | null {
  const area = areaOfPhone(e164);
  if (area === null || (country !== null && area.country !== country)) return country === null ? null : zoneOfCountry(country);
  return area.zones.length === 1 ? area.zones[0] ?? null : `*${area.prefix}`;
}

/** A zone by its name or offset; UTC where nobody knows it any more. */
export function zoneNamed(zone: string): Zone {
  return zonesOf(zone)[0] ?? fixedZone(0);
}

let countryByZone: Map<string, string | null> | undefined;

/** ISO 3166-1 of the only country whose clock this is; null when several share it, or nobody knows it. */
export function countryOfZone(zone: string | null): string | null {
  if (zone === null || zone === '') return null;
  if (zone.startsWith('*+')) return areaOfPhone(zone.slice(1))?.country ?? null;
  if (zone.startsWith('*')) return zonesOf(zone).length > 0 ? zone.slice(1) : null;
  countryByZone ??= countriesOfZones();
  return countryByZone.get(zone) ?? null;
}

function find(text: string): readonly Zone[] {
  const { zones, byCountry } = zoneData();
  if (text.startsWith('*')) {
    const country = text.slice(1);
    const area = country.startsWith('+') ? areaOfPhone(country) : null;
    return withoutTwins((area?.zones ?? byCountry.get(country) ?? NOT_IN_ISO.get(country) ?? []).map((name) => zones.get(name)).filter((zone) => zone !== undefined));
  }
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? [];
  if (sign !== undefined) return [fixedZone((sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)))];
  const zone = zones.get(text);
  return zone === undefined ? [] : [zone];
}

/** From here on two zones that agree are one; nobody is called in the past. */
const AGREE_FROM_MS = Date.UTC(2026, 0, 1);

/** Of the 29 zones of the United States 13 differ: the others would be asked for nothing. */
function withoutTwins(zones: readonly Zone[]): readonly Zone[] {
  const kept = new Map<string, Zone>();
  for (const zone of zones) {
    const from = zone.changesAtMs.findIndex((atMs) => atMs > AGREE_FROM_MS);
    const changes = from < 0 ? [] : zone.changesAtMs.slice(from);
    const rules = JSON.stringify([changes, zone.offsetsMin.slice(-changes.length - 1)]);
    if (!kept.has(rules)) kept.set(rules, zone);
  }
  return [...kept.values()];
}

function countriesOfZones(): Map<string, string | null> {
  const countries = new Map<string, string | null>();
  for (const [country, names] of zoneData().byCountry) for (const name of names) countries.set(name, countries.has(name) ? null : country);
  return countries;
}
