import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A gateway's name is its switch's: two switches may each have one of the same name, and what each has carried is told apart. */
export class GatewaysOfSwitches1764962000000 implements MigrationInterface {
  name = 'GatewaysOfSwitches1764962000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whoever was killed behind one of these, which commit by themselves, starts again here.
    if (!await runner.hasColumn('gateway_days', 'switch_id')) {
      await runner.query("ALTER TABLE gateway_days ADD COLUMN switch_id VARCHAR(32) CHARACTER SET ascii NOT NULL DEFAULT '' FIRST");
    }
    // Until now a name was one switch's. What was carried by a gateway that is forgotten belongs to the only switch there was, as far as one can tell.
    await runner.query(`UPDATE gateway_days d LEFT JOIN gateways g ON g.name = d.gateway
      SET d.switch_id = COALESCE(g.switch_id, (SELECT MIN(switch_id) FROM calls), 'main') WHERE d.switch_id = ''`);
    if (!(await keyOf(runner, 'gateway_days')).includes('switch_id')) {
      await runner.query('ALTER TABLE gateway_days ALTER COLUMN switch_id DROP DEFAULT, DROP PRIMARY KEY, ADD PRIMARY KEY (switch_id, gateway, day)');
    }
    if (!(await keyOf(runner, 'gateways')).includes('switch_id')) {
      await runner.query('ALTER TABLE gateways DROP PRIMARY KEY, ADD PRIMARY KEY (switch_id, name)');
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup to go back.');
  }
}

async function keyOf(runner: QueryRunner, table: string): Promise<string[]> {
  const found = await runner.query("SELECT column_name AS name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND index_name = 'PRIMARY'", [table]) as { name: string }[];
  return found.map(({ name }) => name);
}
