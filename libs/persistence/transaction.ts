import type { DataSource, EntityManager } from 'typeorm';

const DEADLOCK = 1213;
const ATTEMPTS = 5;

/** MySQL's error number of something thrown by the driver, 0 when it has none. */
export function mysqlErrorOf(thrown: unknown): number {
  if (typeof thrown !== 'object' || thrown === null) return 0;
  const { errno, driverError } = thrown as { errno?: unknown; driverError?: { errno?: unknown } };
  const number = errno ?? driverError?.errno;
  return typeof number === 'number' ? number : 0;
}

export const DUPLICATE_ENTRY = 1062;

/**
 * Runs `work` in one transaction. A deadlock's victim (1213) was rolled back whole by the database, so
 * the whole transaction is tried again; everything else is thrown. `work` must have no effect outside
 * the database.
 */
export async function inTransaction<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await dataSource.transaction(work);
    } catch (thrown) {
      if (mysqlErrorOf(thrown) !== DEADLOCK || attempt === ATTEMPTS) throw thrown;
    }
  }
}

/** What a raw UPDATE or INSERT answers. */
export interface WriteResult { readonly affectedRows: number; readonly insertId: number }

export async function write(on: DataSource | EntityManager, sql: string, parameters: readonly unknown[]): Promise<WriteResult> {
  // mysql2 answers a ResultSetHeader to every write.
  return await on.query<WriteResult>(sql, [...parameters]);
}

export async function rows<T>(on: DataSource | EntityManager, sql: string, parameters: readonly unknown[]): Promise<T[]> {
  // mysql2 answers an array of rows to every SELECT.
  return await on.query<T[]>(sql, [...parameters]);
}

const PASSING_ERRORS = new Set([
  1205, 1213, // ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK
  1040, 1203, 1226, // ER_CON_COUNT_ERROR, ER_TOO_MANY_USER_CONNECTIONS, ER_USER_LIMIT_REACHED
  1053, 1317, 1927, // ER_SERVER_SHUTDOWN, ER_QUERY_INTERRUPTED, ER_CONNECTION_KILLED
  4031, // ER_CLIENT_INTERACTION_TIMEOUT: this process did not run for so long that MySQL ended its session
  1290, 1836, // ER_OPTION_PREVENTS_STATEMENT, ER_READ_ONLY_MODE: a replica that is about to be promoted
]);

/** Whether the same statement may succeed later as it is: the database is away, busy, or was interrupted. */
export function isPassing(thrown: unknown): boolean {
  const number = mysqlErrorOf(thrown);
  if (number > 0) return PASSING_ERRORS.has(number);
  const { code, driverError } = Object(thrown) as { code?: unknown; driverError?: { code?: unknown } };
  const found = code ?? driverError?.code;
  const word = typeof found === 'string' ? found : '';
  return /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOENT|ENOTFOUND|EAI_AGAIN|PROTOCOL_|POOL_CLOSED|ER_SERVER_SHUTDOWN)/.test(word)
    || (thrown instanceof Error && /closed state|Connection lost|Pool is closed|Queue limit/.test(thrown.message));
}
