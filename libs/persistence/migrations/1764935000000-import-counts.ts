import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every row of a file is counted once: what repeats another row is no rejected one, and empty lines are counted, too. Also of files that were read before. */
export class ImportCounts1764935000000 implements MigrationInterface {
  name = 'ImportCounts1764935000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('imports', 'blank')) {
      const count = 'INT UNSIGNED NOT NULL DEFAULT 0';
      await runner.query(`ALTER TABLE imports
        ADD COLUMN updated ${count} AFTER known, ADD COLUMN duplicates ${count} AFTER updated, ADD COLUMN blank ${count} AFTER rejected`);
    }
    // Whatever was done before this was broken off is not done twice.
    await runner.query(`UPDATE imports i JOIN (
        SELECT import_id, COUNT(*) AS n FROM import_rejections WHERE reason = 'duplicate-in-file' GROUP BY import_id
      ) d ON d.import_id = i.id SET i.rejected = i.rejected - d.n, i.duplicates = d.n WHERE i.duplicates = 0 AND i.rejected >= d.n`);
    await runner.query(`UPDATE imports SET blank = rows_read - imported - known - duplicates - rejected
      WHERE blank = 0 AND rows_read > imported + known + duplicates + rejected`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
