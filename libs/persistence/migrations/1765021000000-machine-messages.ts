import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents' campaigns leave on answering machines, what became of each, and the disposition that an agent gives one. */
export class MachineMessages1765021000000 implements MigrationInterface {
  name = 'MachineMessages1765021000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!await runner.hasColumn('campaigns', 'machine_message')) await runner.query('ALTER TABLE campaigns ADD COLUMN machine_message JSON NULL');
    await runner.query(`CREATE TABLE IF NOT EXISTS machine_messages (
      call_id CHAR(36) CHARACTER SET ascii NOT NULL,
      prompt VARCHAR(128) NOT NULL,
      asked_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      whole BOOLEAN NULL,
      PRIMARY KEY (call_id),
      KEY machine_messages_open (ended_at),
      CONSTRAINT machine_messages_fk FOREIGN KEY (call_id) REFERENCES calls (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query(`INSERT IGNORE INTO dispositions (client_id, code, label, meaning, \`system\`, active)
      SELECT id, 'answering-machine', 'Answering machine', 'retry', FALSE, TRUE FROM clients`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}
