import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** People who do not want our calls (607), until somebody says whether they go on the do-not-call list; and calls blocked, by caller number. */
export class RefusedCalls1764770000000 implements MigrationInterface {
  name = 'RefusedCalls1764770000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS do_not_call_offers (
      phone VARCHAR(16) NOT NULL PRIMARY KEY,
      call_id CHAR(36) NOT NULL,
      offered_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
    ) ${OPTIONS}`);
    await runner.query(`CREATE TABLE IF NOT EXISTS caller_number_days (
      caller_number VARCHAR(16) NOT NULL,
      day DATE NOT NULL,
      dialed INT UNSIGNED NOT NULL,
      blocked INT UNSIGNED NOT NULL,
      PRIMARY KEY (caller_number, day)
    ) ${OPTIONS}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
