import type { CallbackEnd } from '@paceline/domain/queue/queue-callback';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import type { QueueCallback } from './entities/queues';
import { DUPLICATE_ENTRY, inTransaction, mysqlErrorOf, rows, write } from './transaction';

export type NewQueueCallback = Pick<QueueCallback, 'queueId' | 'askedCallId' | 'phone' | 'language' | 'waitingSince' | 'points' | 'expiresAt'>;

/** A wish that has not ended. */
export interface OpenCallback extends Readonly<Pick<QueueCallback, 'id' | 'clientId' | 'queueId' | 'phone' | 'waitingSince' | 'points' | 'state' | 'lastCallId'>> {
  /** Of ours, by which they had reached us. */
  readonly dialedNumber: string | null;
  /** By the database's clock: they may be called now, as far as the wish goes; it is too late for it. */
  readonly isDue: boolean;
  readonly isOver: boolean;
}

/** A call of a wish, about to be made for an agent who is kept for it. */
export interface NewCallbackCall {
  readonly callId: string;
  readonly switchId: string;
  readonly line: string;
  readonly gateway: string;
  readonly callerNumber: string | null;
  readonly contactId: string | null;
  readonly agentId: string;
  readonly ringTimeoutSec: number;
  /** Not sent to the switch later than this after it was begun. */
  readonly sendWithinMs: number;
}

/** Who may begin a call: the owner of the switch, by its lease. */
export interface CallingOwner { readonly name: string; readonly fence: bigint }

/** not-now: it is being called, not due, expired, or has ended. on-call: somebody calls this number at this moment. */
export type CallbackBegun = 'begun' | 'not-now' | 'on-call';

/** Callers who hung up and keep their place, of whichever client, as the owner of a switch goes by them. Each step is taken once. */
export class QueueCallbacks {
  constructor(private readonly dataSource: DataSource) {}

  /** False: this person has such a wish already, which stands with its place. */
  async ask({ clientId }: ClientScope, { queueId, askedCallId, phone, language, waitingSince, points, expiresAt }: NewQueueCallback): Promise<boolean> {
    return (await write(this.dataSource,
      `INSERT IGNORE INTO queue_callbacks (client_id, queue_id, asked_call_id, phone, language, waiting_since, points, next_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?)`, [clientId, queueId, askedCallId, phone, language, waitingSince, points, expiresAt])).affectedRows === 1;
  }

  /** Those of a switch's queues that have not ended, by their place. */
  async open(switchId: string): Promise<OpenCallback[]> {
    const found = await rows<Omit<OpenCallback, 'isDue' | 'isOver'> & { readonly isDue: string | number; readonly isOver: string | number }>(this.dataSource,
      `SELECT q.id, q.client_id AS clientId, q.queue_id AS queueId, q.phone, q.waiting_since AS waitingSince, q.points, q.state, q.last_call_id AS lastCallId, c.dialed_number AS dialedNumber,
              q.next_at <= UTC_TIMESTAMP(3) AS isDue, q.expires_at <= UTC_TIMESTAMP(3) AS isOver
         FROM queues u JOIN queue_callbacks q ON q.queue_id = u.id AND q.ended_at IS NULL LEFT JOIN calls c ON c.id = q.asked_call_id
        WHERE u.switch_id = ? ORDER BY q.waiting_since, q.id`, [switchId]);
    return found.map(({ isDue, isOver, ...open }) => ({ ...open, isDue: Number(isDue) === 1, isOver: Number(isOver) === 1 }));
  }

  /** Who has this number, of the contacts of its client; null: none is known. */
  async contactOf({ clientId, phone }: Pick<OpenCallback, 'clientId' | 'phone'>): Promise<{ readonly contactId: string; readonly zone: string | null } | null> {
    const [contact] = await rows<{ contactId: string; zone: string | null }>(this.dataSource,
      'SELECT c.id AS contactId, c.zone FROM contact_phones p JOIN contacts c ON c.id = p.contact_id WHERE p.phone = ? AND c.client_id = ? ORDER BY c.id LIMIT 1', [phone, clientId]);
    return contact ?? null;
  }

  /** The wish is being called from here on, by this call, whose row is written with it. Tried again it is begun as it was. */
  async begin(id: string, call: NewCallbackCall, owner: CallingOwner): Promise<CallbackBegun> {
    try {
      return await inTransaction(this.dataSource, (manager) => begin(manager, id, call, owner));
    } catch (thrown) {
      if (mysqlErrorOf(thrown) === DUPLICATE_ENTRY) return 'on-call';
      throw thrown;
    }
  }

  /** They wait, and are not called before this. */
  async putOff(id: string, until: Date): Promise<void> {
    await write(this.dataSource, "UPDATE queue_callbacks SET next_at = ? WHERE id = ? AND state = 'waiting'", [until, id]);
  }

  /** False: it is being called, or has ended before. */
  async end(id: string, how: CallbackEnd): Promise<boolean> {
    return (await write(this.dataSource,
      "UPDATE queue_callbacks SET state = 'ended', ended_at = UTC_TIMESTAMP(3), ended_by = ? WHERE id = ? AND state = 'waiting'", [how, id])).affectedRows === 1;
  }

  /** They talk with an agent in a call of their own: the one that asked for it, or another by this number. */
  async answeredMeanwhile({ clientId }: ClientScope, callId: string, phone: string | null): Promise<void> {
    await write(this.dataSource,
      `UPDATE queue_callbacks SET state = 'ended', ended_at = UTC_TIMESTAMP(3), ended_by = 'cancelled'
        WHERE client_id = ? AND ended_at IS NULL AND (live_phone = ? OR asked_call_id = ?)`, [clientId, phone, callId]);
  }
}

async function begin(manager: EntityManager, id: string, call: NewCallbackCall, { name, fence }: CallingOwner): Promise<CallbackBegun> {
  // Locked, so that a new owner's taking of the lease waits for this and then sees it.
  const [held] = await rows(manager, 'SELECT 1 FROM leases WHERE name = ? AND fence = ? AND expires_at > UTC_TIMESTAMP(3) LOCK IN SHARE MODE', [name, fence.toString()]);
  if (held === undefined) return 'not-now';
  const { affectedRows } = await write(manager,
    `UPDATE queue_callbacks SET state = 'calling', tries = tries + 1, last_call_id = ?
      WHERE id = ? AND state = 'waiting' AND next_at <= UTC_TIMESTAMP(3) AND expires_at > UTC_TIMESTAMP(3)`, [call.callId, id]);
  if (affectedRows === 0) return await isBegun(manager, id, call.callId) ? 'begun' : 'not-now';
  await write(manager,
    `INSERT INTO calls (client_id, id, direction, state, switch_id, line, gateway, contact_id, agent_id, phone, caller_number, callback_id, attempt, ring_timeout_sec, fence, planned_at, not_after)
     SELECT client_id, ?, 'outbound', 'planned', ?, ?, ?, ?, ?, phone, ?, id, tries, ?, ?, UTC_TIMESTAMP(3), TIMESTAMPADD(MICROSECOND, ? * 1000, UTC_TIMESTAMP(3)) FROM queue_callbacks WHERE id = ?`,
    [call.callId, call.switchId, call.line, call.gateway, call.contactId, call.agentId, call.callerNumber, call.ringTimeoutSec, fence.toString(), call.sendWithinMs, id]);
  return 'begun';
}

async function isBegun(manager: EntityManager, id: string, callId: string): Promise<boolean> {
  return (await rows(manager, "SELECT 1 FROM queue_callbacks WHERE id = ? AND state = 'calling' AND last_call_id = ?", [id, callId])).length > 0;
}
