import { abandonmentLawOf, connectWithinMs } from '@paceline/domain/compliance/law-profiles';
import { needsAgents } from '@paceline/domain/campaign/broadcast';
import type { PacingSettings } from '@paceline/domain/pacing';
import type { Campaign } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { broadcastOf } from '../lines/line-of';

/**
 * Longer than a message of the switch takes to be read: when a call began to ring is known to within that, and no
 * record may show one that was given up before the law let it.
 */
const HEARD_WITHIN_MS = 250;

/** A campaign's settings within its law: of target and cap, of our limit and the law's, the lower. */
export function settingsOf(campaign: Campaign, environment: Pick<Environment, 'SAFE_HARBOUR_AFTER_MS'>): PacingSettings {
  const law = abandonmentLawOf(campaign);
  const broadcast = broadcastOf(campaign);
  return {
    mode: campaign.mode, abandonTargetRatio: Math.min(campaign.abandonTargetRatio, law.abandonCapRatio), abandonCapRatio: law.abandonCapRatio,
    maxLinesPerAgent: campaign.maxLinesPerAgent, minRingMs: law.minRingMs + HEARD_WITHIN_MS, ringTimeoutMs: campaign.ringTimeoutSec * 1000,
    connectWithinMs: broadcast === null ? connectWithinMs(law, environment.SAFE_HARBOUR_AFTER_MS) : broadcast.agentWithinSec * 1_000,
    ...broadcast === null ? {} : { broadcast: { lines: broadcast.lines, callsPerSec: broadcast.callsPerSec, needsAgents: needsAgents(broadcast) } },
  };
}
