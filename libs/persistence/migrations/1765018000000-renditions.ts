import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages with the contact's own fields: each is spoken for one contact before they are dialed, and the call knows which is theirs. */
export class Renditions1765018000000 implements MigrationInterface {
  name = 'Renditions1765018000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS renditions (
      client_id BIGINT UNSIGNED NOT NULL,
      file VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      state VARCHAR(8) NOT NULL,
      language VARCHAR(16) NOT NULL,
      text TEXT NOT NULL,
      bytes INT UNSIGNED NOT NULL DEFAULT 0,
      taken_until DATETIME(3) NULL,
      used_at DATETIME(3) NOT NULL,
      PRIMARY KEY (client_id, file),
      KEY renditions_state (state, used_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    if (!await runner.hasColumn('calls', 'said')) await runner.query('ALTER TABLE calls ADD COLUMN said JSON NULL AFTER script_state');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
