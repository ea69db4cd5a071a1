import { messagesOfBroadcast, messagesOfQuestionnaire } from '@paceline/domain/message/campaign-messages';
import { isSameForAll, saidTo, type CampaignMessages } from '@paceline/domain/message/said-to';
import { saidInBroadcast } from '@paceline/domain/campaign/broadcast';
import { promptsOf } from '@paceline/domain/survey/prompts-of';
import { ClientSpokenPrompts, questionnaireOf, type Campaign, type CandidateMessage, type ClaimVerdict, type MessageOf } from '@paceline/persistence';
import { renditionFile } from '@paceline/platform/sound/rendition-file';
import type { OwnerContext } from '../context/owner-context';
import { broadcastOf } from '../lines/line-of';

/** Read again after this: a text that was written anew is spoken anew. */
const FRESH_FOR_MS = 2_000;
/** One that the program could not speak is asked for again about then. */
const AGAIN_AFTER_MS = 10 * 60_000;

/** What a campaign's contacts hear, each their own: asked for before they are called, and in no call's way. */
export class SpokenMessages {
  private read: { readonly untilMs: number; readonly campaign: Campaign; readonly messageOf: MessageOf | null } | null = null;

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment'>) {}

  /** Null: all hear the same. */
  async of(campaign: Campaign): Promise<MessageOf | null> {
    if (broadcastOf(campaign) === null) return null;
    const nowMs = this.owner.clock.monotonicMs();
    if (this.read === null || this.read.untilMs < nowMs || this.read.campaign !== campaign) {
      this.read = { untilMs: nowMs + FRESH_FOR_MS, campaign, messageOf: messageOf(campaign, await this.messages(campaign), this.owner.environment.SPEECH_COMMAND) };
    }
    return this.read.messageOf;
  }

  private async messages(campaign: Campaign): Promise<CampaignMessages | null> {
    const [broadcast, texts] = [broadcastOf(campaign), new ClientSpokenPrompts(this.owner.dataSource, campaign)];
    if (broadcast === null) return null;
    if (broadcast.message !== null) return messagesOfBroadcast(broadcast, await texts.texts(saidInBroadcast(broadcast).flatMap(({ say }) => Object.values(say))));
    const questionnaire = await questionnaireOf(this.owner.dataSource, campaign);
    return questionnaire === null ? null : messagesOfQuestionnaire(questionnaire, await texts.texts([...promptsOf(questionnaire)]));
  }
}

function messageOf(campaign: Campaign, messages: CampaignMessages | null, command: string): MessageOf | null {
  if (messages === null || isSameForAll(messages)) return null;
  return (contact) => {
    const said = saidTo(messages, contact);
    if ('missing' in said) return said;
    return { language: said.language, prompts: new Map([...said.texts].map(([prompt, written]) => [prompt, { file: renditionFile(campaign, written, command), written }])) };
  };
}

/** Why nobody is called yet to whom something is to be said; null: it is ready. */
export function unsaid(message: CandidateMessage | undefined, nowMs: number): ClaimVerdict | null {
  switch (message?.kind) {
    case undefined:
    case 'ready': return null;
    case 'waits': return { stays: true };
    case 'not-spoken': return { deferUntilMs: nowMs + AGAIN_AFTER_MS, because: null };
    case 'missing': return { refuse: 'field-missing' };
  }
}
