import type { DataSource } from 'typeorm';
import { dialer } from './audit-trail';
import { forbid } from './do-not-call';
import { inTransaction, rows } from './transaction';

/** Somebody on a call with us, who pressed the key by which they are not called any more. */
export interface OptOut {
  readonly clientId: string;
  readonly callId: string;
  readonly phone: string;
  /** Whom we had called; null: they called us. */
  readonly contactId: string | null;
  /** The manager's, of what they were asked. */
  readonly words: string;
}

/**
 * Puts the number on the do-not-call list and all other numbers of the contact whom we had called, or, of a caller, whom the number
 * tells: of those who share a number nobody knows who pressed. The same again changes nothing.
 */
export async function optOutCaller(dataSource: DataSource, { clientId, callId, phone, contactId, words }: OptOut): Promise<void> {
  await inTransaction(dataSource, async (manager) => {
    const contacts = contactId !== null ? [{ id: contactId }] : await rows<{ id: string }>(manager,
      'SELECT DISTINCT c.id FROM contact_phones p FORCE INDEX (contact_phones_phone) JOIN contacts c ON c.id = p.contact_id WHERE p.phone = ? AND c.client_id = ? LIMIT 2', [phone, clientId]);
    const [contact] = contacts;
    const phones = contact === undefined || contacts.length > 1 ? [] : await rows<{ phone: string }>(manager, 'SELECT phone FROM contact_phones WHERE contact_id = ?', [contact.id]);
    const why = { code: 'said-by-key' as const, params: { words } };
    await forbid(manager, [phone, ...phones.map((one) => one.phone)], { source: 'call', callId, importId: null, why, actor: dialer({ clientId }) });
  });
}
