import { Injectable } from '@nestjs/common';
import { createInboundNumber, type SetUpWhoCalled, type WhoCalledView } from '@paceline/contracts/inbound';
import { createQueue } from '@paceline/contracts/queues';
import { lineOfCampaign, lineOfQueue } from '@paceline/domain/routing/line';
import { whoCalledScript } from '@paceline/domain/script/who-called';
import { ClientAgentLines, ClientCampaigns, ClientFlows, ClientInboundNumbers, inTransaction, type Campaign, type Flow } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { orTaken } from '../edge/unique';
import { FlowPublishingService } from '../flows/flow-publishing.service';
import { FlowsService } from '../flows/flows.service';
import { QueueAgentsService } from '../queues/queue-agents.service';
import { QueuesService } from '../queues/queues.service';
import { InboundNumbersService } from './inbound-numbers.service';
import { shownNumber } from './shown-number';

type Standing = Omit<WhoCalledView, 'agents'>;
type Wanted = SetUpWhoCalled & { readonly number: string; readonly name: string };

/** The default for whoever calls back the number that a campaign shows. Asked for again, it finds what is there, and adds the agents who have come to the campaign since. */
@Injectable()
export class WhoCalledService {
  constructor(
    private readonly dataSource: DataSource, private readonly queues: QueuesService, private readonly queueAgents: QueueAgentsService,
    private readonly flows: FlowsService, private readonly publishing: FlowPublishingService, private readonly numbers: InboundNumbersService,
  ) {}

  async setUp(caller: CurrentUser, campaignId: string, wanted: SetUpWhoCalled): Promise<WhoCalledView> {
    const campaign = await new ClientCampaigns(this.dataSource, caller).find(campaignId);
    if (campaign === null) throw notFound('campaign', campaignId);
    const number = await this.shownBy(caller, campaign);
    const name = `Calls back ${number}`;
    const standing = await orTaken('inbound-number', name, inTransaction(this.dataSource, async (manager) => {
      // Two managers at once: the second finds what the first has made.
      await new ClientCampaigns(manager, caller).lock(campaignId);
      return await this.standing(manager, caller, campaign, number) ?? await this.make(manager, caller, campaign, { ...wanted, number, name });
    }));
    return { ...standing, agents: standing.queueId === null ? [] : await this.addAgents(caller, campaignId, standing.queueId) };
  }

  /** Null: nobody could call it back. */
  private async standing(manager: EntityManager, caller: CurrentUser, { switchId }: Campaign, number: string): Promise<Standing | null> {
    const known = await new ClientInboundNumbers(manager, caller).lockNumber(switchId, number);
    if (known === null) return null;
    const flow = await new ClientFlows(manager, caller).find(known.flowId);
    return { number, numberId: known.id, flowId: known.flowId, queueId: flow?.callsBackQueueId ?? null, made: false };
  }

  private async make(manager: EntityManager, caller: CurrentUser, campaign: Campaign, wanted: Wanted): Promise<Standing> {
    const { number, name } = wanted;
    // Of a number that was taken away meanwhile, flow and queue are still there: they have versions and waits.
    const before = await new ClientFlows(manager, caller).named(name);
    const flow = before?.callsBackQueueId ? before : await this.makeFlow(manager, caller, campaign, wanted);
    const numberId = await this.numbers.createIn(manager, caller, createInboundNumber.parse({ number, name, flowId: flow.id }));
    return { number, numberId, flowId: flow.id, queueId: flow.callsBackQueueId, made: true };
  }

  private async makeFlow(manager: EntityManager, caller: CurrentUser, { wrapUpSec, maxCallSec, record }: Campaign, { name, language, prompt }: Wanted): Promise<Flow> {
    const queue = await this.queues.createIn(manager, caller, createQueue.parse({ name, wrapUpSec, maxCallSec, record: Boolean(record) }));
    const draft = whoCalledScript({ language, name: prompt, queueId: queue.id, reason: name });
    const flow = await this.flows.createIn(manager, caller, { name, draft, callsBackQueueId: queue.id });
    await this.publishing.publishIn(manager, caller, flow.id);
    return flow;
  }

  /** Each in a transaction of its own, with the command to the owner: whoever asks again goes on where it was broken off. */
  private async addAgents(caller: CurrentUser, campaignId: string, queueId: string): Promise<string[]> {
    const lines = new ClientAgentLines(this.dataSource, caller);
    const there = new Set((await lines.agentsOn(lineOfQueue(queueId))).map(({ agentId }) => agentId));
    const missing = (await lines.agentsOn(lineOfCampaign(campaignId))).filter(({ agentId }) => !there.has(agentId));
    for (const { agentId, level, position } of missing) await this.queueAgents.put(caller, queueId, agentId, { level, position });
    return missing.map(({ agentId }) => agentId);
  }

  private async shownBy(caller: CurrentUser, { callerNumber, switchId }: Campaign): Promise<string> {
    const number = callerNumber === null ? null : await shownNumber(new ClientInboundNumbers(this.dataSource, caller), callerNumber, switchId);
    if (number !== null) return number;
    throw new PacelineError('campaign-not-ready', 'not-ready', {
      reasons: [callerNumber === null ? { code: 'no-caller-number', params: {} } : { code: 'caller-number-without-flow', params: { number: callerNumber } }],
    });
  }
}
