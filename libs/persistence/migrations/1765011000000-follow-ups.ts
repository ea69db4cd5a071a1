import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Low scores that somebody sees to: one task an interview, by the table itself. */
export class FollowUps1765011000000 implements MigrationInterface {
  name = 'FollowUps1765011000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS follow_up_rules (
      client_id BIGINT UNSIGNED NOT NULL,
      questionnaire_id BIGINT UNSIGNED NOT NULL,
      question VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      at_most INT NOT NULL,
      due_hours SMALLINT UNSIGNED NOT NULL,
      owner_id BIGINT UNSIGNED NULL,
      PRIMARY KEY (client_id, questionnaire_id, question)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`CREATE TABLE IF NOT EXISTS follow_ups (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      interview_id CHAR(36) CHARACTER SET ascii NOT NULL,
      questionnaire_id BIGINT UNSIGNED NOT NULL,
      question VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      score INT NOT NULL,
      call_id CHAR(36) CHARACTER SET ascii NULL,
      contact_id BIGINT UNSIGNED NULL,
      phone VARCHAR(16) CHARACTER SET ascii NULL,
      is_confidential BOOLEAN NOT NULL,
      state VARCHAR(8) CHARACTER SET ascii NOT NULL DEFAULT 'open',
      owner_id BIGINT UNSIGNED NULL,
      opened_at DATETIME(3) NOT NULL,
      due_at DATETIME(3) NOT NULL,
      taken_at DATETIME(3) NULL,
      done_at DATETIME(3) NULL,
      done_by VARCHAR(64) NULL,
      note VARCHAR(2000) NULL,
      UNIQUE KEY follow_ups_interview (client_id, interview_id),
      KEY follow_ups_client (client_id, state, due_at),
      KEY follow_ups_phone (client_id, phone, state),
      KEY follow_ups_contact (client_id, contact_id, state)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
