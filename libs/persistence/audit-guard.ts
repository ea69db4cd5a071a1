import type { EntityManager } from 'typeorm';
import { mysqlErrorOf, rows, write } from './transaction';

const NOT_OURS_TO_MAKE = new Set([
  1419, // ER_BINLOG_CREATE_ROUTINE_NEED_SUPER: a server with a binary log lets only its administrators make triggers
  1142, // ER_TABLEACCESS_DENIED_ERROR: the user was not granted TRIGGER
]);

const GUARDS = { UPDATE: 'audit_trail_no_update', DELETE: 'audit_trail_no_delete' } as const;

/** Makes the database refuse every change of the trail's entries, where the server lets us; again where it did not before. */
export async function guardAuditTrail(manager: EntityManager): Promise<void> {
  const missing = await missingAuditGuards(manager);
  for (const [event, name] of Object.entries(GUARDS)) {
    if (!missing.includes(name)) continue;
    try {
      await write(manager,
        `CREATE TRIGGER ${name} BEFORE ${event} ON audit_trail FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The audit trail is only added to'`, []);
    } catch (thrown) {
      if (!NOT_OURS_TO_MAKE.has(mysqlErrorOf(thrown))) throw thrown;
    }
  }
}

/** Names of the triggers that are not there: without them the database takes changes of the trail by hand. */
export async function missingAuditGuards(manager: EntityManager): Promise<string[]> {
  const there = await rows<{ name: string }>(manager,
    "SELECT trigger_name AS name FROM information_schema.triggers WHERE event_object_schema = DATABASE() AND event_object_table = 'audit_trail'", []);
  return Object.values(GUARDS).filter((guard) => !there.some(({ name }) => name === guard));
}
