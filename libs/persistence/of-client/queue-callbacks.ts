import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { QueueCallback } from '../entities/queues';
import { write } from '../transaction';

/** More wait in no queue: to be called back, of one queue. */
export const MOST_CALLBACKS = 1_000;

/** Who of a client's callers is to be called back. */
export class ClientQueueCallbacks {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** Of a queue: those that are open by their place, or, the newest first, those that have ended. */
  async of(queueId: string, isOpen: boolean, count: number): Promise<QueueCallback[]> {
    const select = managerOf(this.on).createQueryBuilder(QueueCallback, 'q').where('q.clientId = :clientId AND q.queueId = :queueId', { clientId: this.clientId, queueId }).limit(count);
    if (isOpen) return await select.andWhere('q.endedAt IS NULL').orderBy('q.waitingSince').addOrderBy('q.id').getMany();
    return await select.andWhere('q.endedAt IS NOT NULL').orderBy('q.id', 'DESC').getMany();
  }

  async find(queueId: string, id: string): Promise<QueueCallback | null> {
    return await managerOf(this.on).findOneBy(QueueCallback, { clientId: this.clientId, queueId, id });
  }

  /** To another queue, with their place. False: it is being called, or has ended. */
  async move(id: string, queueId: string): Promise<boolean> {
    return (await write(this.on,
      "UPDATE queue_callbacks SET queue_id = ? WHERE client_id = ? AND id = ? AND state = 'waiting'", [queueId, this.clientId, id])).affectedRows === 1;
  }

  /** False: it is being called, or has ended. */
  async cancel(id: string): Promise<boolean> {
    return (await write(this.on,
      "UPDATE queue_callbacks SET state = 'ended', ended_at = UTC_TIMESTAMP(3), ended_by = 'cancelled' WHERE client_id = ? AND id = ? AND state = 'waiting'", [this.clientId, id])).affectedRows === 1;
  }
}
