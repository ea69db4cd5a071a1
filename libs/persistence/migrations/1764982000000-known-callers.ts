import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom somebody who waits knows, and the lists whose numbers go first in a queue. */
export class KnownCallers1764982000000 implements MigrationInterface {
  name = 'KnownCallers1764982000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE queues SET priority = JSON_SET(priority, '$.lists', JSON_ARRAY()) WHERE JSON_EXTRACT(priority, '$.lists') IS NULL");
    if (await runner.hasColumn('waits', 'last_agent_id')) return;
    await runner.query('ALTER TABLE waits ADD COLUMN last_agent_id BIGINT UNSIGNED NULL, ADD COLUMN called_by BIGINT UNSIGNED NULL');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
