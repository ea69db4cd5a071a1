import { MAX_CONTACT_CHARS, MAX_PHONES } from './contact-bounds';

export interface KnownContact {
  readonly name: string;
  /** IANA zone, or `*` and a country; null: unknown. */
  readonly zone: string | null;
  /** E.164, in the order in which they are called. */
  readonly phones: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

export interface ReadContact extends KnownContact {
  /** The file says the zone; left out, the number tells it. */
  readonly zoneIsSaid?: boolean;
}

/**
 * A known contact with what a file says of them since: the newest wins, and what it does not say stays. Phones stay in their places, because
 * a campaign that has begun goes by those, and new ones come after them. A zone that somebody wrote gives way only to another that somebody wrote.
 */
export function mergeContact(known: KnownContact, read: ReadContact): KnownContact {
  return {
    name: read.name === '' ? known.name : read.name,
    zone: read.zoneIsSaid === true ? read.zone : known.zone ?? read.zone,
    phones: [...new Set([...known.phones, ...read.phones])].slice(0, Math.max(MAX_PHONES, known.phones.length)),
    fields: mergeFields(known.fields, read.fields),
  };
}

/** The file's fields, and of the old ones as many as a contact may hold beside them. */
function mergeFields(known: KnownContact['fields'], read: KnownContact['fields']): Record<string, string> {
  const chars = ([header, value]: readonly [string, string]): number => header.length + value.length;
  let left = MAX_CONTACT_CHARS - Object.entries(read).reduce((sum, entry) => sum + chars(entry), 0);
  const kept = Object.entries(known).filter((entry) => {
    if (Object.hasOwn(read, entry[0])) return true; // in its place, with the new value
    if (chars(entry) > left) return false;
    left -= chars(entry);
    return true;
  });
  return Object.fromEntries([...kept, ...Object.entries(read)]);
}

export function isSameContact(one: KnownContact, other: KnownContact): boolean {
  const fields = Object.entries(one.fields);
  return one.name === other.name && one.zone === other.zone
    && one.phones.length === other.phones.length && one.phones.every((phone, at) => phone === other.phones[at])
    && fields.length === Object.keys(other.fields).length && fields.every(([header, value]) => Object.hasOwn(other.fields, header) && other.fields[header] === value);
}
