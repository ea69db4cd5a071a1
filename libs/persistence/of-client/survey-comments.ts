import type { ClientScope } from '@paceline/domain/client/client';
import type { Given } from '@paceline/domain/survey/given';
import type { Delivery, Privacy } from '@paceline/domain/survey/questionnaire';
import type { Database } from '../database';
import { rows, write } from '../transaction';

export interface CommentFilter {
  readonly question?: string | undefined;
  readonly version?: number | undefined;
  readonly delivery?: Delivery | undefined;
  readonly tag?: string | undefined;
  /** In what was written. */
  readonly text?: string | undefined;
}

export interface FoundComment {
  readonly interviewId: string;
  readonly question: string;
  readonly version: number;
  readonly delivery: Delivery;
  readonly privacy: Privacy;
  readonly language: string;
  readonly at: Date;
  readonly given: Given;
  /** Of what was spoken. */
  readonly path: string | null;
  readonly tags: readonly string[];
  readonly agentId: string | null;
  readonly contactId: string | null;
  readonly callId: string | null;
}

/** What people said in their own words to a client's questionnaires. */
export class ClientSurveyComments {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The newest first. @param after time and interview of the last one of the page before */
  async page(questionnaireId: string, filter: CommentFilter, after: { readonly at: Date; readonly interviewId: string; readonly question: string } | null, count: number): Promise<FoundComment[]> {
    const wanted: (readonly [string, readonly unknown[]])[] = [['i.questionnaire_id = ?', [questionnaireId]]];
    if (filter.question !== undefined) wanted.push(['a.question = ?', [filter.question]]);
    if (filter.version !== undefined) wanted.push(['v.version = ?', [filter.version]]);
    if (filter.delivery !== undefined) wanted.push(['i.delivery = ?', [filter.delivery]]);
    if (filter.tag !== undefined) wanted.push(['EXISTS (SELECT 1 FROM comment_tags t WHERE t.interview_id = a.interview_id AND t.question = a.question AND t.tag = ?)', [filter.tag]]);
    if (filter.text !== undefined) wanted.push(["LOCATE(?, JSON_UNQUOTE(JSON_EXTRACT(a.given, '$.text'))) > 0", [filter.text]]);
    if (after !== null) wanted.push(['(a.at, a.interview_id, a.question) < (?, ?, ?)', [after.at, after.interviewId, after.question]]);
    return await this.found(wanted, count);
  }

  async find(interviewId: string, question: string): Promise<FoundComment | null> {
    return (await this.found([['a.interview_id = ? AND a.question = ?', [interviewId, question]]], 1))[0] ?? null;
  }

  /** Instead of those that were there. */
  async putTags({ interviewId, question }: FoundComment, tags: readonly string[]): Promise<void> {
    await write(this.on, 'DELETE t FROM comment_tags t JOIN interviews i ON i.id = t.interview_id WHERE i.client_id = ? AND t.interview_id = ? AND t.question = ?', [this.clientId, interviewId, question]);
    for (const tag of tags) {
      await write(this.on, 'INSERT INTO comment_tags (interview_id, question, tag) SELECT id, ?, ? FROM interviews WHERE client_id = ? AND id = ?', [question, tag, this.clientId, interviewId]);
    }
  }

  private async found(wanted: readonly (readonly [string, readonly unknown[]])[], count: number): Promise<FoundComment[]> {
    const found = await rows<Omit<FoundComment, 'given' | 'tags'> & { readonly given: string | Given; readonly tags: string | null }>(this.on,
      `SELECT a.interview_id AS interviewId, a.question, v.version, i.delivery, i.privacy, i.language, a.at, a.given, m.path, i.agent_id AS agentId, i.contact_id AS contactId, i.call_id AS callId,
              (SELECT GROUP_CONCAT(t.tag ORDER BY t.tag SEPARATOR '\\n') FROM comment_tags t WHERE t.interview_id = a.interview_id AND t.question = a.question) AS tags
         FROM interviews i JOIN interview_answers a ON a.interview_id = i.id JOIN questionnaire_versions v ON v.id = i.version_id
         LEFT JOIN interview_comments m ON m.interview_id = a.interview_id AND m.question = a.question
        WHERE i.client_id = ? AND JSON_UNQUOTE(JSON_EXTRACT(a.given, '$.kind')) IN ('written', 'recorded') AND ${wanted.map(([sql]) => sql).join(' AND ')}
        ORDER BY a.at DESC, a.interview_id DESC, a.question DESC LIMIT ?`, [this.clientId, ...wanted.flatMap(([, parameters]) => parameters), count]);
    return found.map(({ given, tags, ...row }) => ({ ...row, given: typeof given === 'string' ? JSON.parse(given) as Given : given, tags: tags === null ? [] : tags.split('\n') })); // as it was committed
  }
}
