import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A login is a row for as long as it stands: whoever ends it deletes it, and its token is worth nothing from then on. */
export class Logins1764900000000 implements MigrationInterface {
  name = 'Logins1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS logins (
      id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      KEY logins_user (user_id, expires_at),
      CONSTRAINT logins_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
