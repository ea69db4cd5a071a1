import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { left } from '@paceline/domain/survey/entering';
import { factsOf } from '@paceline/domain/survey/facts';
import type { Interview, InterviewAction, InterviewStep } from '@paceline/domain/survey/interview';
import { pathOf } from '@paceline/domain/survey/path';
import type { Delivery, QuestionName, Questionnaire } from '@paceline/domain/survey/questionnaire';
import { beginning, step } from '@paceline/domain/survey/step';
import type { FollowUp } from './entities/follow-ups';
import { InterviewRow, QuestionnaireVersion } from './entities/surveys';
import { openFollowUp } from './follow-up-opening';
import { countQuotas, type QuotaVerdict } from './interview-quotas';
import { countInterviews } from './survey-tallies';
import { DUPLICATE_ENTRY, inTransaction, mysqlErrorOf, rows, write } from './transaction';

/** An interview as it was kept last, with what it asks. */
export interface KeptInterview extends Readonly<Omit<InterviewRow, 'state'>> {
  readonly state: Interview;
  readonly questionnaire: Questionnaire;
}

export interface NewInterview extends Readonly<Pick<InterviewRow, 'campaignId' | 'queueId' | 'agentId' | 'callId' | 'contactId'>> {
  readonly versionId: string;
  readonly delivery: Delivery;
  readonly language: string;
  /** Of the person, by the names that a questionnaire's facts may have. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export type Commit =
  | { readonly kind: 'committed'; readonly revision: number; readonly verdict: QuotaVerdict | null }
  /** Somebody, or this same step before, has gone on from there: read it again. Nothing was changed. */
  | { readonly kind: 'stale' };

/** A person who is called again for the same reason goes on with what stopped within so many days. */
export const RESUMED_FOR_DAYS = 30;

/** Interviews of whichever client and delivery: each step in one transaction, from the state before it. */
export class Interviews {
  private readonly versions = new Map<string, QuestionnaireVersion>();

  /** @param opened hears of each task that a low score has opened, once that is committed */
  constructor(private readonly dataSource: DataSource, private readonly opened: (followUp: FollowUp) => void = () => undefined) {}

  /**
   * That of this call; else the one in which this person stopped, from now on in this call; else a new one. What it is to be told first
   * says `entering` (libs/domain/survey/entering). Null: this call had one that is over and was anonymous, so that nobody knows which it
   * is; for the same reason no other call goes on with it.
   */
  async begin(scope: ClientScope, wanted: NewInterview): Promise<KeptInterview | null> {
    const { questionnaireId, document } = await this.version(wanted.versionId);
    const isAnonymous = document.privacy === 'anonymous';
    const person = isAnonymous ? { ...wanted, contactId: null, agentId: null } : wanted;
    const here = await this.ofCall(scope, questionnaireId, wanted.callId) ?? await this.takenOver(scope, questionnaireId, person);
    if (here !== null) return here;
    if (isAnonymous && await this.isSevered(questionnaireId, wanted.callId)) return null;
    const id = randomUUID();
    const { versionId, delivery, campaignId, queueId, agentId, callId, contactId } = person;
    const at = isAnonymous ? dayOf(wanted.at) : wanted.at;
    const language = document.languages.includes(wanted.language) ? wanted.language : document.languages[0];
    const state = beginning(id, language, factsOf(document, wanted.known));
    try {
      await this.dataSource.manager.insert(InterviewRow, {
        id, clientId: scope.clientId, questionnaireId, versionId, delivery, privacy: document.privacy, language, campaignId, queueId, agentId, callId, contactId, state,
        beside: null, begunAt: at, lastStepAt: at,
      });
    } catch (thrown) {
      const other = mysqlErrorOf(thrown) === DUPLICATE_ENTRY ? await this.ofCall(scope, questionnaireId, callId) : null;
      if (other === null) throw thrown;
      return other;
    }
    return await this.read(id) ?? never(id);
  }

  async read(id: string): Promise<KeptInterview | null> {
    const row = await this.dataSource.manager.findOneBy(InterviewRow, { id });
    return row === null ? null : { ...row, questionnaire: (await this.version(row.versionId)).document };
  }

  /** Those of a call, the oldest first: an agent's, and what the customer is asked behind it. */
  async ofCalls({ clientId }: ClientScope, callId: string): Promise<readonly KeptInterview[]> {
    const found = await rows<{ id: string }>(this.dataSource, 'SELECT id FROM interviews WHERE client_id = ? AND call_id = ? ORDER BY begun_at, id', [clientId, callId]);
    return (await Promise.all(found.map(({ id }) => this.read(id)))).flatMap((one) => one ?? []);
  }

  /**
   * A step of the engine and all that it wants kept: state, answers, quotas, ending. Done once from each revision, however often it is
   * sent. @param beside what the delivery keeps of its own, kept as it is where none is given
   */
  async commit(before: KeptInterview, { interview, actions }: InterviewStep, at: Date, beside = before.beside): Promise<Commit> {
    const [commit, opened] = await inTransaction(this.dataSource, async (manager): Promise<readonly [Commit, FollowUp | null]> => {
      if (before.endedAt !== null && await lockAsKnown(manager, before)) await countInterviews(manager, [before.id], -1);
      if (!await keep(manager, before, interview, at, beside)) return [{ kind: 'stale' }, null];
      await keepAnswers(manager, before, actions, at);
      const followUp = await openFollowUp(manager, before, actions, at);
      const verdict = await countQuotas(manager, before, actions);
      if (interview.ending !== null) await countInterviews(manager, [before.id], 1);
      return [{ kind: 'committed', revision: before.revision + 1, verdict }, followUp];
    });
    if (opened !== null) this.opened(opened);
    return commit;
  }

  /** A step, and what follows from what is said of its quotas, in a commit each. Null: stale, read it again. */
  async carryOut(before: KeptInterview, first: InterviewStep, at: Date): Promise<KeptInterview | null> {
    let [kept, next] = [before, first];
    for (;;) {
      const done = await this.commit(kept, next, at);
      if (done.kind === 'stale') return null;
      kept = { ...kept, state: next.interview, revision: done.revision };
      if (done.verdict === null) return await this.read(before.id);
      next = step(before.questionnaire, kept.state, done.verdict);
    }
  }

  /**
   * Ends those that nobody goes on with, as if the person had hung up, so that they hold no quota: their call is over for some time, or
   * nobody has answered for a day. @returns how many
   */
  async endLeft(at: Date, count: number): Promise<number> {
    const found = await rows<{ id: string }>(this.dataSource,
      `SELECT i.id FROM interviews i LEFT JOIN calls c ON c.id = i.call_id
        WHERE i.ended_at IS NULL AND (c.settled_at < TIMESTAMPADD(SECOND, -?, ?) OR i.last_step_at < TIMESTAMPADD(SECOND, -?, ?))
        ORDER BY i.last_step_at LIMIT ?`, [LEFT_AFTER_CALL_SEC, at, LEFT_AFTER_STEP_SEC, at, count]);
    const ended = await Promise.all(found.map(async ({ id }) => {
      const kept = await this.read(id);
      return kept !== null && await this.leave(kept, at) !== null;
    }));
    return ended.filter(Boolean).length;
  }

  private async leave(kept: KeptInterview, at: Date): Promise<KeptInterview | null> {
    return await this.carryOut(kept, left(kept.questionnaire, kept.state), at);
  }

  private async ofCall({ clientId }: ClientScope, questionnaireId: string, callId: string | null): Promise<KeptInterview | null> {
    if (callId === null) return null;
    const [found] = await rows<{ id: string }>(this.dataSource,
      'SELECT id FROM interviews WHERE client_id = ? AND call_id = ? AND questionnaire_id = ?', [clientId, callId, questionnaireId]);
    return found === undefined ? null : await this.read(found.id);
  }

  private async isSevered(questionnaireId: string, callId: string | null): Promise<boolean> {
    return (await rows(this.dataSource, 'SELECT 1 FROM severed_interviews WHERE call_id = ? AND questionnaire_id = ?', [callId, questionnaireId])).length > 0;
  }

  /** In the same delivery and for the same campaign or queue: answers of two are never one interview's. */
  private async takenOver({ clientId }: ClientScope, questionnaireId: string, wanted: NewInterview): Promise<KeptInterview | null> {
    const { contactId, callId, agentId, campaignId, queueId, delivery, at } = wanted;
    if (contactId === null || callId === null) return null;
    const [found] = await rows<{ id: string }>(this.dataSource,
      `SELECT id FROM interviews
        WHERE client_id = ? AND contact_id = ? AND questionnaire_id = ? AND delivery = ? AND campaign_id <=> ? AND queue_id <=> ? AND call_id <> ?
          AND (result IS NULL OR result = 'no-response' OR (result = 'partial' AND because <> 'refused')) AND begun_at > TIMESTAMPADD(DAY, -?, ?)
        ORDER BY begun_at DESC LIMIT 1`, [clientId, contactId, questionnaireId, delivery, campaignId, queueId, callId, RESUMED_FOR_DAYS, at]);
    const last = found === undefined ? null : await this.read(found.id);
    const kept = last?.endedAt === null ? await this.leave(last, at) : last;
    if (kept === null) return null;
    const { affectedRows } = await write(this.dataSource,
      'UPDATE interviews SET call_id = ?, agent_id = ?, beside = NULL, revision = revision + 1 WHERE id = ? AND revision = ?', [callId, agentId, kept.id, kept.revision]);
    return affectedRows === 1 ? await this.read(kept.id) : await this.takenOver({ clientId }, questionnaireId, wanted);
  }

  /** Versions do not change. */
  private async version(id: string): Promise<QuestionnaireVersion> {
    const known = this.versions.get(id) ?? await this.dataSource.manager.findOneByOrFail(QuestionnaireVersion, { id });
    this.versions.set(id, known);
    return known;
  }
}

/** An agent may write down the last answer when the customer has hung up. */
const LEFT_AFTER_CALL_SEC = 600;
const LEFT_AFTER_STEP_SEC = 2 * 86_400;

function dayOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 86_400_000) * 86_400_000);
}

/** False: somebody has gone on from there. Nobody else does from now on. */
async function lockAsKnown(manager: EntityManager, { id, revision }: KeptInterview): Promise<boolean> {
  return (await rows(manager, 'SELECT 1 FROM interviews WHERE id = ? AND revision = ? FOR UPDATE', [id, revision])).length > 0;
}

function instantOf({ privacy }: KeptInterview, at: Date): Date {
  return privacy === 'anonymous' ? dayOf(at) : at;
}

async function keep(manager: EntityManager, before: KeptInterview, state: Interview, at: Date, beside: KeptInterview['beside']): Promise<boolean> {
  const { ending, language } = state;
  const kept = instantOf(before, at);
  const isSevered = before.privacy === 'anonymous' && ending !== null;
  const { affectedRows } = await write(manager,
    `UPDATE interviews SET state = ?, beside = ?, revision = revision + 1, language = ?, result = ?, because = ?, quota = ?, stopped_at_question = ?, last_step_at = ?, ended_at = ?
       ${isSevered ? ', call_id = NULL' : ''} WHERE id = ? AND revision = ?`, [
      JSON.stringify(state), beside === null ? null : JSON.stringify(beside), language, ending?.result ?? null,
      ending?.result === 'partial' ? ending.because : null, ending?.result === 'quota-full' ? ending.quota : null, stoppedAt(before.questionnaire, state), kept, ending === null ? null : kept,
      before.id, before.revision,
    ]);
  if (affectedRows === 0) return false;
  if (isSevered && before.callId !== null) {
    await write(manager, 'INSERT IGNORE INTO severed_interviews (call_id, questionnaire_id) VALUES (?, ?)', [before.callId, before.questionnaireId]);
  }
  return true;
}

/** Where somebody stopped who had begun to answer. */
function stoppedAt(questionnaire: Questionnaire, state: Interview): QuestionName | null {
  if (state.ending?.result !== 'partial') return null;
  const { now } = pathOf(questionnaire, state);
  return now.kind === 'question' ? now.question : null;
}

async function keepAnswers(manager: EntityManager, before: KeptInterview, actions: readonly InterviewAction[], at: Date): Promise<void> {
  for (const action of actions) {
    if (action.kind === 'withdraw') await write(manager, 'DELETE FROM interview_answers WHERE interview_id = ? AND question = ?', [before.id, action.question]);
    if (action.kind !== 'commit') continue;
    const { question, given } = action;
    await write(manager,
      `INSERT INTO interview_answers (interview_id, question, given, number, at) VALUES (?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE given = VALUES(given), number = VALUES(number), at = VALUES(at)`,
      [before.id, question, JSON.stringify(given), given.kind === 'number' ? given.value : null, instantOf(before, at)]);
  }
}

function never(id: string): never {
  throw new Error(`interview ${id} was written and is not there`);
}
