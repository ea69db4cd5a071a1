import type { DataSource } from 'typeorm';
import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';
import { createDataSource } from '../data-source';
import { Agent } from '../entities/organisation';
import { Gateway } from '../entities/telephony';
import { migrate } from '../migrate';
import { write } from '../transaction';
import { Destinations1764600000000 } from './1764600000000-destinations';

/** A database as it was before, with rows that would not be let in any more. */
async function asBefore(source: DataSource): Promise<void> {
  await migrate(source);
  await write(source, 'DROP TABLE gateway_days', []);
  await write(source, 'DROP TABLE dialing_stops', []);
  await write(source, 'ALTER TABLE gateways DROP COLUMN allowed_countries, DROP COLUMN allowed_numbers, DROP COLUMN short_numbers, DROP COLUMN max_minutes_per_day', []);
  await write(source, 'ALTER TABLE agents DROP KEY agents_leg, DROP COLUMN leg_up_at, DROP COLUMN leg_refusal', []);
  await write(source, "DELETE FROM migrations WHERE name = 'Destinations1764600000000'", []);
  for (const [name, prefixes] of [['fresh', '["+"]'], ['mixed', '["+", "+98", "+49"]'], ['named', '["+1"]'], ['none', '[]']]) {
    await write(source, 'INSERT INTO gateways (name, switch_id, calls_per_sec, max_lines, allowed_prefixes) VALUES (?, \'main\', 10, 50, ?)', [name, prefixes]);
  }
  for (const [index, [kind, address, gateway]] of [
    ['extension', '1001', null], ['extension', '1001', null], ['extension', '1002', null], ['gateway', '14155550100', 'named'], ['gateway', '+14155550100', 'named'],
    ['extension', 'Desk', null], ['extension', 'desk', null],
  ].entries()) {
    await write(source, "INSERT INTO users (id, username, password_hash, role) VALUES (?, ?, 'none', 'agent')", [index + 1, `agent ${index + 1}`]);
    await write(source,
      "INSERT INTO agents (id, user_id, name, switch_id, leg_mode, leg_kind, leg_address, leg_gateway, status, status_at) VALUES (?, ?, 'x', 'main', 'connected', ?, ?, ?, 'offline', UTC_TIMESTAMP())",
      [index + 1, index + 1, kind, address, gateway]);
  }
}

it('takes back what nobody had named, and leaves each phone to one agent, whenever it was interrupted', async () => {
  const address = await scratchDatabase();
  const source = await createDataSource({ url: address.url, poolSize: 3 }).initialize();
  try {
    await asBefore(source);
    // Killed in the middle, and started again.
    const runner = source.createQueryRunner();
    await new Destinations1764600000000().up(runner);
    await runner.release();
    await migrate(source);

    const gateways = await source.manager.find(Gateway, { order: { name: 'ASC' } });
    expect(gateways.map(({ name, allowedPrefixes, allowedCountries, allowedNumbers, shortNumbers, maxMinutesPerDay }) =>
      [name, allowedPrefixes, allowedCountries, allowedNumbers, shortNumbers, maxMinutesPerDay])).toEqual([
      ['fresh', [], [], [], [], null], ['mixed', ['+98', '+49'], [], [], [], null], ['named', ['+1'], [], [], [], null], ['none', [], [], [], [], null],
    ]);
    const agents = await source.manager.find(Agent, { order: { id: 'ASC' } });
    expect(agents.map(({ legAddress }) => legAddress)).toEqual([
      '1001', '1001 is the phone of agent 1 /2', '1002', '+14155550100', '+14155550100 is the phone of agent 4 /5', 'Desk', 'desk is the phone of agent 6 /7',
    ]);
  } finally {
    await source.destroy();
    await dropDatabase(address);
  }
});
