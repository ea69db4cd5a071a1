import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import {
  Campaign, CampaignList, Consent, Contact, ContactPhone, Gateway, InterviewAnswer, List, ListContact, ListTargets, QuestionnaireRow, QuestionnaireVersion, createDataSource, migrate,
} from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { dialogueOf, numberOf } from './asked-dialogue';
import { CARRIER } from './asked-switch';
import { freshDatabase } from './fresh-database';

const DATABASE = 'paceline_test_bench_script';
export const SWITCH_ID = 'bench';
const DISCLOSES = { identifiesFirst: true, optOutSaidAtSec: 5, number: '+18005550100', numberOnMachines: true };

/** A database of the benchmark's own: so many people who have agreed, and a survey by keys that calls all of them at once. */
export class AskedDatabase {
  private constructor(readonly url: string, private readonly dataSource: DataSource) {}

  static async make(serverUrl: string, calls: number, callsPerSec: number, questions: number): Promise<AskedDatabase> {
    const url = await freshDatabase(serverUrl, DATABASE);
    const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
    await migrate(dataSource);
    const database = new AskedDatabase(url, dataSource);
    await database.survey(calls, callsPerSec, questions);
    return database;
  }

  async answers(): Promise<number> {
    return await this.dataSource.manager.count(InterviewAnswer);
  }

  async drop(): Promise<void> {
    await this.dataSource.query(`DROP DATABASE ${DATABASE}`);
    await this.dataSource.destroy();
  }

  private async survey(calls: number, callsPerSec: number, questions: number): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const now = new Date();
      await manager.insert(Gateway, { name: CARRIER, switchId: SWITCH_ID, callsPerSec, maxLines: 2 * calls, allowedCountries: [], allowedPrefixes: ['+1'], allowedNumbers: [], shortNumbers: [], enabled: true });
      const document = dialogueOf(questions);
      const asked = await manager.save(QuestionnaireRow, { clientId: '1', name: 'bench', draft: document, draftChangedAt: now, publishedVersionId: null, createdAt: now });
      const version = await manager.save(QuestionnaireVersion, { questionnaireId: asked.id, version: 1, document, copyOf: null, publishedAt: now, publishedBy: 'a manager' });
      await manager.update(QuestionnaireRow, { id: asked.id }, { publishedVersionId: version.id });
      const ids = Array.from({ length: calls }, (_, index) => String(index + 1));
      const list = await manager.save(List, { clientId: '1', name: 'bench' });
      await manager.insert(Contact, ids.map((id) => ({ id, clientId: '1', name: `Contact ${id}`, zone: 'America/Los_Angeles', fields: {} })));
      await manager.insert(ContactPhone, ids.map((contactId, index) => ({ contactId, position: 0, phone: numberOf(index) })));
      await manager.insert(ListContact, ids.map((contactId) => ({ listId: list.id, contactId })));
      await manager.insert(Consent, ids.map((contactId) => ({
        clientId: '1', contactId, kind: 'given' as const, purposes: null, deliveries: null, phones: null, at: new Date(0), until: null, form: 'oral' as const, seller: null, words: null, proof: null, callId: null, writtenBy: 'a manager',
      })));
      const campaign = await manager.save(Campaign, {
        clientId: '1', name: 'bench', switchId: SWITCH_ID, mode: 'broadcast', gateways: [CARRIER], callerNumber: '12125550100', purpose: 'notice', delivery: 'keypad', ringTimeoutSec: 15, maxCallSec: 7_200,
        wrapUpSec: 1, record: false, safeHarbourPrompt: null, callingHours: DEFAULT_CALLING_HOURS, retryRules: { maxAttempts: 1, byOutcome: {}, byDisposition: {} }, abandonTargetRatio: 0.03, maxLinesPerAgent: 3,
        startedAt: now, status: 'running', questionnaireId: asked.id,
        broadcast: { message: null, lines: calls, callsPerSec, one: null, oneSay: null, agentWithinSec: 2, laterSay: null, optOutSay: null, machines: null, discloses: DISCLOSES },
      });
      await manager.insert(CampaignList, { campaignId: campaign.id, listId: list.id, priority: 1 });
      await new ListTargets(this.dataSource).follow(campaign.id, manager);
    });
  }
}
