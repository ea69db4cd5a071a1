import { setTimeout as lasts } from 'node:timers/promises';
import { rows } from '@paceline/persistence';
import { startPrivateMariadb, type PrivateMariadb } from '@paceline/testing/private-mariadb';
import { waitFor } from '@paceline/testing/wait-for';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { numbers, talker, violations } from '../e2e/lib/dialer-aids';
import { DialerRig } from '../e2e/lib/dialer-rig';
import { DatabaseLink } from './lib/database-link';
import { ALL_WELL, LongDay } from './lib/long-day';

/** Longer than the database is away: what a lease that runs out meanwhile costs is not asked here. */
const LEASE_TTL_MS = '20000';
const LOCK_WAIT_SEC = 1;

/** Every connection of our user, the worker's and the test's. */
const OUR_CONNECTIONS = 'SELECT id AS n FROM information_schema.processlist WHERE user = ?';
const WAITING = "SELECT trx_id AS n FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
const DEADLOCKS = "SELECT variable_value AS n FROM information_schema.global_status WHERE variable_name = 'Innodb_deadlocks'";

let mariadb: PrivateMariadb;

beforeAll(async () => { mariadb = await startPrivateMariadb(); }, 60_000);
afterAll(async () => { await mariadb.stop(); });

async function numbersOf(connection: Connection, sql: string, parameters: readonly string[] = []): Promise<number[]> {
  const [found] = await connection.query<(RowDataPacket & { n: number | string })[]>(sql, [...parameters]);
  return found.map(({ n }) => Number(n));
}

describe('a database that fails in the middle of a day', () => {
  let link: DatabaseLink;
  let day: LongDay;
  beforeAll(async () => {
    await mariadb.asAdmin((admin) => admin.query('SET GLOBAL innodb_lock_wait_timeout = ?', [LOCK_WAIT_SEC]));
    link = await DatabaseLink.open(mariadb.address);
    const rig = await LongDay.openRig({ DATABASE_URL: link.url, LEASE_TTL_MS }, mariadb.address);
    await rig.workerReady(await rig.startWorker());
    day = await LongDay.begin(rig);
  });
  afterAll(async () => {
    await day.rig.close();
    await link.close();
  });

  /** Seconds, where a minute is allowed: a database that is back is used again at once. */
  async function goesOn(): Promise<void> {
    expect(await day.dialsOn()).toBeLessThan(10_000);
  }

  it.each([
    ['a claim', /INSERT INTO calls /],
    ['the commit before the socket', /SET state = 'originating'/],
    ['what happened to a call and its evidence', /^(?![\s\S]*campaign_outcomes)[\s\S]*UPDATE calls FORCE INDEX \(PRIMARY\) SET fence[\s\S]*INSERT INTO call_events/],
    ['an end', /INSERT INTO campaign_outcomes/],
    ['a settlement', /^(?![\s\S]*campaign_outcomes)[\s\S]*SET c\.settled_at/],
    ['a recording\'s start', /INTO recordings/],
    ['a recording\'s end', /UPDATE recordings/],
    ['a lease', /UPDATE leases/],
  ])('carries out %s and loses the answer', async (_what, write) => {
    for (let times = 1; times <= 3; times++) await link.loseAnswer(write);
    await goesOn();
  });

  it('breaks every connection again and again', async () => {
    for (let times = 1; times <= 10; times++) {
      await mariadb.asAdmin(async (admin) => {
        const ids = await numbersOf(admin, OUR_CONNECTIONS, [mariadb.address.username]);
        for (const id of ids) await admin.query('KILL CONNECTION ?', [id]).catch(() => undefined); // it may be gone already
      });
      await lasts(150);
    }
    await goesOn();
  });

  it.each(['targets', 'calls', 'campaign_outcomes', 'leases', 'agents'])('has %s locked for longer than anybody waits', async (table) => {
    await mariadb.asAdmin(async (admin) => {
      await admin.query('START TRANSACTION');
      await admin.query(`SELECT * FROM ${table} FOR UPDATE`);
      await lasts(3 * LOCK_WAIT_SEC * 1000);
      await admin.query('ROLLBACK');
    });
    await goesOn();
  });

  it('makes ends of calls the victims of deadlocks', async () => {
    await mariadb.asAdmin(async (admin) => {
      const counted = async (): Promise<number> => (await numbersOf(admin, DEADLOCKS))[0] ?? 0;
      const before = await counted();
      await admin.query('CREATE TABLE weights (n INT PRIMARY KEY)');
      // Not each time: who waits may hold nothing yet that is asked for.
      for (let times = 1; times <= 30 && await counted() - before < 5; times++) {
        await admin.query('START TRANSACTION');
        // Whoever has written less is the victim.
        await admin.query(`INSERT INTO weights VALUES ${Array.from({ length: 200 }, (_, n) => `(${n})`).join(', ')}`);
        await admin.query('SELECT * FROM campaign_outcomes FOR UPDATE');
        await waitFor('an end waits', async () => (await numbersOf(admin, WAITING)).length > 0, { everyMs: 200 }); // that table is made anew only when nobody has read it for 100 ms
        await admin.query('SELECT * FROM calls WHERE settled_at IS NULL FOR UPDATE');
        await admin.query('ROLLBACK');
      }
      await admin.query('DROP TABLE weights');
      expect(await counted() - before).toBeGreaterThanOrEqual(5);
    });
    await goesOn();
  });

  it('is read only for some seconds', async () => {
    await mariadb.asAdmin(async (admin) => {
      await admin.query('SET GLOBAL read_only = 1');
      await lasts(3_000);
      await admin.query('SET GLOBAL read_only = 0');
    });
    await goesOn();
  });

  it('is killed and away for five seconds', async () => {
    await mariadb.kill();
    await lasts(5_000);
    await mariadb.start();
    await goesOn();
  });

  it('has lost nothing of it, and counted nothing twice', async () => {
    expect(await day.close()).toEqual(ALL_WELL);
    const twice = 'SELECT call_id, at, kind, COUNT(*) AS times FROM call_events GROUP BY call_id, at, kind, data HAVING COUNT(*) > 1';
    expect(await rows(day.rig.dataSource, twice, [])).toEqual([]);
    expect(await rows(day.rig.dataSource, "SELECT id FROM calls WHERE hangup_cause = 'LOST'", [])).toEqual([]);
  });
});

describe('a database that is away for longer than the lease', () => {
  let rig: DialerRig;
  beforeAll(async () => {
    rig = await DialerRig.open({ callees: [talker(/^\+1415600\d{4}$/, 300)], env: { LEASE_TTL_MS: '2000', LOST_GRACE_MS: '1000' }, address: mariadb.address });
  });
  afterAll(async () => { await rig.close(); });

  it('gets what was heard before the lease ran out', async () => {
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    const campaign = await rig.campaign(numbers('short-talk', 1), { wrapUpSec: 0 });
    await rig.agents(1, [campaign]);
    const { id } = await rig.call(campaign, 'is on its way', ({ state }) => state !== 'planned');
    await waitFor('the two talk', () => (rig.simulated.callOf(id)?.bridges.length ?? 0) > 0, { everyMs: 1 });
    await mariadb.kill();
    await waitFor('the lease has run out', () => !worker.ownsSwitch && !worker.ready);
    expect(rig.simulated.callOf(id)?.endedAtMs).not.toBeNull();
    await mariadb.start();
    await rig.completed(campaign);
    expect(await rig.calls(campaign)).toMatchObject([{ outcome: 'connected', hangupCause: 'NORMAL_CLEARING' }]);
    expect(await violations(rig, campaign)).toEqual([]);
  });
});
