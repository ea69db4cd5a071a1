import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An agent's leg is written under the fence of the switch's owner, as calls are. */
export class LegFence1764200000000 implements MigrationInterface {
  name = 'LegFence1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whoever was killed behind the ALTER, which commits by itself, starts again here.
    if (await runner.hasColumn('agents', 'leg_fence')) return;
    await runner.query('ALTER TABLE agents ADD COLUMN leg_fence BIGINT UNSIGNED NOT NULL DEFAULT 0 AFTER leg_since');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
