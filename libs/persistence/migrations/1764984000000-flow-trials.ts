import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls to whoever wants to hear a flow before it is published: each with the draft as it was when they asked. */
export class FlowTrials1764984000000 implements MigrationInterface {
  name = 'FlowTrials1764984000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS flow_trials (
      id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      flow_id BIGINT UNSIGNED NOT NULL,
      switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
      script JSON NOT NULL,
      script_state JSON NULL,
      leg_kind VARCHAR(16) CHARACTER SET ascii NOT NULL,
      leg_address VARCHAR(64) CHARACTER SET ascii NOT NULL,
      leg_gateway VARCHAR(64) CHARACTER SET ascii NULL,
      asked_by_user_id BIGINT UNSIGNED NOT NULL,
      asked_at DATETIME(3) NOT NULL,
      placed_at DATETIME(3) NULL,
      answered_at DATETIME(3) NULL,
      ended_at DATETIME(3) NULL,
      ended_by VARCHAR(64) CHARACTER SET ascii NULL,
      KEY flow_trials_of_user (asked_by_user_id, asked_at),
      KEY flow_trials_of_switch (switch_id, ended_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
