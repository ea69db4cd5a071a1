import { saidInBroadcast, type Broadcast } from '../campaign/broadcast';
import type { Language } from '../script/script';
import { spokenIn } from '../survey/prompts-of';
import type { Questionnaire } from '../survey/questionnaire';
import type { CampaignMessages, WrittenText } from './said-to';

type Texts = ReadonlyMap<string, WrittenText>;

/** Of a campaign that plays a message. */
export function messagesOfBroadcast(broadcast: Broadcast, texts: Texts): CampaignMessages {
  return { languages: Object.keys(broadcast.message ?? {}), said: saidInBroadcast(broadcast).map(({ say }) => byLanguage(say, (prompt) => [prompt])), texts };
}

/** Of one that puts a questionnaire. */
export function messagesOfQuestionnaire(questionnaire: Questionnaire, texts: Texts): CampaignMessages {
  const said = spokenIn(questionnaire).map((words) => byLanguage(words, (parts) => parts.flatMap((part) => 'prompt' in part ? [part.prompt] : [])));
  return { languages: questionnaire.languages, said, texts };
}

function byLanguage<Words>(words: Readonly<Record<Language, Words>>, promptsOf: (words: Words) => readonly string[]): Readonly<Record<Language, readonly string[]>> {
  return Object.fromEntries(Object.entries(words).map(([language, one]) => [language, promptsOf(one)]));
}
