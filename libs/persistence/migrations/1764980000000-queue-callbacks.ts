import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Callers who hung up and keep their place: one wish a person, by the table itself. */
export class QueueCallbacks1764980000000 implements MigrationInterface {
  name = 'QueueCallbacks1764980000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS queue_callbacks (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      queue_id BIGINT UNSIGNED NOT NULL,
      asked_call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      phone VARCHAR(16) CHARACTER SET ascii NOT NULL,
      language VARCHAR(16) CHARACTER SET ascii NOT NULL,
      waiting_since DATETIME(3) NOT NULL,
      points DOUBLE NOT NULL DEFAULT 0,
      state VARCHAR(8) CHARACTER SET ascii NOT NULL DEFAULT 'waiting',
      tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
      next_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      last_call_id CHAR(36) CHARACTER SET ascii NULL,
      ended_at DATETIME(3) NULL,
      ended_by VARCHAR(16) CHARACTER SET ascii NULL,
      live_phone VARCHAR(16) CHARACTER SET ascii GENERATED ALWAYS AS (IF(ended_at IS NULL, phone, NULL)) STORED,
      UNIQUE KEY queue_callbacks_one_live_per_phone (client_id, live_phone),
      KEY queue_callbacks_queue (queue_id, ended_at, waiting_since)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
