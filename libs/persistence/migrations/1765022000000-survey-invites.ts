import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With what callers who wait are invited to answer afterwards, and who has accepted. */
export class SurveyInvites1765022000000 implements MigrationInterface {
  name = 'SurveyInvites1765022000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('survey_rules', 'invitation')) await runner.query('ALTER TABLE survey_rules ADD COLUMN invitation JSON NULL AFTER invited');
    if (!await runner.hasColumn('survey_invitations', 'accepted')) await runner.query('ALTER TABLE survey_invitations ADD COLUMN accepted BOOLEAN NOT NULL DEFAULT FALSE AFTER refusal');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
