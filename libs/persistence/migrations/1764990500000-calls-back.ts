import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The flows that were made for whoever calls back a campaign, by the queue of its agents. */
export class CallsBack1764990500000 implements MigrationInterface {
  name = 'CallsBack1764990500000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('flows', 'calls_back_queue_id')) return;
    await runner.query(`ALTER TABLE flows ADD COLUMN calls_back_queue_id BIGINT UNSIGNED NULL,
      ADD CONSTRAINT flows_calls_back_fk FOREIGN KEY (calls_back_queue_id) REFERENCES queues (id) ON DELETE SET NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
