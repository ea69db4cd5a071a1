import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rows } from '../transaction';

/** Targets of one state are read page by page, however many of another state lie between them. */
export class TargetPages1764910000000 implements MigrationInterface {
  name = 'TargetPages1764910000000';

  async up(runner: QueryRunner): Promise<void> {
    const there = await rows(runner.manager, "SHOW INDEX FROM targets WHERE Key_name = 'targets_state'", []);
    if (there.length === 0) await runner.query('ALTER TABLE targets ADD KEY targets_state (campaign_id, state, contact_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
