import { isSameContact, mergeContact, type KnownContact } from '@paceline/domain/lists/merge-contact';
import type { ClientScope } from '@paceline/domain/client/client';
import { forbid, type Forbidding } from '../do-not-call';
import { ClientDoNotCallList } from '../of-client/do-not-call-list';
import { rows, write } from '../transaction';
import type { EntityManager } from 'typeorm';
import type { NewContact } from './new-contact';

/** A row of the file, and the contact that the database has for it. */
export interface KnownRow { readonly row: NewContact; readonly contactId: string }

export interface Merged {
  /** Rows that changed their contact. */
  readonly updated: number;
  /** Rows whose contact somebody has deleted meanwhile: they are new ones after all. */
  readonly gone: readonly NewContact[];
}

/**
 * Brings what a file says into the contacts that are known, the newest row last. Locks in the order contacts, targets, phones, as whoever
 * changes a contact does. A person whose every number is on the do-not-call list said no, and so says no at the new ones.
 * @param saidNo with what numbers go on that list of people who say no by the file itself: all of their numbers do
 */
export async function mergeKnown(manager: EntityManager, known: readonly KnownRow[], saidNo: Forbidding): Promise<Merged> {
  if (known.length === 0) return { updated: 0, gone: [] };
  const before = await lockContacts(manager, [...new Set(known.map(({ contactId }) => contactId))]);
  const after = new Map(before);
  let updated = 0;
  for (const { row, contactId } of known) {
    const contact = after.get(contactId);
    if (contact === undefined) continue;
    const merged = mergeContact(contact, row);
    if (isSameContact(contact, merged)) continue;
    after.set(contactId, merged);
    updated += 1;
  }
  await writeChanged(manager, saidNo.actor, before, after);
  await forbid(manager, await newPhonesOfNo(manager, saidNo.actor, before, after), { ...saidNo, why: { code: 'other-number', params: {} } });
  await forbid(manager, known.flatMap(({ row, contactId }) => row.saidNo ? after.get(contactId)?.phones ?? [] : []), saidNo);
  return { updated, gone: known.filter(({ contactId }) => !before.has(contactId)).map(({ row }) => row) };
}

type Contacts = Map<string, KnownContact>;

async function lockContacts(manager: EntityManager, ids: readonly string[]): Promise<Contacts> {
  const found = await rows<{ id: string; name: string; zone: string | null; fields: Record<string, string> | string }>(manager,
    'SELECT id, name, zone, fields FROM contacts WHERE id IN (?) ORDER BY id FOR UPDATE', [ids]);
  const phones = await rows<{ contactId: string; phone: string }>(manager,
    'SELECT contact_id AS contactId, phone FROM contact_phones WHERE contact_id IN (?) ORDER BY contact_id, position', [ids]);
  const phonesOf = new Map<string, string[]>();
  for (const { contactId, phone } of phones) phonesOf.set(String(contactId), [...phonesOf.get(String(contactId)) ?? [], phone]);
  return new Map(found.map(({ id, name, zone, fields }) => [String(id), {
    // MariaDB's JSON is text.
    name, zone, fields: typeof fields === 'string' ? JSON.parse(fields) as Record<string, string> : fields, phones: phonesOf.get(String(id)) ?? [],
  }]));
}

async function writeChanged(manager: EntityManager, { clientId }: ClientScope, before: Contacts, after: Contacts): Promise<void> {
  const changed = [...after].filter(([id, contact]) => contact !== before.get(id));
  if (changed.length === 0) return;
  await write(manager,
    `INSERT INTO contacts (id, client_id, name, zone, fields) VALUES ${changed.map(() => '(?, ?, ?, ?, ?)').join(', ')}
     ON DUPLICATE KEY UPDATE name = VALUES(name), zone = VALUES(zone), fields = VALUES(fields)`,
    changed.flatMap(([id, { name, zone, fields }]) => [id, clientId, name, zone, JSON.stringify(fields)]));
  for (const [id, { zone }] of changed) {
    if (zone !== before.get(id)?.zone) await write(manager, "UPDATE targets SET zone = ? WHERE contact_id = ? AND state IN ('ready', 'calling')", [zone ?? '', id]);
  }
  const phones = changed.flatMap(([id, contact]) => contact.phones.map((phone, position) => ({ id, position, phone })).slice(before.get(id)?.phones.length));
  if (phones.length === 0) return;
  await write(manager, `INSERT INTO contact_phones (contact_id, position, phone) VALUES ${phones.map(() => '(?, ?, ?)').join(', ')}`,
    phones.flatMap(({ id, position, phone }) => [id, position, phone]));
}

/** Read with a lock: somebody may be saying no at this moment. */
async function newPhonesOfNo(manager: EntityManager, client: ClientScope, before: Contacts, after: Contacts): Promise<string[]> {
  const grown = [...after].flatMap(([id, { phones }]) => {
    const known = before.get(id)?.phones ?? [];
    return phones.length > known.length ? [{ known, added: phones.slice(known.length) }] : [];
  });
  if (grown.length === 0) return [];
  const isListed = await new ClientDoNotCallList(manager, client).lockListed(grown.flatMap(({ known }) => known));
  return grown.flatMap(({ known, added }) => known.every((phone) => isListed.has(phone)) ? added : []);
}
