import type { ClientScope } from '@paceline/domain/client/client';
import type { AnswerCount } from '@paceline/domain/survey/figures/results';
import type { Result } from '@paceline/domain/survey/interview';
import type { Delivery } from '@paceline/domain/survey/questionnaire';
import { managerOf, type Database } from '../database';
import { QuestionnaireVersion } from '../entities/surveys';
import { rows } from '../transaction';

export const GROUPINGS = ['agent', 'queue', 'campaign', 'language', 'day', 'week', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** By UTC's days; a week by its Monday. */
const KEYS: Readonly<Record<Grouping, string>> = {
  agent: 'i.agent_id', queue: 'i.queue_id', campaign: 'i.campaign_id', language: 'i.language', day: "DATE_FORMAT(i.begun_at, '%Y-%m-%d')",
  week: "DATE_FORMAT(DATE_SUB(i.begun_at, INTERVAL WEEKDAY(i.begun_at) DAY), '%Y-%m-%d')", month: "DATE_FORMAT(i.begun_at, '%Y-%m')",
};

export interface ResultFilter {
  readonly versionId?: string | undefined;
  readonly delivery?: Delivery | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
  readonly agentId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly language?: string | undefined;
}

interface Of { readonly versionId: string; readonly delivery: Delivery }
/** Null of the whole; of a group nobody belongs to. */
export interface InterviewCount extends Of { readonly key: string | null; readonly result: Result | null; readonly count: number }
export interface AnswersCount extends Of, AnswerCount { readonly key: string | null }
export interface StopsCount extends Of { readonly question: string; readonly count: number }

/** What a client's interviews come to, counted by the database. */
export class ClientSurveyResults {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The newest first. */
  async versions(questionnaireId: string): Promise<QuestionnaireVersion[]> {
    return await managerOf(this.on).createQueryBuilder(QuestionnaireVersion, 'v').innerJoin('questionnaires', 'q', 'q.id = v.questionnaire_id')
      .where('v.questionnaireId = :questionnaireId AND q.client_id = :clientId', { questionnaireId, clientId: this.clientId }).orderBy('v.version', 'DESC').getMany();
  }

  async interviews(questionnaireId: string, filter: ResultFilter, by: Grouping | null): Promise<InterviewCount[]> {
    const { sql, parameters } = where(questionnaireId, filter);
    const found = await rows<InterviewCount>(this.on,
      `WITH own AS (SELECT * FROM interviews WHERE client_id = ?)
       SELECT i.version_id AS versionId, i.delivery, ${keyOf(by)} AS \`key\`, i.result, COUNT(*) AS count FROM own i WHERE ${sql} GROUP BY 1, 2, 3, 4`, [this.clientId, ...parameters]);
    return found.map((row) => ({ ...row, key: row.key === null ? null : String(row.key), count: Number(row.count) }));
  }

  /** @param questions those that are counted: what is said in free words is not */
  async answers(questionnaireId: string, filter: ResultFilter, by: Grouping | null, questions: readonly string[]): Promise<AnswersCount[]> {
    if (questions.length === 0) return [];
    const { sql, parameters } = where(questionnaireId, filter);
    const found = await rows<Omit<AnswersCount, 'value'> & { readonly given: string | null }>(this.on,
      `WITH own AS (SELECT * FROM interviews WHERE client_id = ?)
       SELECT i.version_id AS versionId, i.delivery, ${keyOf(by)} AS \`key\`, a.question, ${by === null ? VALUE : 'CAST(a.number AS CHAR)'} AS given, COUNT(*) AS count
         FROM own i JOIN interview_answers a ON a.interview_id = i.id WHERE ${sql} AND a.question IN (?) GROUP BY 1, 2, 3, 4, 5`, [this.clientId, ...parameters, questions]);
    return found.map(({ given, ...row }) => ({
      ...row, key: row.key === null ? null : String(row.key), count: Number(row.count), value: given === null ? null : JSON.parse(given) as AnswerCount['value'], // as it was committed
    }));
  }

  async stops(questionnaireId: string, filter: ResultFilter): Promise<StopsCount[]> {
    const { sql, parameters } = where(questionnaireId, filter);
    const found = await rows<StopsCount>(this.on,
      `SELECT i.version_id AS versionId, i.delivery, i.stopped_at_question AS question, COUNT(*) AS count FROM interviews i
        WHERE i.client_id = ? AND ${sql} AND i.stopped_at_question IS NOT NULL GROUP BY 1, 2, 3`, [this.clientId, ...parameters]);
    return found.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** Whom rules have asked, by version. */
  async invited(questionnaireId: string, { from, until }: ResultFilter): Promise<ReadonlyMap<string, number>> {
    const found = await rows<{ versionId: string; count: string | number }>(this.on,
      `SELECT s.version_id AS versionId, COUNT(*) AS count FROM survey_invitations s JOIN questionnaire_versions v ON v.id = s.version_id
        WHERE s.client_id = ? AND v.questionnaire_id = ? AND s.refusal IS NULL ${from === undefined ? '' : 'AND s.decided_at >= ?'} ${until === undefined ? '' : 'AND s.decided_at < ?'}
        GROUP BY s.version_id`, [this.clientId, questionnaireId, ...from === undefined ? [] : [from], ...until === undefined ? [] : [until]]);
    return new Map(found.map(({ versionId, count }) => [versionId, Number(count)]));
  }

  async agentNames(): Promise<ReadonlyMap<string, string>> {
    return new Map((await rows<{ id: string; name: string }>(this.on, 'SELECT id, name FROM agents WHERE client_id = ?', [this.clientId])).map(({ id, name }) => [id, name]));
  }
}

function where(questionnaireId: string, filter: ResultFilter): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const wanted: (readonly [string, unknown])[] = [
    ['i.questionnaire_id = ?', questionnaireId], ['i.version_id = ?', filter.versionId], ['i.delivery = ?', filter.delivery], ['i.begun_at >= ?', filter.from],
    ['i.begun_at < ?', filter.until], ['i.agent_id = ?', filter.agentId], ['i.queue_id = ?', filter.queueId], ['i.campaign_id = ?', filter.campaignId], ['i.language = ?', filter.language],
  ];
  const given = wanted.filter(([, value]) => value !== undefined);
  return { sql: given.map(([sql]) => sql).join(' AND '), parameters: given.map(([, value]) => value) };
}

/** As JSON; null: skipped. MySQL and MariaDB differ in what they make of a JSON text: both give this one back as it was written. Of a comment only that there is one. */
const VALUE = "CASE JSON_UNQUOTE(JSON_EXTRACT(a.given, '$.kind')) WHEN 'none' THEN NULL WHEN 'written' THEN 'true' WHEN 'recorded' THEN 'true' ELSE CAST(JSON_EXTRACT(a.given, '$.value') AS CHAR) END";

function keyOf(by: Grouping | null): string {
  return by === null ? 'NULL' : KEYS[by];
}
