import type { RequiredSkill } from '@paceline/domain/routing/skills';
import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from '../database';
import { rows, write } from '../transaction';

/** What a client's agents can do. */
export class ClientAgentSkills {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** Of each of these agents who can do something. */
  async of(agentIds: readonly string[]): Promise<ReadonlyMap<string, readonly RequiredSkill[]>> {
    const found = agentIds.length === 0 ? [] : await rows<RequiredSkill & { agentId: string }>(this.on,
      `SELECT s.agent_id AS agentId, s.skill, s.level FROM agents a JOIN agent_skills s ON s.agent_id = a.id
        WHERE a.client_id = ? AND a.id IN (?) ORDER BY s.skill`, [this.clientId, agentIds]);
    const byAgent = new Map<string, RequiredSkill[]>();
    for (const { agentId, skill, level } of found) byAgent.set(agentId, [...byAgent.get(agentId) ?? [], { skill, level }]);
    return byAgent;
  }

  /** Makes these all that the agent can do. */
  async put(agentId: string, skills: readonly RequiredSkill[]): Promise<void> {
    await write(this.on, 'DELETE s FROM agent_skills s JOIN agents a ON a.id = s.agent_id WHERE a.client_id = ? AND a.id = ?', [this.clientId, agentId]);
    for (const { skill, level } of skills) {
      await write(this.on, 'INSERT INTO agent_skills (agent_id, skill, level) SELECT id, ?, ? FROM agents WHERE client_id = ? AND id = ?', [skill, level, this.clientId, agentId]);
    }
  }
}
