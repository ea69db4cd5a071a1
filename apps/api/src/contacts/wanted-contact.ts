import type { ContactView, PatchContact } from '@paceline/contracts/contacts';
import { parseZone } from '@paceline/platform/zone-data/zone-names';
import { parsePhone } from '@paceline/platform/phones';
import { zoneOfPhone, zonesOf } from '@paceline/platform/zones';
import { invalid } from '../edge/validation';
import { phoneOf } from '../edge/written-phone';

export interface WantedContact {
  readonly name?: string;
  /** E.164, each once. */
  readonly phones?: readonly string[];
  readonly zone?: string | null;
  readonly fields?: Record<string, string>;
}

/** What is to be changed of a contact, read by the rules of imported files; `validation-failed` for what cannot be read. */
export function wanted(was: ContactView, { name, phones: written, country, zone, fields }: PatchContact): WantedContact {
  const phones = written?.map((text, at) => phone(text, country, `phones.${at}`));
  const unique = phones === undefined || sameAs(phones, was.phones) ? undefined : [...new Set(phones)];
  const newZone = wantedZone(was, unique, zone);
  return {
    ...name !== undefined && { name }, ...fields !== undefined && { fields },
    ...unique !== undefined && { phones: unique }, ...newZone !== undefined && newZone !== was.zone && { zone: newZone },
  };
}

function phone(written: string, country: string | undefined, path: string): string {
  const { e164, extension } = phoneOf(written, country, path);
  if (extension !== null) throw invalid(path, 'phone-has-extension');
  return e164;
}

/** A zone that the number told follows the number; one that somebody wrote stays. */
function wantedZone(was: ContactView, phones: readonly string[] | undefined, zone: string | null | undefined): string | null | undefined {
  if (zone === undefined) return phones !== undefined && was.zone === zoneToldBy(was.phones) ? zoneToldBy(phones) : undefined;
  if (zone === null) return zoneToldBy(phones ?? was.phones);
  const read = parseZone(zone) ?? (zonesOf(zone).length > 0 ? zone : null);
  if (read === null) throw invalid('zone', 'no-zone');
  return read;
}

function zoneToldBy([first]: readonly string[]): string | null {
  return first === undefined ? null : zoneOfPhone(first, parsePhone(first, null)?.country ?? null);
}

function sameAs(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
