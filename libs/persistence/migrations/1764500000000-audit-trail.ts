import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mysqlErrorOf, rows } from '../transaction';

/** ER_BINLOG_CREATE_ROUTINE_NEED_SUPER: a server with a binary log lets only its administrators make triggers. */
const TRIGGERS_NEED_AN_ADMINISTRATOR = 1419;

/** Who changed what. Rows are only added: where the server lets us, it refuses everything else itself; the doctor says where not. */
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
    for (const event of ['UPDATE', 'DELETE']) {
      const name = `audit_trail_no_${event.toLowerCase()}`;
      const [there] = await rows(runner.manager,
        'SELECT 1 FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = ?', [name]);
      if (there !== undefined) continue;
      try {
        await runner.query(
          `CREATE TRIGGER ${name} BEFORE ${event} ON audit_trail FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'The audit trail is only added to'`);
      } catch (thrown) {
        if (mysqlErrorOf(thrown) !== TRIGGERS_NEED_AN_ADMINISTRATOR) throw thrown;
      }
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
