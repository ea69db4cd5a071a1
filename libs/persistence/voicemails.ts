import type { Database } from './database';
import type { Voicemail } from './entities/voicemails';
import { write } from './transaction';

/** Keeps a message that a caller has left; whoever says the same again, its next owner too, changes nothing. */
export async function keepVoicemail(on: Database, message: Omit<Voicemail, 'id' | 'doneAt' | 'doneBy'>): Promise<void> {
  const { clientId, callId, queueId, language, path, lengthMs, leftAt } = message;
  await write(on,
    `INSERT INTO voicemails (client_id, call_id, queue_id, language, path, length_ms, left_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE client_id = voicemails.client_id`, [clientId, callId, queueId, language, path, lengthMs, leftAt]);
}
