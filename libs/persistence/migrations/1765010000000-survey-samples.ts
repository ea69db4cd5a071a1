import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which talks are asked about, and what became of each that a rule looked at. */
export class SurveySamples1765010000000 implements MigrationInterface {
  name = 'SurveySamples1765010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS survey_rules (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      line VARCHAR(40) CHARACTER SET ascii NOT NULL,
      questionnaire_id BIGINT UNSIGNED NOT NULL,
      invited VARCHAR(16) CHARACTER SET ascii NOT NULL,
      is_on BOOLEAN NOT NULL,
      longer_than_sec INT UNSIGNED NOT NULL,
      one_in INT UNSIGNED NOT NULL,
      within_hours SMALLINT UNSIGNED NOT NULL,
      fatigue_days SMALLINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      UNIQUE KEY survey_rules_line (client_id, line),
      KEY survey_rules_questionnaire (questionnaire_id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS survey_invitations (
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      rule_id BIGINT UNSIGNED NOT NULL,
      client_id BIGINT UNSIGNED NOT NULL,
      version_id BIGINT UNSIGNED NULL,
      phone VARCHAR(16) CHARACTER SET ascii NULL,
      contact_id BIGINT UNSIGNED NULL,
      refusal VARCHAR(24) CHARACTER SET ascii NULL,
      params JSON NULL,
      decided_at DATETIME(3) NOT NULL,
      PRIMARY KEY (client_id, call_id, rule_id),
      KEY survey_invitations_phone (client_id, phone, decided_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
