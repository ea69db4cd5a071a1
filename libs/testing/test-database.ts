import { randomBytes } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { serviceAddresses } from './test-services';

/** Where a test's database is, in the words of TypeORM's options. */
export interface DatabaseAddress {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** Nobody should hold a table for so long; the error names the table that a test left locked. */
const LOCK_WAIT_SEC = 10;

/**
 * The database of this Jest worker, made when it is not there yet. Test files of one worker run one after
 * the other and share it: migrate it (which does nothing the second time) and empty it with `truncateAll`.
 */
export async function workerDatabase(): Promise<DatabaseAddress> {
  const { run } = serviceAddresses();
  return createDatabase(`paceline_test_${run}_${process.env['JEST_WORKER_ID'] ?? '0'}`);
}

/** A new, empty database of its own, for tests of migrations; `dropDatabase` it, or leave it to the end of the run. */
export async function scratchDatabase(): Promise<DatabaseAddress> {
  const { run } = serviceAddresses();
  return createDatabase(`paceline_test_${run}_${randomBytes(4).toString('hex')}`);
}

/** Removes a test's database with everything in it. */
export async function dropDatabase(address: DatabaseAddress): Promise<void> {
  await withConnection(address.url, (connection) => connection.query(`DROP DATABASE IF EXISTS ${quoted(address.database)}`));
}

/** Removes all databases of this run. */
export async function dropTestDatabases(): Promise<void> {
  const { DATABASE_URL, run } = serviceAddresses();
  await withConnection(withoutDatabase(DATABASE_URL), async (connection) => {
    const names = await column(connection, 'SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name LIKE ?', [`paceline\\_test\\_${run}\\_%`]);
    for (const name of names) await connection.query(`DROP DATABASE IF EXISTS ${quoted(name)}`);
  });
}

/**
 * Empties every table that holds rows, foreign keys or not, and starts its counters anew.
 * @param keep tables that stay as they are; by default TypeORM's record of migrations
 */
export async function truncateAll(address: DatabaseAddress, keep: readonly string[] = ['migrations']): Promise<void> {
  await withConnection(address.url, async (connection) => {
    const tables = await column(connection, "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'");
    const filled = await filledTables(connection, tables.filter((table) => !keep.includes(table)));
    await connection.query(`SET SESSION foreign_key_checks = 0, lock_wait_timeout = ${LOCK_WAIT_SEC}`);
    for (const table of filled) await connection.query(`TRUNCATE TABLE ${quoted(table)}`);
  });
}

async function createDatabase(name: string): Promise<DatabaseAddress> {
  const { DATABASE_URL } = serviceAddresses();
  await withConnection(withoutDatabase(DATABASE_URL), (connection) => connection.query(`CREATE DATABASE IF NOT EXISTS ${quoted(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`));
  const url = new URL(DATABASE_URL);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    host: url.hostname,
    port: Number(url.port || 3306),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: name,
  };
}

async function filledTables(connection: Connection, tables: readonly string[]): Promise<string[]> {
  if (tables.length === 0) return [];
  const probes = tables.map((table) => `SELECT ? AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM ${quoted(table)})`);
  return column(connection, probes.join(' UNION ALL '), tables);
}

async function column(connection: Connection, sql: string, values: readonly string[] = []): Promise<string[]> {
  const [rows] = await connection.query<(RowDataPacket & { name: string })[]>(sql, [...values]);
  return rows.map((row) => row.name);
}

async function withConnection<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection(url);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

function withoutDatabase(address: string): string {
  const url = new URL(address);
  url.pathname = '/';
  return url.href;
}

function quoted(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}
