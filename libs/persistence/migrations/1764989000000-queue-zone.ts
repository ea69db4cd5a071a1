import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose midnight begins the day of a queue's figures: until now it was UTC's everywhere. */
export class QueueZone1764989000000 implements MigrationInterface {
  name = 'QueueZone1764989000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('queues', 'zone')) return;
    await runner.query("ALTER TABLE queues ADD COLUMN zone VARCHAR(64) CHARACTER SET ascii NOT NULL DEFAULT 'UTC' AFTER switch_id");
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
