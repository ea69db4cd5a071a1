import type { DataSource, EntityManager } from 'typeorm';
import type { Outcome } from '@paceline/domain/call/outcome';
import { rows, write } from './transaction';

/**
 * In the transaction that says what came of a call: whose person does not want our calls is offered for the do-not-call
 * list, unless the number is there.
 */
export async function offerForDoNotCall(manager: EntityManager, callId: string, outcome: Outcome): Promise<void> {
  if (outcome !== 'unwanted') return;
  await write(manager,
    `INSERT INTO do_not_call_offers (phone, call_id) SELECT c.phone, c.id FROM calls c LEFT JOIN do_not_call d ON d.phone = c.phone
      WHERE c.id = ? AND d.phone IS NULL ON DUPLICATE KEY UPDATE call_id = VALUES(call_id), offered_at = CURRENT_TIMESTAMP(3)`, [callId]);
}

/** Counts a call that was dialed for the number that it showed; one that showed the trunk's own has the empty number. */
export async function countForCallerNumber(manager: EntityManager, callId: string): Promise<void> {
  await write(manager,
    `INSERT INTO caller_number_days (caller_number, day, dialed, blocked)
     SELECT COALESCE(caller_number, ''), DATE(ended_at), 1, outcome = 'blocked' FROM calls WHERE id = ? AND direction = 'outbound' AND outcome <> 'not-dialed'
     ON DUPLICATE KEY UPDATE dialed = caller_number_days.dialed + 1, blocked = caller_number_days.blocked + VALUES(blocked)`, [callId]);
}

/** A call that was counted already turns out to have been blocked. */
export async function countLateBlock(manager: EntityManager, callId: string, outcome: Outcome): Promise<void> {
  if (outcome !== 'blocked') return;
  await write(manager,
    `UPDATE caller_number_days d JOIN calls c ON d.caller_number = COALESCE(c.caller_number, '') AND d.day = DATE(c.ended_at)
        SET d.blocked = d.blocked + 1 WHERE c.id = ?`, [callId]);
}

export interface CallerNumberTotal { readonly callerNumber: string; readonly dialed: number; readonly blocked: number }

/** Of the last so many days (UTC), today included; the most blocked first. */
export async function callerNumberTotals(dataSource: DataSource, days: number): Promise<CallerNumberTotal[]> {
  const found = await rows<{ callerNumber: string; dialed: string; blocked: string }>(dataSource,
    `SELECT caller_number AS callerNumber, SUM(dialed) AS dialed, SUM(blocked) AS blocked FROM caller_number_days
      WHERE day > DATE(TIMESTAMPADD(DAY, ?, UTC_TIMESTAMP())) GROUP BY caller_number ORDER BY SUM(blocked) / SUM(dialed) DESC, SUM(dialed) DESC LIMIT 500`, [-days]);
  return found.map(({ callerNumber, dialed, blocked }) => ({ callerNumber, dialed: Number(dialed), blocked: Number(blocked) }));
}
