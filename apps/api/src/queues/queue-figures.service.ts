import { Injectable } from '@nestjs/common';
import type { LineCounts } from '@paceline/agent-pool';
import type { QueueFiguresView } from '@paceline/contracts/queues';
import { LONGEST_DAY_MS, liveFigures } from '@paceline/domain/metrics/live-figures';
import { LONGEST_STAY_MS } from '@paceline/domain/queue/stays';
import { targetOf } from '@paceline/domain/queue/queue-settings';
import { lineOfQueue } from '@paceline/domain/routing/line';
import type { ClientScope } from '@paceline/domain/client/client';
import { ClientQueueCallbacks, ClientQueues, MOST_CALLBACKS, staysIn, type Queue } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { notFound } from '@paceline/platform/errors';
import { zoneNamed } from '@paceline/platform/zones';
import { DataSource } from 'typeorm';
import { AgentPools } from '../infrastructure/agent-pools';

/** How queues stand, from the rows, and what their agents do now: by the definitions that the worker tells the screens by. */
@Injectable()
export class QueueFiguresService {
  constructor(private readonly dataSource: DataSource, private readonly pools: AgentPools, private readonly clock: Clock) {}

  async figures(client: ClientScope, id: string): Promise<QueueFiguresView> {
    const queue = await new ClientQueues(this.dataSource, client).find(id);
    if (queue === null) throw notFound('queue', id);
    return await this.of(queue);
  }

  /** Of all queues of a client. */
  async all(client: ClientScope): Promise<QueueFiguresView[]> {
    const queues = await new ClientQueues(this.dataSource, client).all();
    return await Promise.all(queues.map((queue) => this.of(queue)));
  }

  private async of(queue: Queue): Promise<QueueFiguresView> {
    const nowMs = this.clock.nowMs();
    const from = new Date(nowMs - LONGEST_DAY_MS - LONGEST_STAY_MS);
    const [stays, counts, open] = await Promise.all([
      staysIn(this.dataSource, queue.id, from), this.pools.lineCounts(queue.switchId, lineOfQueue(queue.id)), new ClientQueueCallbacks(this.dataSource, queue).of(queue.id, true, MOST_CALLBACKS),
    ]);
    const toBeCalled = open.filter(({ state, nextAt }) => state === 'waiting' && nextAt.getTime() <= nowMs).map(({ waitingSince }) => waitingSince.getTime());
    return { queueId: queue.id, ...liveFigures(stays, targetOf(queue), nowMs, zoneNamed(queue.zone), toBeCalled), agents: counts && shown(counts), at: new Date(nowMs).toISOString() };
  }
}

function shown({ idle, reserved, talking, wrapUp, onBreak }: LineCounts): QueueFiguresView['agents'] {
  return { idle, reserved, talking, wrapUp, onBreak };
}
