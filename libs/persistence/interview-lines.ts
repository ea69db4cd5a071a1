import type { ClientScope } from '@paceline/domain/client/client';
import type { Given } from '@paceline/domain/survey/given';
import type { Database } from './database';
import type { InterviewRow } from './entities/surveys';
import { rows } from './transaction';

type Columns = Pick<InterviewRow, 'id' | 'delivery' | 'language' | 'begunAt' | 'endedAt' | 'result' | 'because' | 'queueId' | 'campaignId' | 'agentId' | 'callId' | 'contactId'>;

/** An interview with what was answered. */
export interface InterviewLine extends Readonly<Columns> {
  readonly contactName: string | null;
  readonly given: ReadonlyMap<string, Given>;
}

const AT_ONCE = 500;

/** All of a client's version, some at a time, by their ids. */
export async function* interviewsInPages(on: Database, { clientId }: ClientScope, versionId: string): AsyncGenerator<readonly InterviewLine[]> {
  for (let after = ''; ;) {
    const found = await rows<Columns & { readonly contactName: string | null }>(on,
      `SELECT i.id, i.delivery, i.language, i.begun_at AS begunAt, i.ended_at AS endedAt, i.result, i.because, i.queue_id AS queueId, i.campaign_id AS campaignId, i.agent_id AS agentId,
              i.call_id AS callId, i.contact_id AS contactId, c.name AS contactName
         FROM interviews i LEFT JOIN contacts c ON c.id = i.contact_id AND c.client_id = i.client_id
        WHERE i.client_id = ? AND i.version_id = ? AND i.id > ? ORDER BY i.id LIMIT ${String(AT_ONCE)}`, [clientId, versionId, after]);
    const last = found.at(-1);
    if (last === undefined) return;
    const answers = await rows<{ interviewId: string; question: string; given: string | Given }>(on,
      'SELECT interview_id AS interviewId, question, given FROM interview_answers WHERE interview_id IN (?)', [found.map(({ id }) => id)]);
    const byInterview = new Map(found.map(({ id }) => [id, new Map<string, Given>()]));
    for (const { interviewId, question, given } of answers) byInterview.get(interviewId)?.set(question, typeof given === 'string' ? JSON.parse(given) as Given : given); // as it was committed
    yield found.map((row) => ({ ...row, given: byInterview.get(row.id) ?? new Map<string, Given>() }));
    after = last.id;
  }
}
