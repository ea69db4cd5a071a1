import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { lowScoreOf } from '@paceline/domain/survey/follow-up';
import type { InterviewAction } from '@paceline/domain/survey/interview';
import type { EntityManager } from 'typeorm';
import { recordChange, system } from './audit-trail';
import { FollowUp, FollowUpRule } from './entities/follow-ups';
import type { InterviewRow } from './entities/surveys';
import { rows, write } from './transaction';

export type Answering = Readonly<Pick<InterviewRow, 'id' | 'clientId' | 'questionnaireId' | 'privacy' | 'callId' | 'contactId'>>;

/**
 * Opens a task for a low score, in the transaction that commits the answer: one an interview, however many of its answers are low, and
 * it stays when the answer is corrected. @returns null: there was nothing to open
 */
export async function openFollowUp(manager: EntityManager, interview: Answering, actions: readonly InterviewAction[], at: Date): Promise<FollowUp | null> {
  const { id, clientId, questionnaireId, privacy, callId, contactId } = interview;
  const given = actions.flatMap((action) => action.kind === 'commit' && action.given.kind === 'number' ? [{ question: action.question, score: action.given.value }] : []);
  if (given.length === 0 || privacy === 'anonymous') return null;
  const rules = await manager.findBy(FollowUpRule, { clientId, questionnaireId });
  const [low] = given.flatMap(({ question, score }) => {
    const rule = lowScoreOf(privacy, rules, question, score);
    return rule === null ? [] : [{ rule, score }];
  });
  if (low === undefined) return null;
  const { rule, score } = low;
  const { affectedRows } = await write(manager,
    `INSERT IGNORE INTO follow_ups (client_id, interview_id, questionnaire_id, question, score, call_id, contact_id, phone, is_confidential, owner_id, opened_at, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [clientId, id, questionnaireId, rule.question, score, callId, contactId, await phoneOf(manager, interview), privacy === 'confidential', rule.ownerId, at, new Date(at.getTime() + rule.dueHours * 3_600_000)]);
  if (affectedRows === 0) return null;
  const opened = await manager.findOneByOrFail(FollowUp, { clientId, interviewId: id });
  await recordChange(manager, system(interview), {
    resource: 'follow-up', resourceId: opened.id, action: 'opened', was: null, became: { question: rule.question, score, dueAt: opened.dueAt.toISOString(), ownerId: rule.ownerId },
  });
  return opened;
}

/** As the screens are told of it. */
export function followUpEvent({ id, clientId, state, ownerId, dueAt }: FollowUp, at: Date): RealtimeEvent {
  return { type: 'follow-up', clientId, followUpId: id, state, ownerId, dueAt: dueAt.toISOString(), at: at.toISOString() };
}

/** By which they were reached, or would be. */
async function phoneOf(manager: EntityManager, { callId, contactId }: Answering): Promise<string | null> {
  const [found] = await rows<{ phone: string | null }>(manager,
    'SELECT COALESCE((SELECT phone FROM calls WHERE id = ?), (SELECT phone FROM contact_phones WHERE contact_id = ? ORDER BY position LIMIT 1)) AS phone', [callId, contactId]);
  return found?.phone ?? null;
}
