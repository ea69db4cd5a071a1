import { Injectable } from '@nestjs/common';
import type { MoveCallback, QueueCallbackQuery, QueueCallbackView } from '@paceline/contracts/queue-callbacks';
import { ClientQueueCallbacks, ClientQueues, inTransaction, recordChange, type QueueCallback } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';

/** As many as a screen shows. */
const AT_MOST = 200;

/** Who wishes to be called back by a queue, and keeps the place. */
@Injectable()
export class QueueCallbacksService {
  constructor(private readonly dataSource: DataSource) {}

  async all(caller: CurrentUser, queueId: string, { ended }: QueueCallbackQuery): Promise<{ items: QueueCallbackView[] }> {
    if (await new ClientQueues(this.dataSource, caller).find(queueId) === null) throw notFound('queue', queueId);
    return { items: (await new ClientQueueCallbacks(this.dataSource, caller).of(queueId, ended !== 'true', AT_MOST)).map(toView) };
  }

  /** With their place. Who is being called stays where they are. */
  async move(caller: CurrentUser, queueId: string, id: string, { queueId: to }: MoveCallback): Promise<QueueCallbackView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const [callbacks, queues] = [new ClientQueueCallbacks(manager, caller), new ClientQueues(manager, caller)];
      const [found, from, queue] = [await callbacks.find(queueId, id), await queues.find(queueId), await queues.find(to)];
      if (found === null || from === null) throw notFound('queue-callback', id);
      if (queue === null) throw notFound('queue', to);
      if (queue.switchId !== from.switchId) throw new PacelineError('wrong-state', 'queue-elsewhere', { queue: queue.name, switchId: from.switchId });
      if (queue.callback === null) throw new PacelineError('wrong-state', 'queue-calls-nobody-back', { queue: queue.name });
      if (!await callbacks.move(id, to) && to !== queueId) throw new PacelineError('wrong-state', found.endedAt === null ? 'callback-being-called' : 'callback-ended');
      const { phone } = found;
      if (to !== queueId) await recordChange(manager, actorOf(caller), { resource: 'queue-callback', resourceId: id, action: 'changed', was: { phone, queueId }, became: { phone, queueId: to } });
      return toView({ ...found, queueId: to });
    });
  }

  /** Who is being called is not taken out under the call: hang that up instead. */
  async cancel(caller: CurrentUser, queueId: string, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const callbacks = new ClientQueueCallbacks(manager, caller);
      const found = await callbacks.find(queueId, id);
      if (found === null) throw notFound('queue-callback', id);
      if (!await callbacks.cancel(id)) throw new PacelineError('wrong-state', found.endedAt === null ? 'callback-being-called' : 'callback-ended');
      const { phone } = found;
      await recordChange(manager, actorOf(caller), {
        resource: 'queue-callback', resourceId: id, action: 'stopped', was: { phone, state: 'waiting' }, became: { phone, state: 'ended' },
      });
    });
  }
}

function toView({ id, phone, language, waitingSince, state, tries, nextAt, expiresAt, askedCallId, lastCallId, endedAt, endedBy }: QueueCallback): QueueCallbackView {
  return {
    id, phone, language, waitingSince: waitingSince.toISOString(), state, tries, nextAt: nextAt.toISOString(), expiresAt: expiresAt.toISOString(), askedCallId, lastCallId,
    endedAt: endedAt?.toISOString() ?? null, endedBy,
  };
}
