import { lawOf, type LawProfileName } from '@paceline/domain/compliance/law-profiles';
import type { DialMode } from '@paceline/domain/pacing';
import type { RetryRules } from '@paceline/domain/retry/retry';
import { Disposition } from '@paceline/persistence';
import { In, type EntityManager } from 'typeorm';
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

/** Nobody is called again who said no: such a rule would have no effect, and must not look as if it had one. */
export async function checkRetryRules(manager: EntityManager, { byDisposition }: RetryRules): Promise<void> {
  const codes = Object.keys(byDisposition);
  const [no] = codes.length === 0 ? [] : await manager.findBy(Disposition, { code: In(codes), meaning: 'do-not-call' });
  if (no !== undefined) throw invalid(`retryRules.byDisposition.${no.code}`, `“${no.label}” is a person's own no: no rule calls them again`);
}
