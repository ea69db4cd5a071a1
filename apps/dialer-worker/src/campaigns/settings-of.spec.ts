import { lawOf } from '@paceline/domain/compliance/law-profiles';
import type { Campaign } from '@paceline/persistence';
import { settingsOf } from './settings-of';

describe('a campaign\'s settings', () => {
  const campaign = (lawProfile: Campaign['lawProfile']): Campaign =>
    ({ mode: 'predictive', lawProfile, abandonTargetRatio: 0.028, maxLinesPerAgent: 3, ringTimeoutSec: 20 }) as Campaign; // what it reads of one

  it.each(['us-tsr', 'uk-3-percent', 'ca-crtc'] as const)('let a call ring longer than %s asks, by what hearing of it may take', (lawProfile) => {
    expect(settingsOf(campaign(lawProfile), { SAFE_HARBOUR_AFTER_MS: 2_000 }).minRingMs).toBeGreaterThanOrEqual(lawOf(lawProfile).minRingMs + 100);
  });
});
