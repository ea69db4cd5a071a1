import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What prompts say that were written, and spoken by a program. */
export class SpokenPrompts1765016000000 implements MigrationInterface {
  name = 'SpokenPrompts1765016000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS spoken_prompts (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      name VARCHAR(128) NOT NULL,
      language VARCHAR(16) NOT NULL,
      text TEXT NOT NULL,
      written_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      UNIQUE KEY spoken_prompts_name (client_id, name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
