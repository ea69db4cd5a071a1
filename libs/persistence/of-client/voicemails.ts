import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Voicemail } from '../entities/voicemails';
import { rows } from '../transaction';

export interface VoicemailFilter { readonly done?: boolean | undefined; readonly queueId?: string | undefined }

/** With what its call tells. */
export interface FoundVoicemail extends Voicemail { readonly phone: string | null; readonly contactId: string | null; readonly dialedNumber: string | null }

/** The messages that a client's callers have left. */
export class ClientVoicemails {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The newest first. @param before the last one of the page before, null on the first */
  async page({ done, queueId }: VoicemailFilter, before: string | null, count: number): Promise<FoundVoicemail[]> {
    const wanted = [
      ...done === undefined ? [] : [`v.done_at IS ${done ? 'NOT NULL' : 'NULL'}`], ...queueId === undefined ? [] : ['v.queue_id = ?'], ...before === null ? [] : ['v.id < ?'],
    ];
    return await this.found(wanted, [...queueId === undefined ? [] : [queueId], ...before === null ? [] : [before]], count);
  }

  async find(id: string): Promise<FoundVoicemail | null> {
    return (await this.found(['v.id = ?'], [id], 1))[0] ?? null;
  }

  async lock(id: string): Promise<Voicemail | null> {
    return await managerOf(this.on).findOne(Voicemail, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  async change(id: string, done: Pick<Voicemail, 'doneAt' | 'doneBy'>): Promise<void> {
    await managerOf(this.on).update(Voicemail, { clientId: this.clientId, id }, done);
  }

  private async found(wanted: readonly string[], parameters: readonly unknown[], count: number): Promise<FoundVoicemail[]> {
    return await rows(this.on,
      `SELECT v.id, v.client_id AS clientId, v.call_id AS callId, v.queue_id AS queueId, v.language, v.path, v.length_ms AS lengthMs, v.left_at AS leftAt,
              v.done_at AS doneAt, v.done_by AS doneBy, c.phone, c.contact_id AS contactId, c.dialed_number AS dialedNumber
         FROM voicemails v LEFT JOIN calls c ON c.id = v.call_id
        WHERE v.client_id = ? ${wanted.map((one) => `AND ${one}`).join(' ')} ORDER BY v.id DESC LIMIT ?`, [this.clientId, ...parameters, count]);
  }
}
