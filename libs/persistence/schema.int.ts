import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';
import { createDataSource, ENTITIES } from './data-source';
import { Campaign } from './entities/campaigns';
import { makeCampaign, openMigrated } from './fixtures.int-helper';
import { migrate } from './migrate';
import { rows, write } from './transaction';

/** Tables that no entity is of: written and read by SQL alone. */
const WITHOUT_ENTITY = ['caller_number_days', 'campaign_answers', 'campaign_decisions', 'campaign_outcomes', 'campaign_pacing', 'dialing_stops', 'gateway_days', 'campaign_put_off', 'comment_tags', 'logins', 'machine_messages', 'migrations', 'outside_legs', 'severed_interviews', 'survey_tallies'];
const GENERATED = ['calls.live_phone', 'calls.live_target_id', 'queue_callbacks.live_phone'];

interface Described { readonly name: string; readonly type: string; readonly nullable: boolean; readonly hasDefault: boolean; readonly primary: boolean }

describe('the schema', () => {
  const database = useTestDatabase(openMigrated);

  async function describedInDatabase(table: string): Promise<Described[]> {
    const columns = await rows<{ name: string; type: string; length: string | null; instantPrecision: string | null; full: string; nullable: string; fallback: string | null; extra: string; keyed: string }>(database.source,
      `SELECT column_name AS name, data_type AS type, character_maximum_length AS length, datetime_precision AS instantPrecision, column_type AS full,
              is_nullable AS nullable, column_default AS fallback, extra AS extra, column_key AS keyed
         FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?`, [table]);
    return columns.filter(({ name }) => !GENERATED.includes(`${table}.${name}`)).map((column) => ({
      name: column.name,
      type: typeInDatabase(column),
      nullable: column.nullable === 'YES',
      hasDefault: (column.fallback !== null && column.fallback !== 'NULL') || column.extra.includes('auto_increment'),
      primary: column.keyed === 'PRI',
    }));
  }

  it.each(ENTITIES.map((entity) => [entity.name, entity] as const))('of %s is what its entity says: names, types, nullability, defaults, keys', async (_name, entity) => {
    const metadata = database.source.getMetadata(entity);
    const inCode = metadata.columns.map((column): Described => ({
      name: column.databaseName, type: typeInCode(column), nullable: column.isNullable,
      hasDefault: column.default !== undefined || column.isGenerated, primary: column.isPrimary,
    }));
    expect(byName(await describedInDatabase(metadata.tableName))).toEqual(byName(inCode));
  });

  it('has an entity for every table, and no entity without a table', async () => {
    const tables = await rows<{ name: string }>(database.source, 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()', []);
    expect(tables.map(({ name }) => name).sort()).toEqual([...WITHOUT_ENTITY, ...database.source.entityMetadatas.map(({ tableName }) => tableName)].sort());
  });

  it('says which columns are unique where the entity does', async () => {
    for (const metadata of database.source.entityMetadatas) {
      for (const { columns } of metadata.uniques) {
        const keys = await rows<{ columns: string }>(database.source,
          `SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 GROUP BY index_name`, [metadata.tableName]);
        expect(keys.map((key) => key.columns)).toContain(columns.map((column) => column.databaseName).join(','));
      }
    }
  });

  it('gives rows back as they were written: JSON, instants to the millisecond, ids without lost digits', async () => {
    const name = 'نام 😀 "quoted" \\ \'';
    const at = new Date('2026-03-29T01:30:00.123Z');
    await makeCampaign(database.source, name);
    await write(database.source, 'UPDATE campaigns SET id = 9007199254740993', []);
    await database.source.manager.update(Campaign, { id: '9007199254740993' }, { startedAt: at });
    const campaign = await database.source.manager.findOneByOrFail(Campaign, { name });
    expect(campaign).toMatchObject({ id: '9007199254740993', name, gateways: ['trunk'], startedAt: at, endedAt: null });
    expect(campaign.callingHours[1]).toEqual([{ fromMin: 480, toMin: 1260 }]);
    expect(Math.abs(campaign.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
  });
});

describe('the migrations', () => {
  it('run on an empty database, once, by one of those that start at the same time, and again over what a crash left', async () => {
    const address = await scratchDatabase();
    const sources = await Promise.all([1, 2, 3].map(() => createDataSource({ url: address.url, poolSize: 3 }).initialize()));
    const [source] = sources;
    const all = source?.migrations.length;
    if (source === undefined) throw new Error('no data source');
    const count = async (table: string): Promise<number> => Number((await rows<{ n: string }>(source, `SELECT COUNT(*) AS n FROM ${table}`, []))[0]?.n);

    await Promise.all(sources.map((each) => migrate(each)));
    expect([await count('migrations'), await count('dispositions')]).toEqual([all, 7]);

    await write(source, 'DROP TABLE recordings', []);
    await write(source, "DELETE FROM dispositions WHERE code = 'call-again'", []);
    await write(source, 'DELETE FROM migrations', []);
    await migrate(source);
    expect([await count('migrations'), await count('dispositions'), await count('recordings')]).toEqual([all, 7, 0]);

    await Promise.all(sources.map((each) => each.destroy()));
    await dropDatabase(address);
  });
});

describe('every session', () => {
  const database = useTestDatabase(openMigrated);

  it('sees what others committed a moment ago, and lives in UTC', async () => {
    const id = await makeCampaign(database.source);
    const status = async (on: Parameters<typeof rows>[0]): Promise<string | undefined> =>
      (await rows<{ status: string }>(on, 'SELECT status FROM campaigns WHERE id = ?', [id]))[0]?.status;
    await database.source.transaction(async (manager) => {
      expect(await status(manager)).toBe('running');
      await write(database.source, "UPDATE campaigns SET status = 'paused' WHERE id = ?", [id]);
      expect(await status(manager)).toBe('paused'); // REPEATABLE READ would still say running
    });
    const zones = await Promise.all(Array.from({ length: 8 }, () => rows<{ zone: string }>(database.source, 'SELECT @@session.time_zone AS zone, SLEEP(0.01)', [])));
    expect(new Set(zones.flat().map(({ zone }) => zone))).toEqual(new Set(['+00:00']));
  });

  it('is closed by its pool when nobody uses it, long before the server ends it', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => database.source.transaction(async (manager) => {
      await write(manager, 'SET SESSION wait_timeout = DEFAULT', []); // now the pool alone may
      return (await rows<{ id: string }>(manager, 'SELECT CONNECTION_ID() AS id, SLEEP(0.05)', []))[0]?.id;
    })));
    expect(new Set(opened).size).toBe(4);
    // Asked on one session; those that lie below it are idle.
    const left = async (): Promise<number> => (await rows(database.source, 'SELECT id FROM information_schema.processlist WHERE id IN (?, ?, ?, ?)', opened)).length;
    await waitFor('three of the four are closed', async () => await left() <= 1);
  });
});

const byName = (columns: readonly Described[]): Described[] => [...columns].sort((a, b) => a.name.localeCompare(b.name));

function typeInDatabase(column: { readonly type: string; readonly length: string | null; readonly instantPrecision: string | null; readonly full: string }): string {
  // MariaDB keeps JSON in a LONGTEXT that it checks.
  if (column.type === 'longtext') return 'json';
  if (column.full.startsWith('tinyint(1)')) return 'boolean';
  const precision = column.type === 'datetime' ? `(${Number(column.instantPrecision)})` : /char$/.test(column.type) ? `(${Number(column.length)})` : '';
  return `${column.type}${precision}${column.full.includes('unsigned') ? ' unsigned' : ''}`;
}

function typeInCode(column: ColumnMetadata): string {
  if (typeof column.type !== 'string') throw new Error(`${column.propertyPath} has no type of the database's`);
  const precision = column.type === 'datetime' ? `(${column.precision ?? 0})` : column.length === '' ? '' : `(${column.length})`;
  return `${column.type}${precision}${column.unsigned ? ' unsigned' : ''}`;
}
