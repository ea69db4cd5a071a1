import { chosenLines } from '@paceline/domain/agent/chosen-lines';
import { ClientAgentLines, recordChange, type Actor } from '@paceline/persistence';
import type { EntityManager } from 'typeorm';
import { invalid } from '../edge/validation';

/** Makes these the lines that are assigned to an agent, and all of them served. Throws for a line that is nobody's. */
export async function putLines(assigned: ClientAgentLines, agentId: string, given: readonly string[]): Promise<void> {
  const lines = [...new Set(given)];
  const known = await assigned.known(lines);
  const unknown = lines.find((line) => !known.has(line));
  if (unknown !== undefined) throw invalid('lines', 'unknown-line', { line: unknown });
  await assigned.put(agentId, lines);
}

/** The same for an agent of the actor's client who has lines already, written down in the trail; the agent's row is locked. */
export async function changeLines(manager: EntityManager, actor: Actor, agentId: string, given: readonly string[]): Promise<void> {
  const assigned = new ClientAgentLines(manager, actor);
  const lines = async (): Promise<readonly string[]> => (await assigned.of([agentId])).get(agentId) ?? [];
  const was = await lines();
  await putLines(assigned, agentId, given);
  await recordChange(manager, actor, { resource: 'agent', resourceId: agentId, action: 'changed', was: { lines: was }, became: { lines: await lines() } });
}

/** What an agent serves until the next sign-in. Throws for a line that no manager has assigned. */
export async function serveLines(assigned: ClientAgentLines, agentId: string, named: readonly string[] | undefined): Promise<void> {
  const chosen = chosenLines((await assigned.of([agentId])).get(agentId) ?? [], named);
  if (!chosen.allow) throw invalid('lines', 'line-not-assigned', { line: chosen.line });
  await assigned.serve(agentId, chosen.lines);
}
