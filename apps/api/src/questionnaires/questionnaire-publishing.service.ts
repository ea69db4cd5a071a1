import { Injectable } from '@nestjs/common';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import type { QuestionnaireCheck, QuestionnaireVersionList, QuestionnaireVersionView } from '@paceline/contracts/questionnaires';
import type { QuestionnaireFault } from '@paceline/domain/survey/fault';
import { questionnaireFaults } from '@paceline/domain/survey/faults';
import { promptsOf } from '@paceline/domain/survey/prompts-of';
import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { ClientQuestionnaires, inTransaction, recordChange, type QuestionnaireRow } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { KnownPrompts } from '../prompts/known-prompts';
import { publishingOf, toVersionView } from './questionnaire-views';
import { knownQuestionnaire, knownVersion } from './questionnaires.service';

/** As many as a screen shows; older ones are found by their number. */
const VERSIONS_AT_MOST = 200;

/** What makes people be asked a draft: a version that never changes. */
@Injectable()
export class QuestionnairePublishingService {
  constructor(private readonly dataSource: DataSource, private readonly prompts: KnownPrompts, private readonly clock: Clock) {}

  async check(caller: CurrentUser, id: string): Promise<QuestionnaireCheck> {
    const { draft } = knownQuestionnaire(await new ClientQuestionnaires(this.dataSource, caller).find(id), id);
    const faults = await this.faultsOf(caller, draft);
    return { faults: faults.map((fault) => ({ code: fault.code, params: { ...fault.params }, text: told(english.questionnaireFaults, fault) })) };
  }

  async versions(caller: CurrentUser, id: string): Promise<QuestionnaireVersionList> {
    const questionnaires = new ClientQuestionnaires(this.dataSource, caller);
    knownQuestionnaire(await questionnaires.find(id), id);
    return { items: (await questionnaires.versions(id, VERSIONS_AT_MOST)).map(publishingOf) };
  }

  async version(caller: CurrentUser, id: string, version: number): Promise<QuestionnaireVersionView> {
    const questionnaires = new ClientQuestionnaires(this.dataSource, caller);
    knownQuestionnaire(await questionnaires.find(id), id);
    return toVersionView(knownVersion(await questionnaires.version(id, version), version));
  }

  /** Whoever publishes at the same time waits: each version is one draft, whole. */
  async publish(caller: CurrentUser, id: string): Promise<QuestionnaireVersionView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const questionnaire = knownQuestionnaire(await new ClientQuestionnaires(manager, caller).lock(id), id);
      return await this.publishAs(manager, caller, questionnaire, questionnaire.draft, null);
    });
  }

  /** An earlier version, judged anew: what it plays may be gone. Its quotas are counted from the beginning. */
  async publishAgain(caller: CurrentUser, id: string, version: number): Promise<QuestionnaireVersionView> {
    return await inTransaction(this.dataSource, async (manager) => {
      const questionnaires = new ClientQuestionnaires(manager, caller);
      const questionnaire = knownQuestionnaire(await questionnaires.lock(id), id);
      const { document } = knownVersion(await questionnaires.version(id, version), version);
      return await this.publishAs(manager, caller, questionnaire, document, version);
    });
  }

  private async publishAs(
    manager: EntityManager, caller: CurrentUser, questionnaire: QuestionnaireRow, document: Questionnaire, copyOf: number | null,
  ): Promise<QuestionnaireVersionView> {
    const reasons = await this.faultsOf(caller, document);
    if (reasons.length > 0) throw new PacelineError('questionnaire-not-ready', 'not-ready', { reasons });
    const questionnaires = new ClientQuestionnaires(manager, caller);
    const was = (await questionnaires.published([questionnaire])).get(questionnaire.id);
    const became = await questionnaires.publish(questionnaire, { document, copyOf, publishedAt: new Date(this.clock.nowMs()), publishedBy: caller.username });
    await recordChange(manager, actorOf(caller), {
      resource: 'questionnaire', resourceId: questionnaire.id, action: 'published', was: { version: was?.version ?? null }, became: { version: became.version },
    });
    return toVersionView(became);
  }

  private async faultsOf(caller: CurrentUser, questionnaire: Questionnaire): Promise<readonly QuestionnaireFault[]> {
    const prompts = [...promptsOf(questionnaire)];
    const [missing, needs] = await Promise.all([this.prompts.missing(caller, prompts), this.prompts.needs(caller, prompts)]);
    return questionnaireFaults(questionnaire, { hasPrompt: (prompt) => !missing.has(prompt), needsContact: (prompt) => needs.has(prompt) });
  }
}
