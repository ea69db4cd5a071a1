import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CreateQueue, PatchQueue, QueueView, WaitingCaller } from '@paceline/contracts/queues';
import { saidInQueue, waysOut, type QueueSettings } from '@paceline/domain/queue/queue-settings';
import { ClientAgentLines, ClientCampaigns, ClientFlows, ClientLists, ClientQueueCallbacks, ClientQueues, MOST_CALLBACKS, inTransaction, recordChange, waitingIn, type NewQueue, type Queue } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { reachOf } from '../gateways/reach';
import { InjectEnvironment } from '../infrastructure/tokens';
import { KnownPrompts } from '../prompts/known-prompts';
import { checkLists, checkQueue, checkWaysOut } from './queue-rules';
import { toColumns, toQueueView } from './queue-views';
import { toWaitingCallers } from './waiting-view';

@Injectable()
export class QueuesService {
  constructor(
    private readonly dataSource: DataSource, private readonly prompts: KnownPrompts, private readonly clock: Clock, @InjectEnvironment() private readonly environment: Environment,
  ) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<QueueView>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    return toPage(await new ClientQueues(this.dataSource, caller).page(after, limit + 1), limit, ({ id }) => [id], toQueueView);
  }

  async find(caller: CurrentUser, id: string): Promise<QueueView> {
    return toQueueView(known(await new ClientQueues(this.dataSource, caller).find(id), id));
  }

  async waiting(caller: CurrentUser, id: string): Promise<{ items: WaitingCaller[] }> {
    const queue = known(await new ClientQueues(this.dataSource, caller).find(id), id);
    const callbacks = await new ClientQueueCallbacks(this.dataSource, caller).of(id, true, MOST_CALLBACKS);
    return { items: toWaitingCallers(queue, await waitingIn(this.dataSource, caller, queue), callbacks, this.clock.nowMs()) };
  }

  async create(caller: CurrentUser, request: CreateQueue): Promise<QueueView> {
    return await orTaken('queue', request.name, inTransaction(this.dataSource, (manager) => this.createIn(manager, caller, request)));
  }

  /** As a part of what else is made. */
  async createIn(manager: EntityManager, caller: CurrentUser, request: CreateQueue): Promise<QueueView> {
    const queue = { ...toColumns(request), switchId: this.environment.SWITCH_ID } as NewQueue; // whoever creates one says all, or has it from the defaults
    checkQueue(queue);
    await this.checkPrompts(caller, queue);
    const queues = new ClientQueues(manager, caller);
    checkWaysOut('', queue, await queues.lockAll(), await reachOf(manager, queue.switchId), queue.switchId);
    await checkLists(queue, new ClientLists(manager, caller));
    const id = await queues.create(queue);
    const became = toQueueView(known(await queues.find(id), id));
    await recordChange(manager, actorOf(caller), { resource: 'queue', resourceId: id, action: 'created', was: null, became });
    return became;
  }

  /** At any time: who waits is treated by the new rules from then on. */
  async patch(caller: CurrentUser, id: string, request: PatchQueue): Promise<QueueView> {
    const columns = toColumns(request);
    await this.checkPrompts(caller, { ...known(await new ClientQueues(this.dataSource, caller).find(id), id), ...columns });
    const work = inTransaction(this.dataSource, async (manager) => {
      const queues = new ClientQueues(manager, caller);
      const all = await queues.lockAll();
      const present = known(all.find((queue) => queue.id === id) ?? null, id);
      const queue: QueueSettings = { ...present, ...columns };
      checkQueue(queue);
      checkWaysOut(id, queue, all, await reachOf(manager, present.switchId), present.switchId);
      if (request.priority !== undefined) await checkLists(queue, new ClientLists(manager, caller));
      if (!isEmpty(columns)) await queues.change(id, columns);
      const became = toQueueView(known(await queues.find(id), id));
      await recordChange(manager, actorOf(caller), { resource: 'queue', resourceId: id, action: 'changed', was: toQueueView(present), became });
      return became;
    });
    return await (request.name === undefined ? work : orTaken('queue', request.name, work));
  }

  /** Refused while an agent, another queue or a published flow relies on it, and for good once callers have waited in it. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const queues = new ClientQueues(manager, caller);
      const all = await queues.lockAll();
      const was = toQueueView(known(all.find((queue) => queue.id === id) ?? null, id));
      await refuseWhileUsed(manager, caller, was, all);
      await queues.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'queue', resourceId: id, action: 'deleted', was, became: null });
    });
  }

  /** The switch plays nothing, without a word, when a file is not there. */
  private async checkPrompts(caller: CurrentUser, queue: Pick<QueueSettings, 'greeting' | 'overflow' | 'keys' | 'music'>): Promise<void> {
    const said = saidInQueue(queue).flatMap(({ path, say }) => Object.entries(say).map(([language, prompt]) => ({ path: `${path}.${language}`, prompt })));
    await this.prompts.check(caller, queue.music === null ? said : [...said, { path: 'music', prompt: queue.music }]);
  }
}

async function refuseWhileUsed(manager: EntityManager, caller: CurrentUser, { id, line }: QueueView, all: readonly Queue[]): Promise<void> {
  const agent = await new ClientAgentLines(manager, caller).somebodyOn(line);
  if (agent !== null) throw new PacelineError('in-use', 'queue-of-agent', { agent });
  const other = all.find((queue) => queue.id !== id && waysOut(queue).some(({ to }) => to.kind === 'queue' && to.queueId === id));
  if (other !== undefined) throw new PacelineError('in-use', 'queue-of-queue', { queue: other.name });
  const leading = (await new ClientFlows(manager, caller).allPublished())
    .find(({ version: { script } }) => Object.values(script.nodes).some((node) => node.kind === 'queue' && node.queueId === id));
  if (leading !== undefined) throw new PacelineError('in-use', 'queue-of-flow', { flow: leading.flow.name });
  const campaign = (await new ClientCampaigns(manager, caller).withPrompts()).find(({ broadcast }) => broadcast?.one?.kind === 'queue' && broadcast.one.queueId === id);
  if (campaign !== undefined) throw new PacelineError('in-use', 'queue-of-campaign', { campaign: campaign.name });
  if (await new ClientQueues(manager, caller).wasWaitedIn(id)) throw new PacelineError('in-use', 'queue-waited-in');
}

function known(queue: Queue | null, id: string): Queue {
  if (queue === null) throw notFound('queue', id);
  return queue;
}
