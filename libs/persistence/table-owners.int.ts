import { useTestDatabase } from '@paceline/testing/use-test-database';
import { openMigrated } from './fixtures.int-helper';
import { TABLE_OWNERS } from './table-owners';
import { rows } from './transaction';

describe('every table', () => {
  const database = useTestDatabase(openMigrated);
  const columns = async (): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> => {
    const found = await rows<{ table: string; name: string; nullable: string }>(database.source,
      'SELECT table_name AS `table`, column_name AS name, is_nullable AS nullable FROM information_schema.columns WHERE table_schema = DATABASE()', []);
    const tables = new Map<string, Map<string, string>>();
    for (const { table, name, nullable } of found) tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(name, nullable));
    return tables;
  };

  it('is said to be of somebody, and no table is that is not there', async () => {
    expect([...(await columns()).keys()].sort()).toEqual(Object.keys(TABLE_OWNERS).sort());
  });

  it('has its client\'s id if it is a client\'s, and none if it is another row\'s or the installation\'s', async () => {
    for (const [table, names] of await columns()) {
      expect({ table, clientId: names.get('client_id') ?? null }).toEqual({ table, clientId: TABLE_OWNERS[table] === 'client' ? 'NO' : null });
    }
  });

  it('that is another row\'s names it, and that row a client', async () => {
    const tables = await columns();
    const clientOf = (table: string): boolean => {
      const owner = TABLE_OWNERS[table];
      return owner === 'client' || (typeof owner === 'object' && tables.get(table)?.get(owner.by) === 'NO' && clientOf(owner.through));
    };
    for (const [table, owner] of Object.entries(TABLE_OWNERS)) if (typeof owner === 'object') expect({ table, isAClients: clientOf(table) }).toEqual({ table, isAClients: true });
  });

  it('of a client has what is unique to it in its keys', async () => {
    const found = await rows<{ table: string; columns: string }>(database.source,
      `SELECT table_name AS \`table\`, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND non_unique = 0 GROUP BY table_name, index_name`, []);
    const withoutClient = found.filter(({ table, columns: key }) => TABLE_OWNERS[table] === 'client' && key !== 'id' && !key.startsWith('client_id,'))
      .map(({ table, columns: key }) => `${table}: ${key}`).sort();
    // A user logs in by name alone. A user is one agent, a phone rings for one, a number of ours reaches one client, a form's link is all that it is opened by, a target is of one campaign, and a
    // person is on one call, whoever calls.
    expect(withoutClient).toEqual([
      'agents: switch_id,leg_address', 'agents: user_id', 'calls: live_phone', 'calls: live_target_id', 'inbound_numbers: switch_id,number', 'survey_forms: link', 'targets: campaign_id,contact_id', 'users: username',
    ]);
  });
});
