import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that callers leave, until somebody has seen to them. */
export class Voicemails1764978000000 implements MigrationInterface {
  name = 'Voicemails1764978000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS voicemails (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      queue_id BIGINT UNSIGNED NULL,
      language VARCHAR(16) CHARACTER SET ascii NOT NULL,
      path VARCHAR(255) CHARACTER SET ascii NOT NULL,
      length_ms INT UNSIGNED NOT NULL,
      left_at DATETIME(3) NOT NULL,
      done_at DATETIME(3) NULL,
      done_by VARCHAR(64) NULL,
      UNIQUE KEY voicemails_path (client_id, path),
      KEY voicemails_done (client_id, done_at, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
