import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may write an import: the process that runs it carries the fence of its lease. And how often it was begun in vain. */
export class ImportFence1764680000000 implements MigrationInterface {
  name = 'ImportFence1764680000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('imports', 'fence')) return;
    await runner.query(`ALTER TABLE imports
      ADD COLUMN fence BIGINT UNSIGNED NOT NULL DEFAULT 0 AFTER state, ADD COLUMN tries TINYINT UNSIGNED NOT NULL DEFAULT 0 AFTER fence`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
