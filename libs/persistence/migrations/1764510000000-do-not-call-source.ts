import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each number on the do-not-call list came from. No foreign keys: an entry outlives whatever it came from. */
export class DoNotCallSource1764510000000 implements MigrationInterface {
  name = 'DoNotCallSource1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('do_not_call', 'source')) {
      await runner.query(`ALTER TABLE do_not_call
        ADD COLUMN source VARCHAR(16) CHARACTER SET ascii NOT NULL DEFAULT 'by-hand',
        ADD COLUMN call_id CHAR(36) CHARACTER SET ascii NULL,
        ADD COLUMN import_id BIGINT UNSIGNED NULL,
        ADD COLUMN added_by VARCHAR(64) NULL`);
    }
    // These words were written for a disposition alone. On which call it was given nobody noted.
    await runner.query("UPDATE do_not_call SET source = 'call' WHERE reason LIKE 'disposition %' AND added_by IS NULL");
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
