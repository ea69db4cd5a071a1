import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rows } from '../transaction';

/** Tables whose rows stand for themselves: each row is a client's from here on, those that were there the first client's. */
const OF_A_CLIENT = [
  'users', 'agents', 'campaigns', 'lists', 'contacts', 'targets', 'calls', 'imports', 'dispositions', 'do_not_call', 'do_not_call_offers',
  'caller_number_days', 'commands', 'audit_trail',
];

/** What was unique in the installation is so for each client; the older key goes in the same statement. */
const KEYS: readonly (readonly [table: string, key: string, change: string])[] = [
  ['campaigns', 'campaigns_client_name', 'DROP KEY campaigns_name, ADD UNIQUE KEY campaigns_client_name (client_id, name)'],
  ['lists', 'lists_client_name', 'DROP KEY lists_name, ADD UNIQUE KEY lists_client_name (client_id, name)'],
  // A client's calls, the newest first: in the place of the same index over all.
  ['calls', 'calls_client_newest', 'DROP KEY calls_newest, ADD KEY calls_client_newest (client_id, planned_at, id)'],
  ['audit_trail', 'audit_trail_client', 'ADD KEY audit_trail_client (client_id, id)'],
];
const PRIMARY_KEYS: Readonly<Record<string, readonly string[]>> = {
  dispositions: ['client_id', 'code'],
  do_not_call: ['client_id', 'phone'],
  do_not_call_offers: ['client_id', 'phone'],
  caller_number_days: ['client_id', 'caller_number', 'day'],
};

/** Every row belongs to a client; an installation has one by itself. */
export class Clients1764960000000 implements MigrationInterface {
  name = 'Clients1764960000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE IF NOT EXISTS clients (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name VARCHAR(100) NOT NULL,
      created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
      UNIQUE KEY clients_name (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`);
    await runner.query("INSERT IGNORE INTO clients (id, name) VALUES (1, 'the installation''s own')");
    for (const table of OF_A_CLIENT) {
      // No row is touched, however many there are: without INSTANT this fails instead of stopping everything for an hour.
      if (!await runner.hasColumn(table, 'client_id')) await runner.query(`ALTER TABLE ${table} ADD COLUMN client_id BIGINT UNSIGNED NOT NULL DEFAULT 1, ALGORITHM=INSTANT`);
    }
    // Built while others read and write.
    for (const [table, key, change] of KEYS) if ((await columnsOf(runner, table, key)).length === 0) await runner.query(`ALTER TABLE ${table} ${change}, ALGORITHM=INPLACE, LOCK=NONE`);
    for (const [table, columns] of Object.entries(PRIMARY_KEYS)) {
      if ((await columnsOf(runner, table, 'PRIMARY')).join() !== columns.join()) await runner.query(`ALTER TABLE ${table} DROP PRIMARY KEY, ADD PRIMARY KEY (${columns.join(', ')})`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

async function columnsOf(runner: QueryRunner, table: string, key: string): Promise<string[]> {
  const found = await rows<{ name: string }>(runner.manager,
    `SELECT column_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? ORDER BY seq_in_index`, [table, key]);
  return found.map(({ name }) => name);
}
