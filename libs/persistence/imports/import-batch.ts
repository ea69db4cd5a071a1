import type { DataSource, EntityManager } from 'typeorm';
import { plainKey } from '@paceline/domain/lists/plain-words';
import type { RejectionReasons } from '@paceline/contracts/messages/import-findings';
import type { Message } from '@paceline/contracts/messages/message';
import { forbid, type Forbidding } from '../do-not-call';
import type { Import } from '../entities/contacts';
import { inTransaction, rows, write } from '../transaction';
import { keepConsents } from './keep-consents';
import { mergeKnown, type KnownRow } from './merge-known';
import type { NewContact } from './new-contact';

/** Rows of the file that are committed together with the number of rows read. */
export interface ImportBatch {
  /** Rows read before this batch, and with it. */
  readonly fromRow: number;
  readonly toRow: number;
  readonly contacts: readonly NewContact[];
  /** Rows without any text. */
  readonly blank: number;
  /** Rows by which somebody is not to be called, and all their numbers. */
  readonly optedOut: number;
  readonly mayNotCall: readonly string[];
  readonly rejections: readonly { readonly rowNumber: number; readonly why: Message<RejectionReasons> }[];
}

/** Another process has the lease and may have gone on with this import, or it was deleted: this one must stop. */
export class ImportTakenOver extends Error {
  constructor(importId: string) {
    super(`import ${importId} goes on elsewhere`);
    this.name = 'ImportTakenOver';
  }
}

/**
 * Writes one batch in one transaction: contacts, phones, links, rejections and how far the file was read. A
 * crash leaves all of it or nothing, so a batch counts exactly once. Throws ImportTakenOver when the import is under
 * another fence, or the row count in the database is not the one that this batch starts from.
 */
export async function writeBatch(dataSource: DataSource, { clientId, id: importId, listId, fence }: Pick<Import, 'clientId' | 'id' | 'listId' | 'fence'>, batch: ImportBatch): Promise<void> {
  await inTransaction(dataSource, async (manager) => {
    const [own] = await rows<{ n: number }>(manager,
      "SELECT 1 AS n FROM imports WHERE id = ? AND state = 'running' AND fence = ? AND rows_read = ? FOR UPDATE", [importId, fence, batch.fromRow]);
    if (own === undefined) throw new ImportTakenOver(importId);
    const no: Forbidding = { source: 'import', callId: null, importId, why: { code: 'said-in-file', params: {} }, actor: { clientId, userId: null, name: 'import' } };
    const found = await knownContacts(manager, clientId, batch.contacts);
    const { updated, gone } = await mergeKnown(manager, found, no);
    const known = found.filter(({ row }) => !gone.includes(row));
    const isKnown = new Set(known.map(({ row }) => row));
    const created = batch.contacts.filter((contact) => !isKnown.has(contact));
    const createdIds = await insertContacts(manager, clientId, created);
    const ids = [...new Set(known.map(({ contactId }) => contactId)), ...createdIds];
    if (ids.length > 0) {
      await write(manager, `INSERT IGNORE INTO list_contacts (list_id, contact_id) VALUES ${ids.map(() => '(?, ?)').join(', ')}`,
        ids.flatMap((id) => [listId, id]));
    }
    await keepConsents(manager, no.actor, importId, [...known, ...created.map((row, at) => ({ row, contactId: createdIds[at] }))]
      .flatMap(({ row: { consent }, contactId }) => consent === undefined || contactId === undefined ? [] : [{ contactId, consent }]));
    await insertRejections(manager, importId, batch.rejections);
    // With the contacts, or a campaign could dial them in between.
    await forbid(manager, batch.mayNotCall, no);
    const duplicates = batch.rejections.filter(({ why }) => why.code === 'duplicate-in-file').length;
    await write(manager,
      `UPDATE imports SET tries = 0, rows_read = ?, imported = imported + ?, known = known + ?, updated = updated + ?, duplicates = duplicates + ?,
         rejected = rejected + ?, blank = blank + ?, opted_out = opted_out + ? WHERE id = ?`,
      [batch.toRow, created.length, known.length, updated, duplicates, batch.rejections.length - duplicates, batch.blank, batch.optedOut, importId]);
  });
}

/**
 * Contacts that the database has: by their primary phone; of several, the oldest. At a landline, which a family shares, by
 * phone and name, or by the phone alone when either has no name.
 */
async function knownContacts(manager: EntityManager, clientId: string, contacts: readonly NewContact[]): Promise<KnownRow[]> {
  const known: KnownRow[] = [];
  const isShared = ({ isLandline, name }: NewContact): boolean => isLandline && name !== '';
  const shared = contacts.filter(isShared);
  const alone = contacts.filter((contact) => !isShared(contact));
  if (alone.length > 0) {
    const found = await rows<{ phone: string; contactId: string }>(manager,
      `SELECT p.phone, MIN(c.id) AS contactId FROM contact_phones p JOIN contacts c ON c.id = p.contact_id
        WHERE p.phone IN (?) AND p.position = 0 AND c.client_id = ? GROUP BY p.phone`, [alone.map(({ phones }) => phones[0]), clientId]);
    const byPhone = new Map(found.map(({ phone, contactId }) => [phone, contactId]));
    for (const row of alone) { const contactId = byPhone.get(row.phones[0]); if (contactId !== undefined) known.push({ row, contactId }); }
  }
  if (shared.length > 0) {
    const found = await rows<{ phone: string; name: string; contactId: string }>(manager,
      `SELECT p.phone, c.name, MIN(c.id) AS contactId FROM contact_phones p JOIN contacts c ON c.id = p.contact_id
        WHERE p.phone IN (?) AND p.position = 0 AND c.client_id = ? AND c.name IN (?) GROUP BY p.phone, c.name`, [shared.map(({ phones }) => phones[0]), clientId, ['', ...shared.map(({ name }) => name)]]);
    const byBoth = new Map(found.map(({ phone, name, contactId }) => [`${phone} ${plainKey(name)}`, contactId]));
    for (const row of shared) {
      const [own, nameless] = [`${row.phones[0]} ${plainKey(row.name)}`, `${row.phones[0]} `];
      const contactId = byBoth.get(own) ?? byBoth.get(nameless);
      if (contactId === undefined) continue;
      known.push({ row, contactId });
      // It has a name from here on: the next one in the household is somebody else.
      if (!byBoth.has(own)) byBoth.delete(nameless);
    }
  }
  return known;
}

async function insertContacts(manager: EntityManager, clientId: string, contacts: readonly NewContact[]): Promise<string[]> {
  if (contacts.length === 0) return [];
  const inserted = await write(manager, `INSERT INTO contacts (client_id, name, zone, fields) VALUES ${contacts.map(() => '(?, ?, ?, ?)').join(', ')}`,
    contacts.flatMap((contact) => [clientId, contact.name, contact.zone, JSON.stringify(contact.fields)]));
  // The ids of one statement with a known number of rows are consecutive in every innodb_autoinc_lock_mode.
  const step = await autoIncrementStep(manager);
  const ids = contacts.map((_contact, at) => (BigInt(inserted.insertId) + BigInt(at) * step).toString());
  const phones = contacts.flatMap((contact, at) => contact.phones.map((phone, position) => [ids[at], position, phone]));
  await write(manager, `INSERT INTO contact_phones (contact_id, position, phone) VALUES ${phones.map(() => '(?, ?, ?)').join(', ')}`, phones.flat());
  return ids;
}

/** More than 1 where several primaries share the numbers among them (Galera). */
async function autoIncrementStep(manager: EntityManager): Promise<bigint> {
  const [found] = await rows<{ step: string | number }>(manager, 'SELECT @@auto_increment_increment AS step', []);
  return BigInt(found?.step ?? 1);
}

async function insertRejections(manager: EntityManager, importId: string, rejections: ImportBatch['rejections']): Promise<void> {
  if (rejections.length === 0) return;
  await write(manager,
    `INSERT INTO import_rejections (import_id, \`row_number\`, reason, params) VALUES ${rejections.map(() => '(?, ?, ?, ?)').join(', ')}`,
    rejections.flatMap(({ rowNumber, why: { code, params } }) => [importId, rowNumber, code, JSON.stringify(params)]));
}
