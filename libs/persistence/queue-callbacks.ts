import type { CallbackEnd } from '@paceline/domain/queue/queue-callback';
import { In, IsNull, type DataSource } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { QueueCallback } from './entities/queues';
import { write } from './transaction';

export type NewQueueCallback = Pick<QueueCallback, 'queueId' | 'askedCallId' | 'phone' | 'language' | 'waitingSince' | 'points' | 'expiresAt'>;

/** Callers who hung up and keep their place, of whichever client, as the owner of a switch goes by them. Each step is taken once. */
export class QueueCallbacks {
  constructor(private readonly dataSource: DataSource) {}

  /** False: this person has such a wish already, which stands with its place. */
  async ask({ clientId }: ClientScope, { queueId, askedCallId, phone, language, waitingSince, points, expiresAt }: NewQueueCallback): Promise<boolean> {
    return (await write(this.dataSource,
      `INSERT IGNORE INTO queue_callbacks (client_id, queue_id, asked_call_id, phone, language, waiting_since, points, next_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?)`, [clientId, queueId, askedCallId, phone, language, waitingSince, points, expiresAt])).affectedRows === 1;
  }

  /** Those of these queues that have not ended, by their place. */
  async open(queueIds: readonly string[]): Promise<QueueCallback[]> {
    if (queueIds.length === 0) return [];
    return await this.dataSource.manager.find(QueueCallback, { where: { queueId: In([...queueIds]), endedAt: IsNull() }, order: { waitingSince: 'ASC', id: 'ASC' } });
  }

  /** Before they are called: committed with the call's id. False: it is being called, not due, expired, or has ended. */
  async begin(id: string, callId: string): Promise<boolean> {
    return (await write(this.dataSource,
      `UPDATE queue_callbacks SET state = 'calling', tries = tries + 1, last_call_id = ?
        WHERE id = ? AND state = 'waiting' AND next_at <= UTC_TIMESTAMP(3) AND expires_at > UTC_TIMESTAMP(3)`, [callId, id])).affectedRows === 1;
  }

  /** They were not reached by this call, and wait for the next. */
  async waitAgain(id: string, callId: string, nextAt: Date): Promise<boolean> {
    return (await write(this.dataSource,
      "UPDATE queue_callbacks SET state = 'waiting', next_at = ? WHERE id = ? AND state = 'calling' AND last_call_id = ?", [nextAt, id, callId])).affectedRows === 1;
  }

  /** False: it has ended before. */
  async end(id: string, how: CallbackEnd): Promise<boolean> {
    return (await write(this.dataSource,
      "UPDATE queue_callbacks SET state = 'ended', ended_at = UTC_TIMESTAMP(3), ended_by = ? WHERE id = ? AND ended_at IS NULL", [how, id])).affectedRows === 1;
  }
}
