import { Injectable } from '@nestjs/common';
import type { PutQueueAgent, QueueAgent } from '@paceline/contracts/queues';
import { lineOfQueue } from '@paceline/domain/routing/line';
import type { ClientScope } from '@paceline/domain/client/client';
import { ClientAgentLines, ClientAgentSkills, ClientAgents, ClientQueues, recordChange, type Agent, type Database } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { CommandService } from '../commands/command.service';

/** Who serves a queue, and in which place. The change and the command to the owner of the agent's switch are one transaction. */
@Injectable()
export class QueueAgentsService {
  constructor(private readonly dataSource: DataSource, private readonly commands: CommandService) {}

  async all(caller: CurrentUser, queueId: string): Promise<{ items: QueueAgent[] }> {
    if (await new ClientQueues(this.dataSource, caller).find(queueId) === null) throw notFound('queue', queueId);
    return { items: await agentsOf(this.dataSource, caller, queueId) };
  }

  async put(caller: CurrentUser, queueId: string, agentId: string, place: PutQueueAgent): Promise<QueueAgent> {
    await this.change(caller, queueId, agentId, async (manager) => {
      await new ClientAgentLines(manager, caller).place(agentId, lineOfQueue(queueId), place);
    });
    const agent = (await agentsOf(this.dataSource, caller, queueId)).find((one) => one.agentId === agentId);
    if (agent === undefined) throw new PacelineError('not-found', 'agent-of-queue', { agentId });
    return agent;
  }

  async remove(caller: CurrentUser, queueId: string, agentId: string): Promise<void> {
    await this.change(caller, queueId, agentId, async (manager) => {
      if (!await new ClientAgentLines(manager, caller).takeAway(agentId, lineOfQueue(queueId))) throw new PacelineError('not-found', 'agent-of-queue', { agentId });
    });
  }

  private async change(caller: CurrentUser, queueId: string, agentId: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    const { switchId } = agentOf(await new ClientAgents(this.dataSource, caller).find(agentId), agentId);
    await this.commands.tell({
      client: caller, kind: 'agent-lines', switchId, payload: { agentId, byUserId: caller.id },
      change: async (manager) => {
        // The queue's lock: one that is being deleted is none.
        if (await new ClientQueues(manager, caller).lock(queueId) === null) throw notFound('queue', queueId);
        agentOf(await new ClientAgents(manager, caller).lock(agentId), agentId);
        const was = await placeOf(manager, caller, queueId, agentId);
        await work(manager);
        const became = await placeOf(manager, caller, queueId, agentId);
        await recordChange(manager, actorOf(caller), { resource: 'agent', resourceId: agentId, action: 'changed', was, became });
      },
    });
  }
}

async function agentsOf(on: Database, client: ClientScope, queueId: string): Promise<QueueAgent[]> {
  const agents = await new ClientAgentLines(on, client).agentsOn(lineOfQueue(queueId));
  const skills = await new ClientAgentSkills(on, client).of(agents.map(({ agentId }) => agentId));
  return agents.map((agent) => ({ ...agent, skills: [...skills.get(agent.agentId) ?? []] }));
}

/** As the trail tells it: by the line. */
async function placeOf(on: Database, client: ClientScope, queueId: string, agentId: string): Promise<Readonly<Record<string, unknown>>> {
  const line = lineOfQueue(queueId);
  const agent = (await new ClientAgentLines(on, client).agentsOn(line)).find((one) => one.agentId === agentId);
  return { [line]: agent === undefined ? null : { level: agent.level, position: agent.position } };
}

function agentOf(agent: Agent | null, id: string): Agent {
  if (agent === null) throw notFound('agent', id);
  return agent;
}
