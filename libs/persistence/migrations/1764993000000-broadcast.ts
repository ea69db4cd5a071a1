import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a campaign plays to whoever answers, and what the keys do there. */
export class Broadcast1764993000000 implements MigrationInterface {
  name = 'Broadcast1764993000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('campaigns', 'broadcast')) await runner.query('ALTER TABLE campaigns ADD COLUMN broadcast JSON NULL AFTER max_lines_per_agent');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
