import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Onto which list those come who hung up before they were asked, and until when they may be called for it. */
export class LaterSurveys1765020000000 implements MigrationInterface {
  name = 'LaterSurveys1765020000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('survey_rules', 'later_list_id')) {
      await runner.query('ALTER TABLE survey_rules MODIFY COLUMN within_hours SMALLINT UNSIGNED NULL, ADD COLUMN later_list_id BIGINT UNSIGNED NULL AFTER within_hours');
    }
    // No rule has called anybody later until now.
    await runner.query('UPDATE survey_rules SET within_hours = NULL WHERE later_list_id IS NULL');
    if (!await runner.hasColumn('survey_invitations', 'later_until')) {
      await runner.query(`ALTER TABLE survey_invitations ADD COLUMN later_list_id BIGINT UNSIGNED NULL, ADD COLUMN later_contact_id BIGINT UNSIGNED NULL,
        ADD COLUMN later_until DATETIME(3) NULL, ADD COLUMN later_closed_at DATETIME(3) NULL, ADD KEY survey_invitations_later (later_closed_at, later_until)`);
    }
    const there = await runner.query("SHOW INDEX FROM talks WHERE Key_name = 'talks_to'") as unknown[]; // an index is a row a column
    if (there.length === 0) await runner.query('ALTER TABLE talks ADD KEY talks_to (to_at)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
