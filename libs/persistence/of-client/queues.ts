import { MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Queue } from '../entities/queues';
import { rows } from '../transaction';

export type NewQueue = Omit<Queue, 'id' | 'clientId' | 'createdAt'>;

/** A client's queues. */
export class ClientQueues {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. @param after the last one of the page before, 0 on the first */
  async page(after: string, count: number): Promise<Queue[]> {
    return await managerOf(this.on).find(Queue, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async all(): Promise<Queue[]> {
    return await managerOf(this.on).find(Queue, { where: { clientId: this.clientId }, order: { id: 'ASC' } });
  }

  async find(id: string): Promise<Queue | null> {
    return await managerOf(this.on).findOneBy(Queue, { clientId: this.clientId, id });
  }

  /** Whoever changes it, or is led to it, waits for the end of this transaction. */
  async lock(id: string): Promise<Queue | null> {
    return await managerOf(this.on).findOne(Queue, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** All of them, in one order: whoever leads callers from one to another, or takes one away, waits for the end of this transaction. */
  async lockAll(): Promise<Queue[]> {
    return await managerOf(this.on).find(Queue, { where: { clientId: this.clientId }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its id. */
  async create(queue: NewQueue): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(Queue, { ...queue, clientId: this.clientId });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<NewQueue>): Promise<void> {
    await managerOf(this.on).update(Queue, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(Queue, { clientId: this.clientId, id });
  }

  /** Whether anybody ever waited in it. */
  async wasWaitedIn(id: string): Promise<boolean> {
    return (await rows(this.on, `SELECT 1 FROM queues q WHERE q.client_id = ? AND q.id = ?
        AND (EXISTS (SELECT 1 FROM waits w WHERE w.queue_id = q.id) OR EXISTS (SELECT 1 FROM queue_callbacks c WHERE c.queue_id = q.id))`, [this.clientId, id])).length > 0;
  }
}
