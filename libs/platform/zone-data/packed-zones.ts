import type { Zone } from '@paceline/domain/compliance/zone';
import { z } from 'zod';

/**
 * The form in which `moment-timezone` publishes the IANA data (`data/packed/latest.json`): a zone a line,
 * `name|abbreviations|offsets|indices|differences|population`, numbers in base 60, offsets in minutes *west* of UTC,
 * changes as minutes since the one before. https://momentjs.com/timezone/docs/#/data-formats/packed-format/
 */
export const packedFile = z.object({
  version: z.string().regex(/^20[0-9]{2}[a-z]$/, 'must be a release such as 2026f'),
  released: z.iso.date().optional(),
  zones: z.array(z.string()).min(1),
  links: z.array(z.string().regex(/^[^|]+\|[^|]+$/)),
  countries: z.array(z.string().regex(/^[A-Z]{2}\|[^|]+$/)),
});
export type PackedFile = z.infer<typeof packedFile>;

export interface UnpackedZones {
  readonly zones: ReadonlyMap<string, Zone>;
  /** ISO 3166-1 to the names of the country's zones. */
  readonly byCountry: ReadonlyMap<string, readonly string[]>;
}

const MINUTE_MS = 60_000;
const FARTHEST_MIN = 16 * 60;

/** Every zone by each of its names. Throws an Error that says which line is wrong. */
export function unpackZones(file: PackedFile): UnpackedZones {
  const zones = new Map<string, Zone>();
  for (const line of file.zones) {
    const zone = unpackZone(line);
    zones.set(zone.name, zone);
  }
  for (const link of file.links) {
    const [one = '', other = ''] = link.split('|');
    const known = zones.get(one) ?? zones.get(other);
    if (known === undefined) throw new Error(`the link ${link} leads nowhere`);
    // By its own name: a contact's zone stays written as it was.
    for (const name of [one, other]) if (!zones.has(name)) zones.set(name, { ...known, name });
  }
  const byCountry = new Map<string, readonly string[]>();
  for (const line of file.countries) {
    const [country = '', names = ''] = line.split('|');
    const known = names.split(' ');
    const missing = known.find((name) => !zones.has(name));
    if (missing !== undefined) throw new Error(`the zone ${missing} of ${country} is not among the zones`);
    byCountry.set(country, known);
  }
  return { zones, byCountry };
}

function unpackZone(line: string): Zone {
  const [name = '', , offsets = '', indices = '', differences = ''] = line.split('|');
  const west = offsets.split(' ').map(base60);
  const offsetsMin = [...indices].map((index) => -(west[base60(index)] ?? Number.NaN));
  const changesAtMs: number[] = [];
  for (const difference of differences === '' ? [] : differences.split(' ')) {
    changesAtMs.push(Math.round((changesAtMs.at(-1) ?? 0) + base60(difference) * MINUTE_MS));
  }
  const ascends = changesAtMs.every((atMs, at) => Number.isFinite(atMs) && (at === 0 || atMs > (changesAtMs[at - 1] ?? 0)));
  const isSound = name !== '' && ascends && offsetsMin.length === changesAtMs.length + 1
    && offsetsMin.every((offset) => Math.abs(offset) <= FARTHEST_MIN); // false for NaN
  if (!isSound) throw new Error(`the zone ${name === '' ? line.slice(0, 40) : name} is damaged`);
  return { name, changesAtMs, offsetsMin };
}

/** `-1c.u` and the like; NaN for anything else. */
function base60(text: string): number {
  const [, sign = '', whole = '', part = ''] = /^(-?)([0-9a-zA-X]*)(?:\.([0-9a-zA-X]+))?$/.exec(text) ?? [];
  if (whole === '' && part === '') return Number.NaN;
  let value = 0;
  for (const digit of whole) value = value * 60 + digitOf(digit);
  [...part].forEach((digit, at) => { value += digitOf(digit) / 60 ** (at + 1); });
  return sign === '-' ? -value : value;
}

function digitOf(digit: string): number {
  const code = digit.charCodeAt(0);
  if (code > 96) return code - 87; // a–z: 10–35
  return code > 64 ? code - 29 : code - 48; // A–X: 36–59
}
