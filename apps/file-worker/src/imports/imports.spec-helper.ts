import { ClientImports, IMPORT_LEASE, LeaseRepository, createDataSource, type Import, rows, write } from '@paceline/persistence';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { ImportService } from './import.service';

const CHUNK_BYTES = 64 * 1024;

/** Imports as the desk does them, and what they have left in the database. */
export function useImports() {
  const database = useTestDatabase(async ({ url }) => {
    const source = await createDataSource({ url, poolSize: 4 }).initialize();
    await source.runMigrations();
    return source;
  });

  async function upload(content: string | Buffer, country: string | null = null, state = 'queued'): Promise<string> {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    await write(database.source, "INSERT IGNORE INTO lists (id, name) VALUES (1, 'a list')", []);
    const { insertId } = await write(database.source,
      'INSERT INTO imports (list_id, file_name, bytes, country, state) VALUES (1, ?, ?, ?, ?)', ['a.csv', bytes.length, country, state]);
    for (let at = 0; at * CHUNK_BYTES < bytes.length; at++) {
      await write(database.source, 'INSERT INTO import_chunks (import_id, position, bytes) VALUES (?, ?, ?)',
        [insertId, at, bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)]);
    }
    return String(insertId);
  }

  /** As the desk does it: under the lease. */
  async function run(id: string, service = new ImportService(database.source)): Promise<void> {
    const leases = new LeaseRepository(database.source);
    const lease = await leases.acquire(IMPORT_LEASE, 'test', 60_000);
    if (lease === null) throw new Error('the lease is held');
    try {
      await service.begin(lease.fence);
      await service.run(id, lease.fence, new AbortController().signal);
    } finally {
      await leases.release(IMPORT_LEASE, 'test', lease.fence);
    }
  }

  const find = async (id: string): Promise<Import | null> => await database.source.manager.findOneBy('Import', { id }) as Import | null;
  const contacts = async (): Promise<{ name: string; phone: string; zone: string | null }[]> => await rows(database.source,
    'SELECT c.name, p.phone, c.zone FROM list_contacts l JOIN contacts c ON c.id = l.contact_id JOIN contact_phones p ON p.contact_id = c.id AND p.position = 0 ORDER BY c.id', []);
  const count = async (table: string): Promise<number> => Number((await rows<{ n: string }>(database.source, `SELECT COUNT(*) AS n FROM ${table}`, []))[0]?.n);
  const rejections = async (id: string): Promise<unknown[]> => await new ClientImports(database.source, { clientId: '1' }).rejections(id, 0, 100);

  return { database, upload, run, find, contacts, count, rejections };
}
