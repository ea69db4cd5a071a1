import { lawOf } from '@paceline/domain/compliance/law-profiles';
import type { PacingSettings } from '@paceline/domain/pacing';
import type { Campaign } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';

/** A campaign's settings within its law: of target and cap, of our limit and the law's, the lower. */
export function settingsOf(campaign: Campaign, environment: Pick<Environment, 'SAFE_HARBOUR_AFTER_MS'>): PacingSettings {
  const law = lawOf(campaign.lawProfile);
  return {
    mode: campaign.mode, abandonTargetRatio: Math.min(campaign.abandonTargetRatio, law.abandonCapRatio), abandonCapRatio: law.abandonCapRatio,
    maxLinesPerAgent: campaign.maxLinesPerAgent, minRingMs: law.minRingMs, ringTimeoutMs: campaign.ringTimeoutSec * 1000,
    connectWithinMs: Math.min(environment.SAFE_HARBOUR_AFTER_MS, law.connectWithinMs),
  };
}
