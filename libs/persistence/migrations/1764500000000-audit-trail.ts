import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed what. Rows are only added: audit-guard.ts. */
export class AuditTrail1764500000000 implements MigrationInterface {
  name = 'AuditTrail1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS audit_trail (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      user_id BIGINT UNSIGNED NULL,
      actor VARCHAR(64) NOT NULL,
      resource VARCHAR(32) CHARACTER SET ascii NOT NULL,
      resource_id VARCHAR(128) CHARACTER SET ascii NOT NULL,
      action VARCHAR(32) CHARACTER SET ascii NOT NULL,
      was JSON NULL,
      became JSON NULL,
      reason VARCHAR(255) NULL,
      KEY audit_trail_resource (resource, resource_id, id),
      KEY audit_trail_user (user_id, id),
      KEY audit_trail_at (at, id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
