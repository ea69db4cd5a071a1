import { In } from 'typeorm';
import type { ClientScope } from '../client-scope';
import { managerOf, type Database } from '../database';
import { Campaign } from '../entities/campaigns';
import { AgentLine } from '../entities/organisation';
import { rows, write } from '../transaction';

/** Which lines are assigned to a client's agents. */
export class ClientAgentLines {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** Of each of these agents. */
  async of(agentIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = agentIds.length === 0 ? [] : await rows<AgentLine>(this.on,
      `SELECT l.agent_id AS agentId, l.line FROM agents a JOIN agent_lines l ON l.agent_id = a.id
        WHERE a.client_id = ? AND a.id IN (?) ORDER BY l.line`, [this.clientId, agentIds]);
    const byAgent = new Map<string, string[]>();
    for (const { agentId, line } of found) byAgent.set(agentId, [...byAgent.get(agentId) ?? [], line]);
    return byAgent;
  }

  /** Those of these campaigns that there are. */
  async campaigns(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await managerOf(this.on).find(Campaign, { select: { id: true }, where: { clientId: this.clientId, id: In([...ids]) } });
    return new Set(found.map(({ id }) => id));
  }

  /** Makes these all that are assigned to the agent, and all of them served. */
  async put(agentId: string, lines: readonly string[]): Promise<void> {
    await write(this.on, 'DELETE l FROM agent_lines l JOIN agents a ON a.id = l.agent_id WHERE a.client_id = ? AND a.id = ?', [this.clientId, agentId]);
    for (const line of lines) {
      await write(this.on, 'INSERT INTO agent_lines (agent_id, line) SELECT id, ? FROM agents WHERE client_id = ? AND id = ?', [line, this.clientId, agentId]);
    }
  }

  /** What the agent serves until the next sign-in; the others stay assigned. */
  async serve(agentId: string, lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    await write(this.on, 'UPDATE agent_lines l JOIN agents a ON a.id = l.agent_id SET l.served = (l.line IN (?)) WHERE a.client_id = ? AND a.id = ?', [lines, this.clientId, agentId]);
  }

  /** The name of somebody to whom the line is assigned. */
  async somebodyOn(line: string): Promise<string | null> {
    const [agent] = await rows<{ name: string }>(this.on,
      'SELECT a.name FROM agent_lines l JOIN agents a ON a.id = l.agent_id WHERE a.client_id = ? AND l.line = ? LIMIT 1', [this.clientId, line]);
    return agent?.name ?? null;
  }
}
