import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import found besides contacts: people who said no, and encodings that the file may be written in as well. */
export class ImportFindings1764530000000 implements MigrationInterface {
  name = 'ImportFindings1764530000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('imports', 'opted_out')) {
      await runner.query('ALTER TABLE imports ADD COLUMN opted_out INT UNSIGNED NOT NULL DEFAULT 0 AFTER rejected, ADD COLUMN other_encodings JSON NULL AFTER encoding');
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
