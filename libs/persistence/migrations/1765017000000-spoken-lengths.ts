import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a written prompt is when it is spoken: from it follows when a message has said what laws ask for. */
export class SpokenLengths1765017000000 implements MigrationInterface {
  name = 'SpokenLengths1765017000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('spoken_prompts', 'length_ms')) await runner.query('ALTER TABLE spoken_prompts ADD COLUMN length_ms INT UNSIGNED NOT NULL DEFAULT 0 AFTER text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
