import { Body, Controller, Param, Query } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { MoveCallback, QueueCallbackQuery, QueueCallbackView } from '@paceline/contracts/queue-callbacks';
import type { CreateQueue, PatchQueue, PutQueueAgent, QueueAgent, QueueDay, QueueDayQuery, QueueFiguresView, QueueView, WaitingCaller } from '@paceline/contracts/queues';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { QueueAgentsService } from './queue-agents.service';
import { QueueCallbacksService } from './queue-callbacks.service';
import { QueueDaysService } from './queue-days.service';
import { QueueFiguresService } from './queue-figures.service';
import { QueuesService } from './queues.service';

const route = routes.queues;

@Controller()
export class QueuesController {
  constructor(
    private readonly queues: QueuesService, private readonly served: QueueAgentsService, private readonly wishes: QueueCallbacksService,
    private readonly standing: QueueFiguresService, private readonly days: QueueDaysService,
  ) {}

  @Routed(route.create)
  async create(@Caller() caller: CurrentUser, @Body({ schema: route.create.body }) body: CreateQueue): Promise<QueueView> {
    return await this.queues.create(caller, body);
  }

  @Routed(route.page)
  async page(@Caller() caller: CurrentUser, @Query({ schema: route.page.query }) query: PageQuery): Promise<Page<QueueView>> {
    return await this.queues.page(caller, query);
  }

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<QueueView> {
    return await this.queues.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string }, @Body({ schema: route.patch.body }) body: PatchQueue,
  ): Promise<QueueView> {
    return await this.queues.patch(caller, id, body);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.queues.remove(caller, id);
  }

  @Routed(route.figures)
  async figures(@Caller() caller: CurrentUser, @Param({ schema: route.figures.params }) { id }: { id: string }): Promise<QueueFiguresView> {
    return await this.standing.figures(caller, id);
  }

  @Routed(route.day)
  async day(
    @Caller() caller: CurrentUser, @Param({ schema: route.day.params }) { id }: { id: string }, @Query({ schema: route.day.query }) query: QueueDayQuery,
  ): Promise<QueueDay> {
    return await this.days.day(caller, id, query);
  }

  @Routed(route.waiting)
  async waiting(@Caller() caller: CurrentUser, @Param({ schema: route.waiting.params }) { id }: { id: string }): Promise<{ items: WaitingCaller[] }> {
    return await this.queues.waiting(caller, id);
  }

  @Routed(route.agents)
  async agents(@Caller() caller: CurrentUser, @Param({ schema: route.agents.params }) { id }: { id: string }): Promise<{ items: QueueAgent[] }> {
    return await this.served.all(caller, id);
  }

  @Routed(route.putAgent)
  async putAgent(
    @Caller() caller: CurrentUser, @Param({ schema: route.putAgent.params }) { id, agentId }: { id: string; agentId: string },
    @Body({ schema: route.putAgent.body }) body: PutQueueAgent,
  ): Promise<QueueAgent> {
    return await this.served.put(caller, id, agentId, body);
  }

  @Routed(route.removeAgent)
  async removeAgent(
    @Caller() caller: CurrentUser, @Param({ schema: route.removeAgent.params }) { id, agentId }: { id: string; agentId: string },
  ): Promise<void> {
    await this.served.remove(caller, id, agentId);
  }

  @Routed(route.callbacks)
  async callbacks(
    @Caller() caller: CurrentUser, @Param({ schema: route.callbacks.params }) { id }: { id: string }, @Query({ schema: route.callbacks.query }) query: QueueCallbackQuery,
  ): Promise<{ items: QueueCallbackView[] }> {
    return await this.wishes.all(caller, id, query);
  }

  @Routed(route.moveCallback)
  async moveCallback(
    @Caller() caller: CurrentUser, @Param({ schema: route.moveCallback.params }) { id, callbackId }: { id: string; callbackId: string },
    @Body({ schema: route.moveCallback.body }) body: MoveCallback,
  ): Promise<QueueCallbackView> {
    return await this.wishes.move(caller, id, callbackId, body);
  }

  @Routed(route.cancelCallback)
  async cancelCallback(
    @Caller() caller: CurrentUser, @Param({ schema: route.cancelCallback.params }) { id, callbackId }: { id: string; callbackId: string },
  ): Promise<void> {
    await this.wishes.cancel(caller, id, callbackId);
  }
}
