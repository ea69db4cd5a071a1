import type { MigrationInterface, QueryRunner } from 'typeorm';

const OPTIONS = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * What a gateway may dial, for how long in a day, and the switch that stops all dialing. A gateway that an installation
 * made by itself allowed every number (`+`): nobody had named that, and it is taken back. One phone is one agent's.
 */
export class Destinations1764600000000 implements MigrationInterface {
  name = 'Destinations1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whoever was killed behind one of these, which commit by themselves, starts again here.
    await add(runner, 'gateways', 'allowed_countries', "JSON NOT NULL DEFAULT ('[]') AFTER allowed_prefixes");
    await add(runner, 'gateways', 'allowed_numbers', "JSON NOT NULL DEFAULT ('[]') AFTER allowed_countries");
    await add(runner, 'gateways', 'short_numbers', "JSON NOT NULL DEFAULT ('[]') AFTER allowed_numbers");
    await add(runner, 'gateways', 'max_minutes_per_day', 'INT UNSIGNED NULL AFTER max_lines');
    await takeBackEverything(runner);

    await add(runner, 'agents', 'leg_up_at', 'DATETIME(3) NULL AFTER leg_since');
    await add(runner, 'agents', 'leg_refusal', 'VARCHAR(32) CHARACTER SET ascii NULL AFTER leg_up_at');
    await onePhoneEach(runner);

    await runner.query(`CREATE TABLE IF NOT EXISTS gateway_days (
      gateway VARCHAR(64) CHARACTER SET ascii NOT NULL,
      day DATE NOT NULL,
      seconds BIGINT NOT NULL,
      PRIMARY KEY (gateway, day)
    ) ${OPTIONS}`);
    await runner.query(`CREATE TABLE IF NOT EXISTS dialing_stops (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      reason VARCHAR(200) NOT NULL,
      stopped_by BIGINT UNSIGNED NOT NULL,
      stopped_at DATETIME(3) NOT NULL,
      lifted_by BIGINT UNSIGNED NULL,
      lifted_at DATETIME(3) NULL,
      holds TINYINT GENERATED ALWAYS AS (IF(lifted_at IS NULL, 1, NULL)) STORED,
      UNIQUE KEY dialing_stops_one (holds)
    ) ${OPTIONS}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

async function add(runner: QueryRunner, table: string, column: string, definition: string): Promise<void> {
  if (!await runner.hasColumn(table, column)) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
}

async function takeBackEverything(runner: QueryRunner): Promise<void> {
  const gateways = await runner.query('SELECT name, allowed_prefixes AS prefixes FROM gateways') as { name: string; prefixes: string | string[] }[];
  for (const { name, prefixes } of gateways) {
    // MariaDB keeps JSON as text, MySQL as JSON.
    const known = typeof prefixes === 'string' ? JSON.parse(prefixes) as string[] : prefixes;
    const named = known.filter((prefix) => prefix !== '+');
    if (named.length < known.length) await runner.query('UPDATE gateways SET allowed_prefixes = ? WHERE name = ?', [JSON.stringify(named), name]);
  }
}

/**
 * Digits are written one way, so that the same phone is seen to be the same. Of agents who share one the first keeps it;
 * the others' is no phone any more, and says whose it is: nobody is called on it until a manager gives them one.
 */
async function onePhoneEach(runner: QueryRunner): Promise<void> {
  if (await hasIndex(runner, 'agents', 'agents_leg')) return;
  await runner.query("UPDATE agents SET leg_address = CONCAT('+', leg_address) WHERE leg_kind = 'gateway' AND leg_address NOT LIKE '+%'");
  await runner.query(`UPDATE agents a JOIN (SELECT switch_id, leg_address, MIN(id) AS first FROM agents GROUP BY switch_id, leg_address HAVING COUNT(*) > 1) shared
      ON shared.switch_id = a.switch_id AND shared.leg_address = a.leg_address AND a.id <> shared.first
     SET a.leg_address = CONCAT(LEFT(a.leg_address, 20), ' is the phone of agent ', shared.first, ' /', a.id)`);
  await runner.query('ALTER TABLE agents ADD UNIQUE KEY agents_leg (switch_id, leg_address)');
}

async function hasIndex(runner: QueryRunner, table: string, index: string): Promise<boolean> {
  const found = await runner.query('SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = ? LIMIT 1', [table, index]) as unknown[];
  return found.length > 0;
}
