import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the switch's own record says of recordings: of a message whose end nobody heard it alone knows. */
export class RecordedLengths1764991000000 implements MigrationInterface {
  name = 'RecordedLengths1764991000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('switch_records', 'recorded_ms')) return;
    await runner.query('ALTER TABLE switch_records ADD COLUMN recorded_ms INT UNSIGNED NULL AFTER ended_at');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
