import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the switch said of an agent's phone that does not take our calls, for whoever wonders why nobody is idle. */
export class PhoneTrouble1764925000000 implements MigrationInterface {
  name = 'PhoneTrouble1764925000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('agents', 'leg_trouble')) return;
    await runner.query('ALTER TABLE agents ADD COLUMN leg_trouble JSON NULL AFTER leg_refusal');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
