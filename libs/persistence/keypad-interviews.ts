import type { ClientScope } from '@paceline/domain/client/client';
import { In, type DataSource } from 'typeorm';
import { Call } from './entities/calls';
import { Contact } from './entities/contacts';
import { InterviewComment } from './entities/survey-comments';
import type { Interviews, KeptInterview } from './interviews';
import { rows, write } from './transaction';

/** An interview that goes on, with the call in which it does. */
export interface OpenInterview { readonly kept: KeptInterview; readonly call: Call }

/** What is known of a contact that a questionnaire may ask for. */
export interface KnownPerson { readonly language: string | null; readonly known: Readonly<Record<string, string>> }

/** Interviews by keys, as the owner of a switch has them. */
export class KeypadInterviews {
  constructor(private readonly dataSource: DataSource, private readonly switchId: string, private readonly interviews: Pick<Interviews, 'read'>) {}

  /** Those that go on, by this switch's calls: an earlier owner may have held them. */
  async open(): Promise<readonly OpenInterview[]> {
    const found = await rows<{ id: string; callId: string }>(this.dataSource,
      `SELECT i.id, i.call_id AS callId FROM interviews i JOIN calls c ON c.id = i.call_id AND c.switch_id = ? WHERE i.ended_at IS NULL AND i.delivery = 'keypad'`, [this.switchId]);
    if (found.length === 0) return [];
    const calls = new Map((await this.dataSource.manager.findBy(Call, { id: In(found.map(({ callId }) => callId)) })).map((call) => [call.id, call]));
    const open: OpenInterview[] = [];
    for (const { id, callId } of found) {
      const [kept, call] = [await this.interviews.read(id), calls.get(callId)];
      if (kept !== null && call !== undefined) open.push({ kept, call });
    }
    return open;
  }

  /** What a campaign asks now; null: nothing, or nothing that is published. */
  async publishedOf(campaignId: string | null): Promise<string | null> {
    const [found] = await rows<{ versionId: string | null }>(this.dataSource,
      'SELECT q.published_version_id AS versionId FROM campaigns c JOIN questionnaires q ON q.id = c.questionnaire_id AND q.client_id = c.client_id WHERE c.id = ?', [campaignId]);
    return found?.versionId ?? null;
  }

  /** Whose talk somebody is called about who hung up before they were asked; null: about none. */
  async agentAskedAbout({ clientId }: ClientScope, contactId: string | null): Promise<string | null> {
    const [found] = await rows<{ agentId: string | null }>(this.dataSource,
      `SELECT c.agent_id AS agentId FROM list_contacts l JOIN survey_invitations v ON v.client_id = ? AND v.later_list_id = l.list_id AND v.later_contact_id = l.contact_id AND v.later_closed_at IS NULL
         JOIN calls c ON c.id = v.call_id WHERE l.contact_id = ? ORDER BY v.later_until DESC LIMIT 1`, [clientId, contactId]);
    return found?.agentId ?? null;
  }

  /** Of a contact that is there no more nothing is known. */
  async personOf({ clientId }: ClientScope, contactId: string | null): Promise<KnownPerson> {
    const contact = contactId === null ? null : await this.dataSource.manager.findOneBy(Contact, { id: contactId, clientId });
    if (contact === null) return { language: null, known: {} };
    return { language: contact.fields['language'] ?? null, known: { ...contact.fields, name: contact.name } };
  }

  /** Whoever says the same again changes nothing; a comment that was asked for once more takes the place of the first. */
  async keepComment({ interviewId, question, path, lengthMs, recordedAt }: InterviewComment): Promise<void> {
    await write(this.dataSource,
      `INSERT INTO interview_comments (interview_id, question, path, length_ms, recorded_at) VALUES (?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE path = VALUES(path), length_ms = VALUES(length_ms), recorded_at = VALUES(recorded_at)`, [interviewId, question, path, Math.round(lengthMs), recordedAt]);
  }
}
