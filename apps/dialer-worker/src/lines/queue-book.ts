import { InboundCalls, type Queue } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import type { DataSource } from 'typeorm';
import { KeptRows } from './kept-rows';

/** Queues as they stand, at most a second old. */
export class QueueBook {
  private readonly kept: KeptRows<Queue>;

  constructor(dataSource: DataSource, clock: Clock, switchId: string) {
    this.kept = new KeptRows(clock, (id) => new InboundCalls(dataSource, switchId).queue(id));
  }

  async find(queueId: string): Promise<Queue | null> {
    return await this.kept.find(queueId);
  }
}
