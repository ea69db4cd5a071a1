import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second record of calls: what the switch itself wrote down of every leg. */
export class SwitchRecords1764300000000 implements MigrationInterface {
  name = 'SwitchRecords1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS switch_records (
      channel_id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
      switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
      direction VARCHAR(8) CHARACTER SET ascii NOT NULL,
      number VARCHAR(64) NOT NULL,
      account_code VARCHAR(64) NOT NULL,
      cause VARCHAR(64) CHARACTER SET ascii NOT NULL,
      sip_status SMALLINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL,
      ringing_at DATETIME(3) NULL,
      answered_at DATETIME(3) NULL,
      bridged_at DATETIME(3) NULL,
      safe_harbour_at DATETIME(3) NULL,
      ended_at DATETIME(3) NOT NULL,
      taken_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      KEY switch_records_taken (taken_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
