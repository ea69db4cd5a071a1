import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import type { CreateQuestionnaire, PatchQuestionnaire, QuestionnaireView } from '@paceline/contracts/questionnaires';
import { ClientQuestionnaires, inTransaction, recordChange, type QuestionnaireRow, type QuestionnaireVersion } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';
import { toQuestionnaireView, traceOf } from './questionnaire-views';

/** Questionnaires as drafts: what is written here is put to nobody before it is published. */
@Injectable()
export class QuestionnairesService {
  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<QuestionnaireView>> {
    const questionnaires = new ClientQuestionnaires(this.dataSource, caller);
    const found = await questionnaires.page(cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0], limit + 1);
    const published = await questionnaires.published(found);
    return toPage(found, limit, ({ id }) => [id], (one) => toQuestionnaireView(one, published.get(one.id)));
  }

  async find(caller: CurrentUser, id: string): Promise<QuestionnaireView> {
    const questionnaires = new ClientQuestionnaires(this.dataSource, caller);
    const found = knownQuestionnaire(await questionnaires.find(id), id);
    return toQuestionnaireView(found, (await questionnaires.published([found])).get(id));
  }

  async create(caller: CurrentUser, { name, draft }: CreateQuestionnaire): Promise<QuestionnaireView> {
    return await orTaken('questionnaire', name, inTransaction(this.dataSource, async (manager) => {
      const questionnaires = new ClientQuestionnaires(manager, caller);
      const id = await questionnaires.create({ name, draft, draftChangedAt: this.now() });
      const created = knownQuestionnaire(await questionnaires.find(id), id);
      await recordChange(manager, actorOf(caller), { resource: 'questionnaire', resourceId: id, action: 'created', was: null, became: traceOf(created) });
      return toQuestionnaireView(created, undefined);
    }));
  }

  async patch(caller: CurrentUser, id: string, { name, draft }: PatchQuestionnaire): Promise<QuestionnaireView> {
    const work = inTransaction(this.dataSource, async (manager) => {
      await this.change(manager, caller, id, { ...name !== undefined && { name }, ...draft !== undefined && { draft } });
    });
    await (name === undefined ? work : orTaken('questionnaire', name, work));
    return await this.find(caller, id);
  }

  /** A version in the place of the draft, from which somebody goes on. */
  async clone(caller: CurrentUser, id: string, version: number): Promise<QuestionnaireView> {
    await inTransaction(this.dataSource, async (manager) => {
      const { document: draft } = knownVersion(await new ClientQuestionnaires(manager, caller).version(id, version), version);
      await this.change(manager, caller, id, { draft });
    });
    return await this.find(caller, id);
  }

  /** What was published is kept, with what people answered. */
  async remove(caller: CurrentUser, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const questionnaires = new ClientQuestionnaires(manager, caller);
      const questionnaire = knownQuestionnaire(await questionnaires.lock(id), id);
      if (questionnaire.publishedVersionId !== null) throw new PacelineError('in-use', 'questionnaire-published');
      await questionnaires.remove(id);
      await recordChange(manager, actorOf(caller), { resource: 'questionnaire', resourceId: id, action: 'deleted', was: traceOf(questionnaire), became: null });
    });
  }

  private async change(
    manager: EntityManager, caller: CurrentUser, id: string, columns: Partial<Pick<QuestionnaireRow, 'name' | 'draft'>>,
  ): Promise<void> {
    const questionnaires = new ClientQuestionnaires(manager, caller);
    const was = traceOf(knownQuestionnaire(await questionnaires.lock(id), id));
    if (!isEmpty(columns)) await questionnaires.change(id, { ...columns, ...columns.draft !== undefined && { draftChangedAt: this.now() } });
    const became = traceOf(knownQuestionnaire(await questionnaires.find(id), id));
    await recordChange(manager, actorOf(caller), { resource: 'questionnaire', resourceId: id, action: 'changed', was, became });
  }

  private now(): Date {
    return new Date(this.clock.nowMs());
  }
}

export function knownQuestionnaire(found: QuestionnaireRow | null, id: string): QuestionnaireRow {
  if (found === null) throw notFound('questionnaire', id);
  return found;
}

export function knownVersion(found: QuestionnaireVersion | null, version: number): QuestionnaireVersion {
  if (found === null) throw new PacelineError('not-found', 'questionnaire-version', { version });
  return found;
}
