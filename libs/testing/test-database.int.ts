import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { dropDatabase, scratchDatabase, truncateAll, workerDatabase } from './test-database';

describe('a test database', () => {
  let connection: Connection;
  const count = async (table: string): Promise<number> => {
    const [rows] = await connection.query<(RowDataPacket & { n: number })[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return rows[0]?.n ?? NaN;
  };

  afterEach(() => connection.end());

  it('is one per worker, and the same the second time', async () => {
    const [first, second] = [await workerDatabase(), await workerDatabase()];
    connection = await createConnection(first.url);
    expect(second).toEqual(first);
    expect(first.database).toMatch(/^paceline_test_[0-9a-f]{8}_\d+$/);
  });

  it('is emptied through foreign keys, counters included, except for the tables to keep', async () => {
    const address = await scratchDatabase();
    connection = await createConnection(address.url);
    await connection.query('CREATE TABLE migrations (id INT PRIMARY KEY)');
    await connection.query('CREATE TABLE parents (id INT AUTO_INCREMENT PRIMARY KEY)');
    await connection.query('CREATE TABLE children (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parents (id))');
    await connection.query('CREATE TABLE `od``d name` (id INT PRIMARY KEY)');
    await connection.query('CREATE VIEW everyone AS SELECT id FROM parents');
    await connection.query('INSERT INTO migrations VALUES (1)');
    await connection.query('INSERT INTO parents VALUES (), ()');
    await connection.query('INSERT INTO children VALUES (1, 2)');
    await connection.query('INSERT INTO `od``d name` VALUES (1)');

    await truncateAll(address);

    expect([await count('migrations'), await count('parents'), await count('children'), await count('`od``d name`')]).toEqual([1, 0, 0, 0]);
    await connection.query('INSERT INTO parents VALUES ()');
    const [rows] = await connection.query<RowDataPacket[]>('SELECT id FROM parents');
    expect(rows).toEqual([{ id: 1 }]);
    await dropDatabase(address);
  });

  it('is held to the rules that MySQL 8 has by default', async () => {
    connection = await createConnection((await workerDatabase()).url);
    const [rows] = await connection.query<RowDataPacket[]>('SELECT @@sql_mode AS mode, @@time_zone AS zone, @@character_set_database AS charset');
    expect(rows[0]).toMatchObject({ zone: '+00:00', charset: 'utf8mb4' });
    expect(String(rows[0]?.['mode']).split(',')).toEqual(expect.arrayContaining(['STRICT_TRANS_TABLES', 'ONLY_FULL_GROUP_BY']));
  });
});
