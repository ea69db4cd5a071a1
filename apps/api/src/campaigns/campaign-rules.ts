import type { Delivery } from '@paceline/domain/compliance/call-purpose';
import { needsAgents, type Broadcast } from '@paceline/domain/campaign/broadcast';
import { lawOf, type LawProfileName } from '@paceline/domain/compliance/law-profiles';
import type { DialMode } from '@paceline/domain/pacing';
import type { RetryRules } from '@paceline/domain/retry/retry';
import type { ClientDispositions, ClientQuestionnaires, Gateways } from '@paceline/persistence';
import { invalid } from '../edge/validation';

/** Below this a target says nothing: one person in a thousand. */
const LEAST_TARGET_RATIO = 0.001;

export interface PacingRules {
  readonly mode: DialMode;
  readonly abandonTargetRatio: number;
  readonly ringTimeoutSec: number;
  readonly lawProfile: LawProfileName;
  readonly broadcast: Broadcast | null;
}

/** What a campaign may be set to under its law. In the demo customers answer within seconds, and nobody is a person. */
export function checkPacingRules({ mode, abandonTargetRatio, ringTimeoutSec, lawProfile, broadcast }: PacingRules, isDemo: boolean): void {
  const { abandonCapRatio, minRingMs } = lawOf(lawProfile);
  if (ringTimeoutSec * 1000 < minRingMs && !isDemo) throw invalid('ringTimeoutSec', 'rings-too-short', { leastSec: minRingMs / 1000 });
  // Where nobody may be abandoned, a broadcast has an agent free for each line.
  if (mode === 'broadcast' ? broadcast === null || !needsAgents(broadcast) || abandonCapRatio === 0 : mode !== 'predictive' && mode !== 'power') return;
  if (abandonCapRatio === 0) throw invalid('mode', 'nobody-abandoned', { lawProfile });
  if (abandonTargetRatio < LEAST_TARGET_RATIO || abandonTargetRatio > abandonCapRatio) {
    throw invalid('abandonTargetRatio', 'no-lawful-target', { least: LEAST_TARGET_RATIO, cap: abandonCapRatio, lawProfile });
  }
}

/** A rule that would never have an effect must not look as if it had one: of a disposition that is none, or after which nobody is called again. */
export async function checkRetryRules(dispositions: ClientDispositions, { byDisposition }: RetryRules): Promise<void> {
  const codes = Object.keys(byDisposition);
  const known = await dispositions.of(codes);
  for (const code of codes) {
    const disposition = known.get(code);
    if (disposition === undefined) throw invalid(`retryRules.byDisposition.${code}`, 'unknown-disposition', { disposition: code });
    if (disposition.meaning === 'do-not-call') throw invalid(`retryRules.byDisposition.${code}`, 'disposition-is-no', { label: disposition.label });
    if (disposition.meaning === 'final') throw invalid(`retryRules.byDisposition.${code}`, 'disposition-is-final', { label: disposition.label });
  }
}

/** One that is missing would be found out at the start; one that comes twice says nothing more. */
export async function checkGateways(all: Gateways, gateways: readonly string[], switchId: string): Promise<void> {
  const known = new Set((await all.named(gateways, switchId)).map(({ name }) => name));
  for (const [at, name] of gateways.entries()) {
    if (!known.has(name)) throw invalid(`gateways.${at}`, 'unknown-gateway', { gateway: name, switchId });
    if (gateways.indexOf(name) !== at) throw invalid(`gateways.${at}`, 'gateway-twice', { gateway: name });
  }
}

/** What is published of it can be put by whoever speaks in the campaign. */
export async function checkQuestionnaire(questionnaires: ClientQuestionnaires, id: string | null, delivery: Delivery | null): Promise<void> {
  if (id === null) return;
  const questionnaire = await questionnaires.find(id);
  if (questionnaire === null) throw invalid('questionnaireId', 'unknown-questionnaire', { id });
  const version = (await questionnaires.published([questionnaire])).get(id);
  if (version === undefined) throw invalid('questionnaireId', 'questionnaire-unpublished', { questionnaire: questionnaire.name });
  const by = delivery === 'agent' || delivery === null ? 'agent' : 'keypad';
  if (!version.document.deliveries.includes(by)) throw invalid('questionnaireId', 'questionnaire-not-put-by', { questionnaire: questionnaire.name, by });
}
