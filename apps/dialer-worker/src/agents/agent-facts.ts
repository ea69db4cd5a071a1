import { SwitchAgents, TalkRepository } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';

/**
 * Makes known what the rows say of an agent: the places in their lines, what they can do and, once, the talks that they have had
 * today.
 * @returns the lines that they serve
 */
export async function readFacts({ dataSource, known }: Pick<OwnerContext, 'dataSource' | 'known'>, agentId: string): Promise<string[]> {
  const agents = new SwitchAgents(dataSource);
  const [served, skills] = [await agents.served(agentId), await agents.skills(agentId)];
  if (!known.days.has(agentId)) {
    const talks = await new TalkRepository(dataSource).byLine(agentId, new Date(known.days.beganAtMs()));
    known.days.is(agentId, {
      calls: talks.reduce((sum, one) => sum + one.talks, 0), talkMs: talks.reduce((sum, one) => sum + one.talkMs, 0),
      lastCallAtMs: new Map(talks.map(({ line, lastAt }) => [line, lastAt.getTime()])),
    });
  }
  known.factsAre(agentId, {
    places: new Map(served.map(({ line, level, position }) => [line, { level, position }])), skills: new Map(skills.map(({ skill, level }) => [skill, level])),
  });
  return served.map(({ line }) => line);
}
