import type { ClientScope } from '@paceline/domain/client/client';
import { MoreThan } from 'typeorm';
import { managerOf, type Database } from '../database';
import { SurveyInvitation, SurveyRule } from '../entities/survey-rules';

export type NewSurveyRule = Omit<SurveyRule, 'id' | 'clientId' | 'createdAt'>;

/** Which of a client's talks are asked about, and what became of each. */
export class ClientSurveyRules {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. @param after the last one of the page before, 0 on the first */
  async page(after: string, count: number): Promise<SurveyRule[]> {
    return await managerOf(this.on).find(SurveyRule, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async find(id: string): Promise<SurveyRule | null> {
    return await managerOf(this.on).findOneBy(SurveyRule, { clientId: this.clientId, id });
  }

  async lock(id: string): Promise<SurveyRule | null> {
    return await managerOf(this.on).findOne(SurveyRule, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its id. */
  async create(rule: NewSurveyRule): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(SurveyRule, { ...rule, clientId: this.clientId });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<NewSurveyRule>): Promise<void> {
    await managerOf(this.on).update(SurveyRule, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(SurveyRule, { clientId: this.clientId, id });
  }

  /** What rules made of a call, the first first. */
  async decisions(callId: string): Promise<SurveyInvitation[]> {
    return await managerOf(this.on).find(SurveyInvitation, { where: { clientId: this.clientId, callId }, order: { decidedAt: 'ASC' } });
  }
}
