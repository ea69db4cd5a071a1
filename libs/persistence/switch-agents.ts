import type { AgentStatus } from '@paceline/domain/agent/agent-state';
import type { DataSource, EntityManager } from 'typeorm';
import { Agent, AgentLine, AgentSkill, AgentStatusEntry } from './entities/organisation';
import { inTransaction } from './transaction';

export interface ChosenStatus { readonly status: AgentStatus; readonly statusReason: string | null }

/** Agents of whichever client, as the owner of their switch looks after them. Their legs are written in agent-repository.ts. */
export class SwitchAgents {
  constructor(private readonly dataSource: DataSource) {}

  async find(agentId: string): Promise<Agent | null> {
    return await this.dataSource.manager.findOneBy(Agent, { id: agentId });
  }

  async of(switchId: string): Promise<Agent[]> {
    return await this.dataSource.manager.findBy(Agent, { switchId });
  }

  /** Whose phone this extension of the switch is. */
  async atExtension(switchId: string, extension: string): Promise<Agent[]> {
    return await this.dataSource.manager.findBy(Agent, { switchId, legKind: 'extension', legAddress: extension });
  }

  /** What the agent serves since the last sign-in, and as what. */
  async served(agentId: string): Promise<AgentLine[]> {
    return await this.dataSource.manager.findBy(AgentLine, { agentId, served: true });
  }

  async skills(agentId: string): Promise<AgentSkill[]> {
    return await this.dataSource.manager.findBy(AgentSkill, { agentId });
  }

  /**
   * Another status in the place of one that the system knows of, as if the agent had chosen it, and `also` in the same
   * transaction. Null, and nothing done, when the agent has chosen something meanwhile.
   */
  async chooseInstead(
    agentId: string, from: ChosenStatus, to: ChosenStatus, at: Date, also: (agent: Agent, manager: EntityManager) => Promise<void>,
  ): Promise<Agent | null> {
    return await inTransaction(this.dataSource, async (manager) => {
      const agent = await manager.findOne(Agent, { where: { id: agentId }, lock: { mode: 'pessimistic_write' } });
      if (agent?.status !== from.status || agent.statusReason !== from.statusReason) return null;
      await manager.update(Agent, { id: agentId }, { ...to, statusAt: at });
      await manager.insert(AgentStatusEntry, { agentId, status: to.status, reason: to.statusReason, at });
      await also(agent, manager);
      return agent;
    });
  }
}
