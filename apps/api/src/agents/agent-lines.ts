import { chosenLines } from '@paceline/domain/agent/chosen-lines';
import { campaignOfLine } from '@paceline/domain/routing/line';
import { AgentLine, Campaign, recordChange, rows, write, type Actor } from '@paceline/persistence';
import { In, type EntityManager } from 'typeorm';
import { invalid } from '../edge/validation';

/** Makes these the lines that are assigned to an agent, and all of them served. Throws for a line that is nobody's. */
export async function putLines(manager: EntityManager, agentId: string, given: readonly string[]): Promise<void> {
  const lines = [...new Set(given)];
  const campaigns = lines.map((line) => ({ line, campaignId: campaignOfLine(line) }));
  const ids = campaigns.map(({ campaignId }) => campaignId).filter((id) => id !== null);
  const known = new Set((await manager.find(Campaign, { select: { id: true }, where: { id: In(ids) } })).map(({ id }) => id));
  const unknown = campaigns.find(({ campaignId }) => campaignId === null || !known.has(campaignId));
  if (unknown !== undefined) throw invalid('lines', 'unknown-line', { line: unknown.line });
  await manager.delete(AgentLine, { agentId });
  if (lines.length > 0) await manager.insert(AgentLine, lines.map((line) => ({ agentId, line })));
}

/** The same for an agent who has lines already, written down in the trail. */
export async function changeLines(manager: EntityManager, actor: Actor, agentId: string, given: readonly string[]): Promise<void> {
  await rows(manager, 'SELECT id FROM agents WHERE id = ? FOR UPDATE', [agentId]);
  const lines = async (): Promise<readonly string[]> => (await linesOf(manager, [agentId])).get(agentId) ?? [];
  const was = await lines();
  await putLines(manager, agentId, given);
  await recordChange(manager, actor, { resource: 'agent', resourceId: agentId, action: 'changed', was: { lines: was }, became: { lines: await lines() } });
}

/** What an agent serves until the next sign-in. Throws for a line that no manager has assigned. */
export async function serveLines(manager: EntityManager, agentId: string, named: readonly string[] | undefined): Promise<void> {
  const chosen = chosenLines((await linesOf(manager, [agentId])).get(agentId) ?? [], named);
  if (!chosen.allow) throw invalid('lines', 'line-not-assigned', { line: chosen.line });
  if (chosen.lines.length > 0) await write(manager, 'UPDATE agent_lines SET served = (line IN (?)) WHERE agent_id = ?', [chosen.lines, agentId]);
}

/** The lines that are assigned to each of these agents. */
export async function linesOf(manager: EntityManager, agentIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = agentIds.length === 0 ? [] : await manager.find(AgentLine, { where: { agentId: In([...agentIds]) }, order: { line: 'ASC' } });
  const byAgent = new Map<string, string[]>();
  for (const { agentId, line } of found) byAgent.set(agentId, [...byAgent.get(agentId) ?? [], line]);
  return byAgent;
}
