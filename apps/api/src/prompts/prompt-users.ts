import type { PromptView } from '@paceline/contracts/prompts';
import { saidInBroadcast } from '@paceline/domain/campaign/broadcast';
import { saidInQueue } from '@paceline/domain/queue/queue-settings';
import { saidBy } from '@paceline/domain/script/branches';
import { promptsOf as playedIn } from '@paceline/domain/survey/prompts-of';
import type { ClientScope } from '@paceline/domain/client/client';
import { ClientCampaigns, ClientFlows, ClientQuestionnaires, ClientQueues, type Campaign, type Database, type Queue } from '@paceline/persistence';

/** Who plays a prompt. */
export type PromptUsers = Pick<PromptView, 'usedBy' | 'usedByQueues' | 'usedByFlows' | 'usedByQuestionnaires'>;

const NOBODY: PromptUsers = { usedBy: [], usedByQueues: [], usedByFlows: [], usedByQuestionnaires: [] };

/** By the prompt that they name. */
export async function promptUsers(on: Database, client: ClientScope): Promise<(prompt: string) => PromptUsers> {
  const users = new Map<string, PromptUsers>();
  const add = <What extends keyof PromptUsers>(prompt: string, what: What, user: PromptUsers[What][number]): void => {
    const of = users.get(prompt) ?? NOBODY;
    users.set(prompt, { ...of, [what]: [...of[what], user] });
  };
  for (const campaign of await new ClientCampaigns(on, client).withPrompts()) {
    const { id, name, status } = campaign;
    for (const prompt of playedBy(campaign)) add(prompt, 'usedBy', { id, name, status });
  }
  for (const queue of await new ClientQueues(on, client).all()) {
    for (const prompt of promptsOf(queue)) add(prompt, 'usedByQueues', { id: queue.id, name: queue.name });
  }
  for (const { flow: { id, name }, version: { script } } of await new ClientFlows(on, client).allPublished()) {
    for (const prompt of new Set(Object.values(script.nodes).flatMap(saidBy).flatMap(({ say }) => Object.values(say)))) add(prompt, 'usedByFlows', { id, name });
  }
  for (const { questionnaire: { id, name }, version: { document } } of await new ClientQuestionnaires(on, client).allPublished()) {
    for (const prompt of playedIn(document)) add(prompt, 'usedByQuestionnaires', { id, name });
  }
  return (prompt) => users.get(prompt) ?? NOBODY;
}

function playedBy({ safeHarbourPrompt, broadcast, machineMessage }: Campaign): ReadonlySet<string> {
  const said = [...broadcast === null ? [] : saidInBroadcast(broadcast).flatMap(({ say }) => Object.values(say)), ...Object.values(machineMessage?.say ?? {})];
  return new Set(safeHarbourPrompt === null ? said : [...said, safeHarbourPrompt]);
}

function promptsOf(queue: Queue): ReadonlySet<string> {
  return new Set([...saidInQueue(queue).flatMap(({ say }) => Object.values(say)), ...queue.music === null ? [] : [queue.music]]);
}
