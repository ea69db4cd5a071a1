import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { useTestDatabase } from './use-test-database';

/** Stands for a migrated data source. */
class Guests {
  static opened = 0;
  constructor(private readonly pool: Pool) {}

  static async open(url: string): Promise<Guests> {
    Guests.opened += 1;
    const pool = createPool(url);
    await pool.query('CREATE TABLE IF NOT EXISTS test_guests (name VARCHAR(40) PRIMARY KEY)');
    return new Guests(pool);
  }

  async add(name: string): Promise<void> {
    await this.pool.query('INSERT INTO test_guests VALUES (?)', [name]);
  }

  async names(): Promise<unknown[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>('SELECT name FROM test_guests');
    return rows.map((row): unknown => row['name']);
  }

  async destroy(): Promise<void> {
    await this.pool.query('DROP TABLE test_guests');
    await this.pool.end();
  }
}

describe('useTestDatabase', () => {
  const database = useTestDatabase((address) => Guests.open(address.url));

  it('opens once for all tests', async () => {
    await database.source.add('علی');
    await expect(database.source.names()).resolves.toEqual(['علی']);
    expect(Guests.opened).toBe(1);
  });

  it('begins each test with empty tables', async () => {
    await expect(database.source.names()).resolves.toEqual([]);
    expect(Guests.opened).toBe(1);
  });
});
