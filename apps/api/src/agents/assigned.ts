import type { SkillLevels } from '@paceline/contracts/skills';
import type { ClientScope } from '@paceline/domain/client/client';
import { ClientAgentLines, ClientAgentSkills, recordChange, type Actor, type Database } from '@paceline/persistence';
import type { EntityManager } from 'typeorm';

/** What managers have given an agent, beside the row. */
export interface Assigned { readonly lines: readonly string[]; readonly skills: Readonly<SkillLevels> }

/** Of each of these agents. */
export async function assignedTo(on: Database, client: ClientScope, agentIds: readonly string[]): Promise<(agentId: string) => Assigned> {
  const [lines, skills] = [await new ClientAgentLines(on, client).of(agentIds), await new ClientAgentSkills(on, client).of(agentIds)];
  return (agentId) => ({ lines: lines.get(agentId) ?? [], skills: skills.get(agentId) ?? [] });
}

/** Makes these all that an agent of the actor's client can do, written down in the trail; the agent's row is locked. */
export async function changeSkills(manager: EntityManager, actor: Actor, agentId: string, skills: Readonly<SkillLevels>): Promise<void> {
  const repository = new ClientAgentSkills(manager, actor);
  const present = async (): Promise<Readonly<SkillLevels>> => (await repository.of([agentId])).get(agentId) ?? [];
  const was = await present();
  await repository.put(agentId, skills);
  await recordChange(manager, actor, { resource: 'agent', resourceId: agentId, action: 'changed', was: { skills: was }, became: { skills: await present() } });
}
