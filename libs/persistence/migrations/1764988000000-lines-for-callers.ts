import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lines of a gateway that are kept for callers, and the legs to whom callers are sent outside: they cost the gateway's minutes. */
export class LinesForCallers1764988000000 implements MigrationInterface {
  name = 'LinesForCallers1764988000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('gateways', 'lines_for_callers')) {
      await runner.query('ALTER TABLE gateways ADD COLUMN lines_for_callers SMALLINT UNSIGNED NOT NULL DEFAULT 0');
    }
    await runner.query(`CREATE TABLE IF NOT EXISTS outside_legs (
      channel_id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL,
      gateway VARCHAR(64) CHARACTER SET ascii NOT NULL,
      placed_at DATETIME(3) NOT NULL,
      answered_at DATETIME(3) NULL,
      ended_at DATETIME(3) NULL,
      KEY outside_legs_of_switch (switch_id, placed_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
