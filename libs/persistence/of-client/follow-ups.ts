import type { ClientScope } from '@paceline/domain/client/client';
import type { FollowUpState } from '@paceline/domain/survey/follow-up';
import { managerOf, type Database } from '../database';
import { FollowUp, FollowUpRule } from '../entities/follow-ups';
import { rows } from '../transaction';

export interface FollowUpFilter {
  readonly state?: FollowUpState | undefined;
  readonly ownerId?: string | undefined;
  readonly questionnaireId?: string | undefined;
  /** True: those that are not done and should be by now. */
  readonly overdueAt?: Date | undefined;
}

export interface FoundFollowUp extends FollowUp { readonly ownerName: string | null; readonly contactName: string | null }

/** What a client's low scores have opened, and from which score on. */
export class ClientFollowUps {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** What is due first, first. @param after due time and id of the last one of the page before, null on the first */
  async page({ state, ownerId, questionnaireId, overdueAt }: FollowUpFilter, after: { readonly dueAt: Date; readonly id: string } | null, count: number): Promise<FoundFollowUp[]> {
    const wanted: (readonly [string, readonly unknown[]])[] = [
      ...state === undefined ? [] : [['f.state = ?', [state]] as const], ...ownerId === undefined ? [] : [['f.owner_id = ?', [ownerId]] as const],
      ...questionnaireId === undefined ? [] : [['f.questionnaire_id = ?', [questionnaireId]] as const],
      ...overdueAt === undefined ? [] : [["f.state <> 'done' AND f.due_at < ?", [overdueAt]] as const],
      ...after === null ? [] : [['(f.due_at > ? OR (f.due_at = ? AND f.id > ?))', [after.dueAt, after.dueAt, after.id]] as const],
    ];
    return await this.found(wanted.map(([sql]) => sql), wanted.flatMap(([, parameters]) => parameters), count);
  }

  async find(id: string): Promise<FoundFollowUp | null> {
    return (await this.found(['f.id = ?'], [id], 1))[0] ?? null;
  }

  async lock(id: string): Promise<FollowUp | null> {
    return await managerOf(this.on).findOne(FollowUp, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  async change(id: string, columns: Partial<Pick<FollowUp, 'state' | 'ownerId' | 'dueAt' | 'takenAt' | 'doneAt' | 'doneBy' | 'note'>>): Promise<void> {
    await managerOf(this.on).update(FollowUp, { clientId: this.clientId, id }, columns);
  }

  async rules(questionnaireId: string): Promise<FollowUpRule[]> {
    return await managerOf(this.on).find(FollowUpRule, { where: { clientId: this.clientId, questionnaireId }, order: { question: 'ASC' } });
  }

  /** Instead of those that were there. */
  async putRules(questionnaireId: string, rules: readonly Omit<FollowUpRule, 'clientId' | 'questionnaireId'>[]): Promise<void> {
    const { clientId } = this;
    await managerOf(this.on).delete(FollowUpRule, { clientId, questionnaireId });
    if (rules.length > 0) await managerOf(this.on).insert(FollowUpRule, rules.map((rule) => ({ ...rule, clientId, questionnaireId })));
  }

  private async found(wanted: readonly string[], parameters: readonly unknown[], count: number): Promise<FoundFollowUp[]> {
    return await rows<FoundFollowUp>(this.on,
      `SELECT f.id, f.client_id AS clientId, f.interview_id AS interviewId, f.questionnaire_id AS questionnaireId, f.question, f.score, f.call_id AS callId, f.contact_id AS contactId, f.phone,
              f.is_confidential AS isConfidential, f.state, f.owner_id AS ownerId, f.opened_at AS openedAt, f.due_at AS dueAt, f.taken_at AS takenAt, f.done_at AS doneAt, f.done_by AS doneBy, f.note,
              u.username AS ownerName, c.name AS contactName
         FROM follow_ups f LEFT JOIN users u ON u.id = f.owner_id AND u.client_id = f.client_id LEFT JOIN contacts c ON c.id = f.contact_id AND c.client_id = f.client_id
        WHERE f.client_id = ? ${wanted.map((one) => `AND ${one}`).join(' ')} ORDER BY f.due_at, f.id LIMIT ?`, [this.clientId, ...parameters, count]);
  }
}
