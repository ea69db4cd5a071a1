import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which campaigns the contacts of a file became targets. */
export class ImportCampaigns1764940000000 implements MigrationInterface {
  name = 'ImportCampaigns1764940000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('imports', 'campaigns')) await runner.query('ALTER TABLE imports ADD COLUMN campaigns JSON NULL AFTER opted_out');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
