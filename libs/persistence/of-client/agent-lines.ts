import { campaignOfLine, lineOfCampaign, lineOfQueue, queueOfLine } from '@paceline/domain/routing/line';
import { In } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Campaign } from '../entities/campaigns';
import { Queue } from '../entities/queues';
import { AgentLine } from '../entities/organisation';
import { rows, write } from '../transaction';

/** An agent's place in a line. */
export interface LinePlace { readonly level: number; readonly position: number; readonly served: boolean }

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

  /** Those of these lines that there are: campaigns' and queues'. */
  async known(lines: readonly string[]): Promise<ReadonlySet<string>> {
    const [campaigns, queues] = [campaignOfLine, queueOfLine].map((of) => lines.map(of).filter((id) => id !== null));
    const [ofCampaigns, ofQueues] = await Promise.all([
      managerOf(this.on).find(Campaign, { select: { id: true }, where: { clientId: this.clientId, id: In(campaigns ?? []) } }),
      managerOf(this.on).find(Queue, { select: { id: true }, where: { clientId: this.clientId, id: In(queues ?? []) } }),
    ]);
    return new Set([...ofCampaigns.map(({ id }) => lineOfCampaign(id)), ...ofQueues.map(({ id }) => lineOfQueue(id))]);
  }

  /** Makes these all that are assigned to the agent, and all of them served; the place in one that stays is kept. */
  async put(agentId: string, lines: readonly string[]): Promise<void> {
    await write(this.on,
      `DELETE l FROM agent_lines l JOIN agents a ON a.id = l.agent_id WHERE a.client_id = ? AND a.id = ? ${lines.length === 0 ? '' : 'AND l.line NOT IN (?)'}`,
      [this.clientId, agentId, ...lines.length === 0 ? [] : [lines]]);
    for (const line of lines) {
      await write(this.on,
        'INSERT INTO agent_lines (agent_id, line) SELECT id, ? FROM agents WHERE client_id = ? AND id = ? ON DUPLICATE KEY UPDATE served = TRUE', [line, this.clientId, agentId]);
    }
  }

  /** Who has the line, in the order in which top-down would ask them. */
  async agentsOn(line: string): Promise<(LinePlace & { readonly agentId: string; readonly name: string })[]> {
    const found = await rows<{ agentId: string; name: string; level: number; position: number; served: string | number }>(this.on,
      `SELECT a.id AS agentId, a.name, l.level, l.position, l.served FROM agents a JOIN agent_lines l ON l.agent_id = a.id
        WHERE a.client_id = ? AND l.line = ? ORDER BY l.level, l.position, a.id`, [this.clientId, line]);
    return found.map((agent) => ({ ...agent, served: Number(agent.served) === 1 }));
  }

  /** Assigns the line to an agent, or gives them another place in it. */
  async place(agentId: string, line: string, { level, position }: Omit<LinePlace, 'served'>): Promise<void> {
    await write(this.on,
      `INSERT INTO agent_lines (agent_id, line, level, position) SELECT id, ?, ?, ? FROM agents WHERE client_id = ? AND id = ?
         ON DUPLICATE KEY UPDATE level = ?, position = ?`, [line, level, position, this.clientId, agentId, level, position]);
  }

  /** False: the agent did not have it. */
  async takeAway(agentId: string, line: string): Promise<boolean> {
    return (await write(this.on,
      'DELETE l FROM agent_lines l JOIN agents a ON a.id = l.agent_id WHERE a.client_id = ? AND a.id = ? AND l.line = ?', [this.clientId, agentId, line])).affectedRows === 1;
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
