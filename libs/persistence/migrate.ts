import type { DataSource } from 'typeorm';
import { guardAuditTrail } from './audit-guard';
import { IDLE_SESSION_SEC } from './data-source';
import { rows } from './transaction';

const WAIT_SEC = 120;

/** It may have 64 characters (MySQL), the name of a database too: hence a digest, and one that MySQL after 9.5 still has. */
const LOCK_NAME = "CONCAT('paceline-migrate-', LEFT(SHA2(DATABASE(), 256), 32))";

/** Brings the schema up to date, one process at a time: two starts at once wait for each other. Needs two connections. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    // This session is idle for as long as the migrations run in another one.
    await runner.query('SET SESSION wait_timeout = DEFAULT');
    const [lock] = await rows<{ got: string | number | null }>(runner.manager, `SELECT GET_LOCK(${LOCK_NAME}, ?) AS got`, [WAIT_SEC]);
    if (Number(lock?.got) !== 1) throw new Error(`Another process has been migrating the database for more than ${WAIT_SEC} s.`);
    try {
      await dataSource.runMigrations({ transaction: 'none' });
      await guardAuditTrail(dataSource.manager);
    } finally {
      await rows(runner.manager, `SELECT RELEASE_LOCK(${LOCK_NAME})`, []);
      await runner.query(`SET SESSION wait_timeout = ${IDLE_SESSION_SEC}`);
    }
  } finally {
    await runner.release();
  }
}
