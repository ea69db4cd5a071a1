import type { Questionnaire } from '@paceline/domain/survey/questionnaire';
import { In, MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { QuestionnaireRow, QuestionnaireVersion, QuotaCount } from '../entities/surveys';

export interface NewQuestionnaireVersion { readonly document: Questionnaire; readonly copyOf: number | null; readonly publishedAt: Date; readonly publishedBy: string }

/** A client's questionnaires, and what was published of them. */
export class ClientQuestionnaires {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. @param after the last one of the page before, 0 on the first */
  async page(after: string, count: number): Promise<QuestionnaireRow[]> {
    return await managerOf(this.on).find(QuestionnaireRow, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async find(id: string): Promise<QuestionnaireRow | null> {
    return await managerOf(this.on).findOneBy(QuestionnaireRow, { clientId: this.clientId, id });
  }

  async lock(id: string): Promise<QuestionnaireRow | null> {
    return await managerOf(this.on).findOne(QuestionnaireRow, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its id. */
  async create(questionnaire: Pick<QuestionnaireRow, 'name' | 'draft' | 'draftChangedAt'>): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(QuestionnaireRow, { ...questionnaire, clientId: this.clientId, publishedVersionId: null });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<Pick<QuestionnaireRow, 'name' | 'draft' | 'draftChangedAt'>>): Promise<void> {
    await managerOf(this.on).update(QuestionnaireRow, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(QuestionnaireRow, { clientId: this.clientId, id });
  }

  /** The next version of one whose row is locked, its quotas with nobody in them: interviews have it from the end of the transaction on. */
  async publish({ id }: QuestionnaireRow, { document, copyOf, publishedAt, publishedBy }: NewQuestionnaireVersion): Promise<QuestionnaireVersion> {
    const [last] = await this.versions(id, 1);
    const { identifiers: [created] } = await managerOf(this.on).insert(QuestionnaireVersion, {
      questionnaireId: id, version: (last?.version ?? 0) + 1, document, copyOf, publishedAt, publishedBy,
    });
    const versionId = String(created?.['id']);
    if (document.quotas.length > 0) await managerOf(this.on).insert(QuotaCount, document.quotas.map(({ name: quota, most }) => ({ versionId, quota, most })));
    await managerOf(this.on).update(QuestionnaireRow, { clientId: this.clientId, id }, { publishedVersionId: versionId });
    return await managerOf(this.on).findOneByOrFail(QuestionnaireVersion, { id: versionId });
  }

  /** The newest first. */
  async versions(id: string, count: number): Promise<QuestionnaireVersion[]> {
    if (await this.find(id) === null) return [];
    return await managerOf(this.on).find(QuestionnaireVersion, { where: { questionnaireId: id }, order: { version: 'DESC' }, take: count });
  }

  async version(id: string, version: number): Promise<QuestionnaireVersion | null> {
    return await this.find(id) === null ? null : await managerOf(this.on).findOneBy(QuestionnaireVersion, { questionnaireId: id, version });
  }

  /** Of a version, within its questionnaire. */
  async numberOf(versionId: string): Promise<number> {
    return (await managerOf(this.on).findOneOrFail(QuestionnaireVersion, { where: { id: versionId }, select: { id: true, version: true } })).version;
  }

  /** What is published of these, by the questionnaire's id. */
  async published(questionnaires: readonly QuestionnaireRow[]): Promise<ReadonlyMap<string, QuestionnaireVersion>> {
    const ids = questionnaires.filter(({ clientId }) => clientId === this.clientId).flatMap(({ publishedVersionId }) => publishedVersionId ?? []);
    if (ids.length === 0) return new Map();
    const found = await managerOf(this.on).findBy(QuestionnaireVersion, { id: In(ids) });
    return new Map(found.map((version) => [version.questionnaireId, version]));
  }

  /** Every one of which something is published, with that. */
  async allPublished(): Promise<readonly { readonly questionnaire: QuestionnaireRow; readonly version: QuestionnaireVersion }[]> {
    const all = await managerOf(this.on).find(QuestionnaireRow, { where: { clientId: this.clientId }, order: { id: 'ASC' } });
    const published = await this.published(all);
    return all.flatMap((questionnaire) => { const version = published.get(questionnaire.id); return version === undefined ? [] : [{ questionnaire, version }]; });
  }
}
