import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { SurveyForm } from '../entities/survey-forms';

export type NewSurveyForm = Pick<SurveyForm, 'questionnaireId' | 'link' | 'language' | 'opensAt' | 'closesAt'>;

/** Links at which a client's staff answer. */
export class ClientSurveyForms {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. */
  async of(questionnaireId: string): Promise<SurveyForm[]> {
    return await managerOf(this.on).find(SurveyForm, { where: { clientId: this.clientId, questionnaireId }, order: { id: 'ASC' }, take: 200 });
  }

  async lock(questionnaireId: string, id: string): Promise<SurveyForm | null> {
    return await managerOf(this.on).findOne(SurveyForm, { where: { clientId: this.clientId, questionnaireId, id }, lock: { mode: 'pessimistic_write' } });
  }

  async create(form: NewSurveyForm): Promise<SurveyForm> {
    const { identifiers: [created] } = await managerOf(this.on).insert(SurveyForm, { ...form, clientId: this.clientId });
    return await managerOf(this.on).findOneByOrFail(SurveyForm, { clientId: this.clientId, id: String(created?.['id']) });
  }

  async change(id: string, columns: Partial<Pick<SurveyForm, 'language' | 'opensAt' | 'closesAt'>>): Promise<void> {
    await managerOf(this.on).update(SurveyForm, { clientId: this.clientId, id }, columns);
  }
}
