import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links at which staff answer a questionnaire: nothing of whoever opens one is kept. */
export class SurveyForms1765013000000 implements MigrationInterface {
  name = 'SurveyForms1765013000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS survey_forms (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      questionnaire_id BIGINT UNSIGNED NOT NULL,
      link CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      language VARCHAR(16) CHARACTER SET ascii NULL,
      opens_at DATETIME(3) NULL,
      closes_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      UNIQUE KEY survey_forms_link (link),
      KEY survey_forms_questionnaire (client_id, questionnaire_id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
