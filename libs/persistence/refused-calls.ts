import type { DataSource, EntityManager } from 'typeorm';
import type { Outcome } from '@paceline/domain/call/outcome';
import type { ClientScope } from '@paceline/domain/client/client';
import { rows, write } from './transaction';

/**
 * In the transaction that says what came of a call: whose person does not want our calls is offered for the do-not-call
 * list, unless the number is there.
 */
export async function offerForDoNotCall(manager: EntityManager, callId: string, outcome: Outcome): Promise<void> {
  if (outcome !== 'unwanted') return;
  await write(manager,
    `INSERT INTO do_not_call_offers (client_id, phone, call_id) SELECT c.client_id, c.phone, c.id FROM calls c
       LEFT JOIN do_not_call d ON d.client_id = c.client_id AND d.phone = c.phone
      WHERE c.id = ? AND c.direction = 'outbound' AND d.phone IS NULL ON DUPLICATE KEY UPDATE call_id = VALUES(call_id), offered_at = CURRENT_TIMESTAMP(3)`, [callId]);
}

/** Null: the trunk's own, for which the table has the empty one: a key is never null. */
export interface CallerNumberTotal { readonly callerNumber: string | null; readonly dialed: number; readonly blocked: number }

/** Of the last so many days (UTC), today included; the most blocked first. */
export async function callerNumberTotals(dataSource: DataSource, { clientId }: ClientScope, days: number): Promise<CallerNumberTotal[]> {
  const found = await rows<{ callerNumber: string | null; dialed: string; blocked: string }>(dataSource,
    `SELECT NULLIF(caller_number, '') AS callerNumber, SUM(dialed) AS dialed, SUM(blocked) AS blocked FROM caller_number_days
      WHERE client_id = ? AND day > DATE(TIMESTAMPADD(DAY, ?, UTC_TIMESTAMP())) GROUP BY caller_number ORDER BY SUM(blocked) / SUM(dialed) DESC, SUM(dialed) DESC LIMIT 500`, [clientId, -days]);
  return found.map(({ callerNumber, dialed, blocked }) => ({ callerNumber, dialed: Number(dialed), blocked: Number(blocked) }));
}
