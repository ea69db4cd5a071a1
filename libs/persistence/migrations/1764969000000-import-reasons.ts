import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import found is a code and parameters; of what was found before, the sentence stays. */
export class ImportReasons1764969000000 implements MigrationInterface {
  name = 'ImportReasons1764969000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('imports', 'error_params')) await runner.query('ALTER TABLE imports ADD error_params JSON NULL AFTER error_code');
    if (!await runner.hasColumn('import_rejections', 'params')) {
      await runner.query('ALTER TABLE import_rejections ADD params JSON NULL AFTER reason, MODIFY detail VARCHAR(500) NULL');
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
