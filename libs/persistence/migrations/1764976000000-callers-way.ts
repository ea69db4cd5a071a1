import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which number a caller reached us, and where they stand in its flow, so that whoever owns the switch next goes on. */
export class CallersWay1764976000000 implements MigrationInterface {
  name = 'CallersWay1764976000000';

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn('calls', 'dialed_number')) return;
    await runner.query(`ALTER TABLE calls
      ADD COLUMN dialed_number VARCHAR(16) CHARACTER SET ascii NULL,
      ADD COLUMN flow_version_id BIGINT UNSIGNED NULL,
      ADD COLUMN script_state JSON NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
