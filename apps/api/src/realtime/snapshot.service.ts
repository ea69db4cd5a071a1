import { Injectable } from '@nestjs/common';
import type { PoolAgent } from '@paceline/agent-pool';
import { agentPhoneOf } from '@paceline/contracts/agent-phone';
import type { Snapshot } from '@paceline/contracts/live';
import { isReached } from '@paceline/domain/agent/agent-state';
import type { ClientScope } from '@paceline/domain/client/client';
import { ClientAgents, ClientCalls, ClientCampaigns, type Agent, type Call, type Campaign } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { EventStream } from '@paceline/queues';
import { DataSource } from 'typeorm';
import { CampaignFiguresService } from '../campaigns/campaign-figures.service';
import { AgentPools } from '../infrastructure/agent-pools';
import { QueueFiguresService } from '../queues/queue-figures.service';

const NOBODY = { idle: 0, reserved: 0, talking: 0, wrapUp: 0, onBreak: 0 };

/** How it stands now, in the shape of the events that tell how it changes. */
@Injectable()
export class SnapshotService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stream: EventStream,
    private readonly pools: AgentPools,
    private readonly figures: CampaignFiguresService,
    private readonly standings: QueueFiguresService,
    private readonly clock: Clock,
  ) {}

  /** Of a client. The id is read first: what changes while the rest is read is told again, and not missed. */
  async take(client: ClientScope): Promise<Snapshot> {
    const id = await this.stream.lastId();
    const at = new Date(this.clock.nowMs()).toISOString();
    const signedIn = await new ClientAgents(this.dataSource, client).signedIn();
    const running = await new ClientCampaigns(this.dataSource, client).running();
    const switches = [...new Set([...signedIn, ...running].map(({ switchId }) => switchId))];
    const [agents, calls, campaigns, queues] = await Promise.all([
      this.agents(signedIn, switches, at),
      Promise.all(switches.map((switchId) => new ClientCalls(this.dataSource, client).live(switchId))),
      Promise.all(running.map((campaign) => this.campaign(campaign, at))),
      this.queues(client, at),
    ]);
    return { id, agents, calls: calls.flat().map((call) => toEvent(call, at)), campaigns, queues };
  }

  private async queues(client: ClientScope, at: string): Promise<Snapshot['queues']> {
    return (await this.standings.all(client)).map(({ agents, ...standing }) => ({ type: 'queue', clientId: client.clientId, ...standing, agents: agents ?? NOBODY, at }));
  }

  private async agents(signedIn: readonly Agent[], switches: readonly string[], at: string): Promise<Snapshot['agents']> {
    const pools = await Promise.all(switches.map((switchId) => this.pools.snapshot(switchId)));
    const live = new Map<string, PoolAgent>(pools.flatMap((pool) => pool?.agents ?? []).map((agent) => [agent.agentId, agent]));
    return signedIn.map((row) => {
      const { id, status, statusReason } = row;
      const agent = live.get(id);
      return {
        type: 'agent', clientId: row.clientId, agentId: id, status, statusReason, state: agent?.state ?? 'idle', callId: agent?.callId ?? null,
        legUp: agent !== undefined && isReached({ legMode: agent.legMode, legUp: agent.legChannelId !== null }), ...agentPhoneOf(row), at,
      };
    });
  }

  private async campaign({ clientId, id }: Campaign, at: string): Promise<Snapshot['campaigns'][number]> {
    const { status, why, calls: { liveByState: live }, agents, targets, dialed, answered, connected, abandoned, hungUpWaiting } = await this.figures.figures({ clientId }, id);
    return {
      type: 'campaign', clientId, campaignId: id, status, reasons: (why ?? []).map(({ text: _text, ...reason }) => reason),
      lines: {
        dialing: (live.planned ?? 0) + (live.originating ?? 0) + (live.ringing ?? 0),
        waiting: (live.answered ?? 0) + (live.waiting ?? 0), talking: (live.connecting ?? 0) + (live.talking ?? 0),
      },
      agents: {
        idle: agents?.idle ?? 0, reserved: agents?.reserved ?? 0, talking: agents?.talking ?? 0, wrapUp: agents?.wrapUp ?? 0, onBreak: agents?.onBreak ?? 0,
      },
      totals: { dialed, answered, connected, abandoned, hungUpWaiting }, targets, at,
    };
  }
}

function toEvent(call: Call, at: string): Snapshot['calls'][number] {
  return {
    type: 'call', clientId: call.clientId, callId: call.id, line: call.line, direction: call.direction, state: call.state, outcome: call.outcome, hangupCause: call.hangupCause,
    campaignId: call.campaignId, targetId: call.targetId, contactId: call.contactId, agentId: call.agentId, phone: call.phone, dialedNumber: call.dialedNumber, at,
  };
}
