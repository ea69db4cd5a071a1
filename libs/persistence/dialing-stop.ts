import type { DataSource, EntityManager } from 'typeorm';
import { rows, write } from './transaction';

/**
 * True in SQL unless somebody has stopped all dialing. Part of the very statements that commit a call or an agent's leg
 * as sent: whatever a worker remembers, nothing new is dialed once the stop is committed.
 */
export const DIALING_ALLOWED = 'NOT EXISTS (SELECT 1 FROM dialing_stops WHERE holds = 1)';

export interface DialingStop {
  readonly reason: string;
  readonly byUserId: string;
  readonly byUsername: string;
  readonly at: Date;
}

/** The stop that holds now; null while dialing is allowed. */
export async function dialingStop(on: DataSource | EntityManager): Promise<DialingStop | null> {
  const [stop] = await rows<DialingStop>(on,
    `SELECT s.reason, s.stopped_by AS byUserId, COALESCE(u.username, s.stopped_by) AS byUsername, s.stopped_at AS at
       FROM dialing_stops s LEFT JOIN users u ON u.id = s.stopped_by WHERE s.holds = 1`, []);
  return stop ?? null;
}

/** Stops all dialing; false when it was stopped already: that stop stands, with its reason. */
export async function stopDialing(on: EntityManager, byUserId: string, reason: string): Promise<boolean> {
  return (await write(on, 'INSERT IGNORE INTO dialing_stops (reason, stopped_by, stopped_at) VALUES (?, ?, UTC_TIMESTAMP(3))', [reason, byUserId])).affectedRows === 1;
}

/** False when dialing was not stopped. */
export async function allowDialing(on: EntityManager, byUserId: string): Promise<boolean> {
  return (await write(on, 'UPDATE dialing_stops SET lifted_by = ?, lifted_at = UTC_TIMESTAMP(3) WHERE holds = 1', [byUserId])).affectedRows === 1;
}
