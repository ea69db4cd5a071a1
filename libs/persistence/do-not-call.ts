import type { EntityManager } from 'typeorm';
import { write } from './transaction';

/**
 * Puts all phones of a call's contact on the do-not-call list, and the number that was called: the contact
 * may have another by now, or none.
 */
export async function forbidPhonesOf(manager: EntityManager, callId: string, reason: string): Promise<void> {
  await write(manager,
    `INSERT IGNORE INTO do_not_call (phone, reason)
     SELECT p.phone, ? FROM calls c JOIN contact_phones p ON p.contact_id = c.contact_id WHERE c.id = ?
      UNION SELECT c.phone, ? FROM calls c WHERE c.id = ? AND c.direction = 'outbound'`, [reason, callId, reason, callId]);
}
