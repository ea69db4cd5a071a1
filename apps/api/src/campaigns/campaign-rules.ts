import { lawOf, type LawProfileName } from '@paceline/domain/compliance/law-profiles';
import type { DialMode } from '@paceline/domain/pacing';
import type { RetryRules } from '@paceline/domain/retry/retry';
import { Disposition, Gateway } from '@paceline/persistence';
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

/** A rule that would never have an effect must not look as if it had one: of a disposition that is none, or after which nobody is called again. */
export async function checkRetryRules(manager: EntityManager, { byDisposition }: RetryRules): Promise<void> {
  const codes = Object.keys(byDisposition);
  const known = new Map((codes.length === 0 ? [] : await manager.findBy(Disposition, { code: In(codes) })).map((disposition) => [disposition.code, disposition]));
  for (const code of codes) {
    const disposition = known.get(code);
    if (disposition === undefined) throw invalid(`retryRules.byDisposition.${code}`, `there is no disposition ${code}`);
    if (disposition.meaning === 'do-not-call') throw invalid(`retryRules.byDisposition.${code}`, `“${disposition.label}” is a person's own no: no rule calls them again`);
    if (disposition.meaning === 'final') throw invalid(`retryRules.byDisposition.${code}`, `“${disposition.label}” is final: nobody is called again after it`);
  }
}

/** One that is missing would be found out at the start; one that comes twice says nothing more. */
export async function checkGateways(manager: EntityManager, gateways: readonly string[], switchId: string): Promise<void> {
  const known = new Set((await manager.find(Gateway, { select: { name: true }, where: { name: In(gateways), switchId } })).map(({ name }) => name));
  for (const [at, name] of gateways.entries()) {
    if (!known.has(name)) throw invalid(`gateways.${at}`, `there is no gateway ${name} on the switch ${switchId}`);
    if (gateways.indexOf(name) !== at) throw invalid(`gateways.${at}`, `${name} stands there already`);
  }
}
