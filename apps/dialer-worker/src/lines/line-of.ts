import { scriptOfBroadcast, type Broadcast } from '@paceline/domain/campaign/broadcast';
import { promptFileOf } from '@paceline/domain/client/prompt-file';
import { abandonmentLawOf, connectWithinMs } from '@paceline/domain/compliance/law-profiles';
import { PLAIN_ROUTING, type Line } from '@paceline/domain/routing/line-policy';
import { retryRulesOf, type Campaign } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';

type Installation = Pick<Environment, 'SAFE_HARBOUR_AFTER_MS' | 'SAFE_HARBOUR_PROMPT'>;
type Settings = Pick<Campaign, 'id' | 'clientId' | 'lawProfile' | 'purpose' | 'countries' | 'retryRules' | 'safeHarbourPrompt' | 'record' | 'maxCallSec' | 'wrapUpSec' | 'mode' | 'broadcast' | 'machineMessage'>;

/** A campaign's line as it is set now, within its law; of a line without a campaign the installation's own. */
export function lineOf(id: string, campaign: Settings | null, environment: Installation): Line {
  const broadcast = campaign === null ? null : broadcastOf(campaign);
  return {
    id, campaignId: campaign?.id ?? null,
    policy: {
      patienceMs: broadcast === null ? connectWithinMs(campaign === null ? null : abandonmentLawOf(campaign), environment.SAFE_HARBOUR_AFTER_MS) : broadcast.agentWithinSec * 1_000,
      longestWaitMs: null,
      routing: PLAIN_ROUTING,
      lastMessage: lastMessageOf(campaign) ?? environment.SAFE_HARBOUR_PROMPT,
      isRecorded: campaign?.record ?? false,
      longestCallMs: campaign === null || campaign.maxCallSec <= 0 ? null : campaign.maxCallSec * 1_000,
      wrapUpMs: (campaign?.wrapUpSec ?? 0) * 1_000,
      retryRules: retryRulesOf(campaign),
      automatic: broadcast === null ? null : { script: scriptOfBroadcast(broadcast) },
      machineMessage: campaign?.machineMessage?.say ?? null,
    },
  };
}

/** What it plays, while it is set to do so. */
export function broadcastOf({ mode, broadcast }: Pick<Campaign, 'mode' | 'broadcast'>): Broadcast | null {
  return mode === 'broadcast' ? broadcast : null;
}

function lastMessageOf(campaign: Settings | null): string | null {
  return campaign === null || campaign.safeHarbourPrompt === null ? null : promptFileOf(campaign, campaign.safeHarbourPrompt);
}
