import { abandonmentLawOf, withRecallLock } from '@paceline/domain/compliance/law-profiles';
import { DEFAULT_RETRY_RULES, type RetryRules } from '@paceline/domain/retry/retry';
import type { Campaign } from './entities/campaigns';

/** A campaign's own rules within its law's lock on calling again; of a call without a campaign the installation's. */
export function retryRulesOf(campaign: Pick<Campaign, 'retryRules' | 'lawProfile' | 'purpose' | 'countries'> | null): RetryRules {
  return campaign === null ? DEFAULT_RETRY_RULES : withRecallLock(campaign.retryRules, abandonmentLawOf(campaign));
}
