import { lawOf, type LawProfileName } from '@paceline/domain/compliance/law-profiles';
import type { DialMode } from '@paceline/domain/pacing';
import { invalid } from '../edge/validation';

/** Below this a target says nothing: one person in a thousand. */
const LEAST_TARGET_RATIO = 0.001;

export interface PacingRules {
  readonly mode: DialMode;
  readonly abandonTargetRatio: number;
  readonly ringTimeoutSec: number;
  readonly lawProfile: LawProfileName;
}

/** What a campaign may be set to under its law. In the demo customers answer within seconds, and nobody is a person. */
export function checkPacingRules({ mode, abandonTargetRatio, ringTimeoutSec, lawProfile }: PacingRules, isDemo: boolean): void {
  const { abandonCapRatio, minRingMs } = lawOf(lawProfile);
  if (ringTimeoutSec * 1000 < minRingMs && !isDemo) throw invalid('ringTimeoutSec', `must be at least ${minRingMs / 1000}: the law gives people that long to answer`);
  if (mode !== 'predictive' && mode !== 'power') return;
  if (abandonCapRatio === 0) throw invalid('mode', `the law profile ${lawProfile} allows nobody to be abandoned: choose zero-abandon or progressive`);
  if (abandonTargetRatio < LEAST_TARGET_RATIO || abandonTargetRatio > abandonCapRatio) {
    throw invalid('abandonTargetRatio', `must be from ${LEAST_TARGET_RATIO} to ${abandonCapRatio}, the cap of the law profile ${lawProfile}; who wants nobody abandoned chooses the mode zero-abandon`);
  }
}
