import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What contacts have said of being called. */
export class Consents1765001000000 implements MigrationInterface {
  name = 'Consents1765001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS consents (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      client_id BIGINT UNSIGNED NOT NULL,
      contact_id BIGINT UNSIGNED NOT NULL,
      kind VARCHAR(8) CHARACTER SET ascii NOT NULL,
      purposes JSON NULL,
      deliveries JSON NULL,
      phones JSON NULL,
      at DATETIME(3) NOT NULL,
      until DATETIME(3) NULL,
      form VARCHAR(8) CHARACTER SET ascii NULL,
      seller VARCHAR(100) NULL,
      words VARCHAR(2000) NULL,
      proof VARCHAR(255) NULL,
      call_id CHAR(36) CHARACTER SET ascii NULL,
      written_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      written_by VARCHAR(64) NOT NULL,
      KEY consents_contact (contact_id, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
