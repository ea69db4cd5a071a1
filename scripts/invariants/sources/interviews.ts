import type { Given } from '@paceline/domain/survey/given';
import type { Interview, Result } from '@paceline/domain/survey/interview';
import type { Delivery, Privacy, Questionnaire } from '@paceline/domain/survey/questionnaire';
import { InterviewRow, QuestionnaireVersion, rows } from '@paceline/persistence';
import { In, type EntityManager } from 'typeorm';
import { groupBy } from '../checks/groups';
import type { InterviewFact, QuotaFact } from '../world';
import { ofScope, type Scope } from './rows';

interface Found {
  id: string; versionId: string; delivery: Delivery; privacy: Privacy; callId: string | null; contactId: string | null; agentId: string | null; result: Result | null;
  begunAt: Date; lastStepAt: Date; endedAt: Date | null; settledAt: Date | null;
}

/** Those of the calls and campaigns that are judged; of all of them, those too that have no call (any more). */
export async function readInterviews(manager: EntityManager, scope: Scope): Promise<InterviewFact[]> {
  const [filter, values] = ofScope('c', scope);
  const besides = scope.campaignIds === null ? 'i.call_id IS NULL' : 'i.campaign_id IN (?)';
  const found = await rows<Found>(manager,
    `SELECT i.id, i.version_id AS versionId, i.delivery, i.privacy, i.call_id AS callId, i.contact_id AS contactId, i.agent_id AS agentId, i.result, i.begun_at AS begunAt, i.last_step_at AS lastStepAt,
       i.ended_at AS endedAt, c.settled_at AS settledAt
       FROM interviews i LEFT JOIN calls c ON c.id = i.call_id WHERE ${besides} OR (${filter})`, [...scope.campaignIds === null ? [] : [scope.campaignIds], ...values]);
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const states = new Map((await manager.find(InterviewRow, { select: { id: true, state: true }, where: { id: In(ids) } })).map(({ id, state }): [string, Interview] => [id, state]));
  const versions = new Map((await manager.findBy(QuestionnaireVersion, { id: In(found.map(({ versionId }) => versionId)) })).map(({ id, document }): [string, Questionnaire] => [id, document]));
  const answers = groupBy(await rows<{ id: string; question: string; given: Given | string; at: Date }>(manager,
    'SELECT interview_id AS id, question, given, at FROM interview_answers WHERE interview_id IN (?)', [ids]), ({ id }) => id);
  const holds = groupBy(await rows<{ id: string; quota: string }>(manager, 'SELECT interview_id AS id, quota FROM interview_quotas WHERE interview_id IN (?) ORDER BY quota', [ids]), ({ id }) => id);
  const comments = groupBy(await rows<{ id: string }>(manager, 'SELECT interview_id AS id FROM interview_comments WHERE interview_id IN (?)', [ids]), ({ id }) => id);
  return found.map(({ versionId, begunAt, lastStepAt, endedAt, settledAt, ...interview }) => {
    const own = answers.get(interview.id) ?? [];
    return {
      ...interview, endedAtMs: endedAt?.getTime() ?? null, callSettledAtMs: settledAt?.getTime() ?? null, instantsMs: [begunAt, lastStepAt, ...endedAt === null ? [] : [endedAt], ...own.map(({ at }) => at)].map((one) => one.getTime()),
      kept: states.get(interview.id)?.answers ?? {}, questions: (versions.get(versionId)?.questions ?? []).map(({ name }) => name),
      answers: Object.fromEntries(own.map(({ question, given }) => [question, typeof given === 'string' ? JSON.parse(given) as Given : given])), // as it was committed: MariaDB keeps text
      holds: (holds.get(interview.id) ?? []).map(({ quota }) => quota), comments: comments.get(interview.id)?.length ?? 0,
    };
  });
}

/** Of every version: interviews of all calls share them. */
export async function readQuotas(manager: EntityManager): Promise<QuotaFact[]> {
  const found = await rows<Omit<QuotaFact, 'held'> & { held: string | number }>(manager,
    `SELECT n.version_id AS versionId, n.quota, n.taken, n.most,
       (SELECT COUNT(*) FROM interview_quotas h JOIN interviews i ON i.id = h.interview_id WHERE i.version_id = n.version_id AND h.quota = n.quota) AS held FROM quota_counts n`, []);
  return found.map((quota) => ({ ...quota, held: Number(quota.held) }));
}
