import { randomUUID } from 'node:crypto';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { Campaign, Consent, QuestionnaireRow, QuestionnaireVersion, Target } from '@paceline/persistence';
import type { DialerRig } from './dialer-rig';
import { CORPUS } from './keypad-corpus';

const DISCLOSES = { identifiesFirst: true, optOutSaidAtSec: 5, number: '+18005550100', numberOnMachines: true };

/** A questionnaire with its first version. */
export async function published(rig: DialerRig, document: Questionnaire = CORPUS): Promise<QuestionnaireRow> {
  const { manager } = rig.dataSource;
  const questionnaire = await manager.save(QuestionnaireRow, { clientId: '1', name: `questionnaire ${randomUUID()}`, draft: document, draftChangedAt: new Date(), publishedVersionId: null, createdAt: new Date() });
  const version = await manager.save(QuestionnaireVersion, { questionnaireId: questionnaire.id, version: 1, document, copyOf: null, publishedAt: new Date(), publishedBy: 'a manager' });
  return await manager.save(QuestionnaireRow, { ...questionnaire, publishedVersionId: version.id });
}

/** To be called by a machine. */
export async function agrees(rig: DialerRig, contactIds: readonly string[]): Promise<void> {
  await rig.dataSource.manager.insert(Consent, contactIds.map((contactId) => ({
    clientId: '1', contactId, kind: 'given' as const, purposes: null, deliveries: null, phones: null, at: new Date(0), until: null, form: 'oral' as const, seller: null, words: null, proof: null,
    callId: null, writtenBy: 'a manager',
  })));
}

/** An automatic survey of people who have agreed to be called by a machine; who does not answer all of it is called again at once. */
export async function survey(rig: DialerRig, numbers: readonly string[], maxAttempts: number): Promise<Campaign> {
  const { manager } = rig.dataSource;
  const campaign = await rig.campaign(numbers, {
    mode: 'broadcast', purpose: 'notice', delivery: 'keypad', status: 'paused', retryRules: { maxAttempts, byOutcome: { 'no-answer': { maxAttempts, waitSec: 1 } }, byDisposition: {} },
    broadcast: { message: null, lines: 60, callsPerSec: 100, one: null, oneSay: null, agentWithinSec: 2, laterSay: null, optOutSay: null, machines: null, discloses: DISCLOSES }, questionnaireId: (await published(rig)).id,
  });
  await agrees(rig, (await manager.findBy(Target, { campaignId: campaign.id })).map(({ contactId }) => contactId));
  await manager.update(Campaign, { id: campaign.id }, { status: 'running' });
  await rig.command('campaign-changed', { campaignId: campaign.id, byUserId: '1' });
  return campaign;
}
