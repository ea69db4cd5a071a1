import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rows } from '../transaction';

/** What a caller has left in a call is found by the call. */
export class VoicemailsOfCalls1764987000000 implements MigrationInterface {
  name = 'VoicemailsOfCalls1764987000000';

  async up(runner: QueryRunner): Promise<void> {
    const there = await rows(runner.manager,
      "SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'voicemails' AND index_name = 'voicemails_call' LIMIT 1", []);
    if (there.length === 0) await runner.query('ALTER TABLE voicemails ADD KEY voicemails_call (call_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
