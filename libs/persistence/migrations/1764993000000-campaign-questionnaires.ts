import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a campaign asks those whom it calls. */
export class CampaignQuestionnaires1764993000000 implements MigrationInterface {
  name = 'CampaignQuestionnaires1764993000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('campaigns', 'questionnaire_id')) await runner.query('ALTER TABLE campaigns ADD COLUMN questionnaire_id BIGINT UNSIGNED NULL');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
