import type { ClientScope } from '@paceline/domain/client/client';
import type { AnswerCount } from '@paceline/domain/survey/figures/results';
import type { Result } from '@paceline/domain/survey/interview';
import type { Delivery } from '@paceline/domain/survey/questionnaire';
import { managerOf, type Database } from '../database';
import { QuestionnaireVersion } from '../entities/surveys';
import { VALUE, exact, type Counted } from '../survey-tallies';
import { rows } from '../transaction';

export const GROUPINGS = ['agent', 'queue', 'campaign', 'language', 'day', 'week', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** By UTC's days; a week by its Monday. */
const keysOfDay = (day: string): Readonly<Record<'day' | 'week' | 'month', string>> => ({
  day: `DATE_FORMAT(${day}, '%Y-%m-%d')`, week: `DATE_FORMAT(DATE_SUB(${day}, INTERVAL WEEKDAY(${day}) DAY), '%Y-%m-%d')`, month: `DATE_FORMAT(${day}, '%Y-%m')`,
});
const KEYS: Readonly<Record<Grouping, string>> = { agent: 'i.agent_id', queue: 'i.queue_id', campaign: 'i.campaign_id', language: 'i.language', ...keysOfDay('i.begun_at') };
/** Of totals by day: of the others each interview is asked. */
const KEYS_OF_TALLIES: Readonly<Partial<Record<Grouping, string>>> = keysOfDay('t.day');

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

interface CountedRow extends Of { readonly key: string | null; readonly question: string; readonly value: string | null; readonly count: number }

/**
 * What a client's interviews come to. Whole days are read from the totals that each interview that is over was added to with its end, and
 * beside them those that go on; parts of days, and what totals do not tell of, by a look at each interview.
 */
export class ClientSurveyResults {
  private readonly clientId: string;

  /** @param byEach a look at each interview, whatever is asked: what totals are compared with */
  constructor(private readonly on: Database, { clientId }: ClientScope, private readonly byEach = false) {
    this.clientId = clientId;
  }

  /** The newest first. */
  async versions(questionnaireId: string): Promise<QuestionnaireVersion[]> {
    return await managerOf(this.on).createQueryBuilder(QuestionnaireVersion, 'v').innerJoin('questionnaires', 'q', 'q.id = v.questionnaire_id')
      .where('v.questionnaireId = :questionnaireId AND q.client_id = :clientId', { questionnaireId, clientId: this.clientId }).orderBy('v.version', 'DESC').getMany();
  }

  async interviews(questionnaireId: string, filter: ResultFilter, by: Grouping | null): Promise<InterviewCount[]> {
    const found = await this.count('result', { question: "''", value: 'i.result', joined: '' }, questionnaireId, filter, by);
    return found.map(({ versionId, delivery, key, value, count }) => ({ versionId, delivery, key, result: value as Result | null, count })); // as it was written
  }

  /** @param questions those that are counted: what is said in free words is not */
  async answers(questionnaireId: string, filter: ResultFilter, by: Grouping | null, questions: readonly string[]): Promise<AnswersCount[]> {
    if (questions.length === 0) return [];
    const value = by === null ? VALUE : 'CAST(a.number AS CHAR)';
    const found = await this.count('answer', { question: 'a.question', value, joined: 'JOIN interview_answers a ON a.interview_id = i.id' }, questionnaireId, filter, by, questions);
    return found.map(({ value: given, ...row }) => ({ ...row, value: given === null ? null : JSON.parse(given) as AnswerCount['value'] })); // as it was committed
  }

  async stops(questionnaireId: string, filter: ResultFilter): Promise<StopsCount[]> {
    const found = await this.count('stop', { question: 'i.stopped_at_question', value: 'NULL', joined: '' }, questionnaireId, filter, null);
    return found.map(({ versionId, delivery, question, count }) => ({ versionId, delivery, question, count }));
  }

  /** In one statement, so that an interview that ends meanwhile is counted once. */
  private async count(
    counted: Counted, { question, value, joined }: Readonly<Record<'question' | 'value' | 'joined', string>>, questionnaireId: string, filter: ResultFilter, by: Grouping | null,
    questions: readonly string[] = [],
  ): Promise<CountedRow[]> {
    const isTallied = !this.byEach && isOfWholeDays(filter) && (by === null || by in KEYS_OF_TALLIES);
    const { sql, parameters } = where(questionnaireId, filter);
    const each = `i.version_id AS versionId, i.delivery, ${by === null ? 'NULL' : KEYS[by]} AS \`key\`, ${exact(question)} AS question, ${exact(value)} AS value, COUNT(*) AS count
      FROM own i ${joined} WHERE ${sql} ${isTallied ? 'AND i.ended_at IS NULL' : ''} ${counted === 'stop' ? 'AND i.stopped_at_question IS NOT NULL' : ''}
        ${questions.length === 0 ? '' : 'AND a.question IN (?)'} GROUP BY 1, 2, 3, 4, 5`;
    const given = [...parameters, ...questions.length === 0 ? [] : [questions]];
    const tallies = isTallied ? this.tallies(counted, questionnaireId, filter, by, questions) : null;
    const found = await rows<CountedRow>(this.on,
      `WITH own AS (SELECT * FROM interviews WHERE client_id = ?), days AS (SELECT * FROM survey_tallies WHERE client_id = ?)
       SELECT versionId, delivery, \`key\`, question, value, SUM(count) AS count FROM (SELECT ${each} ${tallies === null ? '' : `UNION ALL SELECT ${tallies.sql}`}) parts GROUP BY 1, 2, 3, 4, 5`,
      [this.clientId, this.clientId, ...given, ...tallies?.parameters ?? []]);
    return found.map((row) => ({ ...row, key: row.key === null ? null : String(row.key), count: Number(row.count) }));
  }

  private tallies(counted: Counted, questionnaireId: string, { versionId, delivery, from, until }: ResultFilter, by: Grouping | null, questions: readonly string[]): Sql {
    const wanted = conditions([
      ['v.questionnaire_id = ?', questionnaireId], ['t.version_id = ?', versionId], ['t.delivery = ?', delivery], ['t.day >= ?', from], ['t.day < ?', until],
      ['t.question IN (?)', questions.length === 0 ? undefined : questions],
    ]);
    return {
      sql: `t.version_id, t.delivery, ${(by === null ? null : KEYS_OF_TALLIES[by]) ?? 'NULL'}, ${exact('t.question')}, ${exact("NULLIF(t.value, '')")}, t.count
        FROM questionnaire_versions v JOIN days t ON t.version_id = v.id WHERE t.counted = ? AND t.count <> 0 AND ${wanted.sql}`,
      parameters: [counted, ...wanted.parameters],
    };
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

interface Sql { readonly sql: string; readonly parameters: readonly unknown[] }

function where(questionnaireId: string, filter: ResultFilter): Sql {
  return conditions([
    ['i.questionnaire_id = ?', questionnaireId], ['i.version_id = ?', filter.versionId], ['i.delivery = ?', filter.delivery], ['i.begun_at >= ?', filter.from],
    ['i.begun_at < ?', filter.until], ['i.agent_id = ?', filter.agentId], ['i.queue_id = ?', filter.queueId], ['i.campaign_id = ?', filter.campaignId], ['i.language = ?', filter.language],
  ]);
}

function conditions(wanted: readonly (readonly [string, unknown])[]): Sql {
  const given = wanted.filter(([, value]) => value !== undefined);
  return { sql: given.map(([sql]) => sql).join(' AND '), parameters: given.map(([, value]) => value) };
}

const DAY_MS = 86_400_000;

function isOfWholeDays({ from, until, agentId, queueId, campaignId, language }: ResultFilter): boolean {
  return [agentId, queueId, campaignId, language].every((one) => one === undefined) && [from, until].every((at) => at === undefined || at.getTime() % DAY_MS === 0);
}
