import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as lasts } from 'node:timers/promises';
import { Import, createDataSource, migrate, rows, write } from '@paceline/persistence';
import { readEnvironment, type Environment } from '@paceline/platform/environment';
import { serviceAddresses } from '@paceline/testing/test-services';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import { ReplacedApp } from '../../scripts/system/replaced-app';
import { asVariables } from './lib/as-variables';
import { DISPOSITIONS_KEPT } from './lib/dialer-rig';
import { WorkerProcess } from './lib/worker-process';

const CHUNK_BYTES = 512 * 1024;
const LEASE_TTL_MS = 2_000;
/** Batches enough that whoever is ended after the first is ended in the middle. */
const ROWS = 12_000;
const LONG_MS = 120_000;

/** Of four rows two are new contacts, one repeats a number and one has none. */
const ordinary = (rowCount: number): string => `name,phone\n${Array.from({ length: rowCount }, (_, at) => {
  const number = `+1202${5550000 + Math.floor(at / 4) * 2}`;
  return [`a${at},${number}`, `b${at},${number.slice(0, -1)}${Number(number.slice(-1)) + 1}`, `c${at},${number}`, `d${at},none`][at % 4];
}).join('\n')}\n`;

describe('file workers', () => {
  const database = useTestDatabase(async ({ url }) => {
    const source = await createDataSource({ url, poolSize: 4 }).initialize();
    await migrate(source);
    return source;
  }, DISPOSITIONS_KEPT);
  const workers: WorkerProcess[] = [];
  let environment: Environment;

  beforeEach(() => {
    environment = readEnvironment({
      NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: database.address.url, REDIS_URL: serviceAddresses().REDIS_URL, REDIS_PREFIX: `files-${randomUUID().slice(0, 8)}`,
      JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'none', LEASE_TTL_MS: String(LEASE_TTL_MS),
    });
  });
  afterEach(async () => { await Promise.all(workers.splice(0).map((worker) => worker.kill())); });

  async function start(): Promise<WorkerProcess> {
    const worker = await WorkerProcess.start(environment, 'file-worker');
    workers.push(worker);
    return worker;
  }

  async function upload(text: string): Promise<string> {
    await write(database.source, "INSERT IGNORE INTO lists (id, name) VALUES (1, 'a list')", []);
    const bytes = Buffer.from(text);
    const { insertId } = await write(database.source, "INSERT INTO imports (list_id, file_name, bytes, state) VALUES (1, 'a.csv', ?, 'uploading')", [bytes.length]);
    for (let at = 0; at * CHUNK_BYTES < bytes.length; at++) {
      await write(database.source, 'INSERT INTO import_chunks (import_id, position, bytes) VALUES (?, ?, ?)', [insertId, at, bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES)]);
    }
    await write(database.source, "UPDATE imports SET state = 'queued' WHERE id = ?", [insertId]);
    return String(insertId);
  }

  const find = (id: string): Promise<Import> => database.source.manager.findOneByOrFail(Import, { id });
  const beyond = (id: string, rowsRead: number): Promise<Import> => waitFor(`more than ${rowsRead} rows are read`, async () => {
    const now = await find(id);
    return now.rowsRead > rowsRead && now;
  }, { deadlineMs: LONG_MS });
  const ended = (id: string): Promise<Import> => waitFor('the import has ended', async () => {
    const now = await find(id);
    return now.endedAt !== null && now;
  }, { deadlineMs: LONG_MS });

  async function expectEachRowOnce(id: string): Promise<void> {
    expect(await ended(id)).toMatchObject({ state: 'done', rowsTotal: ROWS, rowsRead: ROWS, imported: ROWS / 2, known: 0, duplicates: ROWS / 4, rejected: ROWS / 4, blank: 0 });
    const [counted] = await rows(database.source, `SELECT (SELECT COUNT(*) FROM contacts) AS contacts, (SELECT COUNT(DISTINCT phone) FROM contact_phones) AS phones,
      (SELECT COUNT(*) FROM list_contacts) AS linked, (SELECT COUNT(*) FROM import_rejections) AS rejections, (SELECT COUNT(*) FROM import_chunks) AS chunks`, []);
    expect(counted).toEqual({ contacts: String(ROWS / 2), phones: String(ROWS / 2), linked: String(ROWS / 2), rejections: String(ROWS / 2), chunks: '0' });
  }

  /** The one that has the lease, and the other. */
  async function whoseLease([one, other]: readonly WorkerProcess[]): Promise<readonly [WorkerProcess, WorkerProcess]> {
    if (one === undefined || other === undefined) throw new Error('two workers are wanted');
    const [lease] = await rows<{ owner: string }>(database.source, "SELECT owner FROM leases WHERE name = 'imports'", []);
    return lease?.owner.includes(`-${one.pid}-`) === true ? [one, other] : [other, one];
  }

  it('go on with the import of one that was killed, each row once', async () => {
    const id = await upload(ordinary(ROWS));
    const first = await start();
    await beyond(id, 0);
    await first.kill();
    expect((await find(id)).state).toBe('running');
    await start();
    await expectEachRowOnce(id);
  }, LONG_MS);

  it('go on with the import of one that was stopped, and that one writes nothing more when it wakes in the middle of it', async () => {
    const both = [await start(), await start()];
    const id = await upload(ordinary(ROWS));
    const { fence } = await beyond(id, 0);
    const [first, second] = await whoseLease(both);
    first.pause();
    const taken = await waitFor('the other has the import', async () => {
      const now = await find(id);
      return now.fence !== fence && now;
    }, { deadlineMs: LONG_MS });
    first.wake();
    await beyond(id, taken.rowsRead);
    await expectEachRowOnce(id);
    expect((await find(id)).fence).toBe(taken.fence);
    expect([first.state(), second.state()]).toEqual(['runs', 'runs']);
    // Whoever was stopped is as good as any other.
    await second.kill();
    expect(await ended(await upload('name,phone\nAnn,+12025550123\n'))).toMatchObject({ state: 'done' });
  }, LONG_MS);

  it('are replaced by `npm start` when they were killed, and go on', async () => {
    const logs = mkdtempSync(path.join(os.tmpdir(), 'paceline-files-'));
    const app = new ReplacedApp({ name: 'file-worker', env: { ...asVariables(environment), FILE_WORKER_PORT: '0' }, logs });
    try {
      await app.ready();
      const id = await upload(ordinary(ROWS));
      await beyond(id, 0);
      const { pid } = app;
      process.kill(pid, 'SIGKILL');
      await expectEachRowOnce(id);
      expect(app.pid).not.toBe(pid);
    } finally {
      await app.stop();
      rmSync(logs, { recursive: true });
    }
  }, LONG_MS);

  it.each([
    ['a million empty lines', `name,phone\n${'\n'.repeat(1_000_000)}`],
    ['short rows', `name,phone,city\n${'x\n'.repeat(100_000)}`],
    ['rows of delimiters alone', `name,phone\n${`${','.repeat(800)}\n`.repeat(5_000)}`],
    ['cells of sixty numbers that are none', `name,phone\n${`x,${'1234567;'.repeat(60)}\n`.repeat(2_000)}`],
  ])('answer for their health while they read %s', async (_what, text) => {
    const worker = await start();
    const id = await upload(text);
    await waitFor('it has begun', async () => (await find(id)).state === 'running', { deadlineMs: LONG_MS });
    let answers = 0;
    let over = false;
    const end = ended(id).finally(() => { over = true; });
    while (!over) {
      expect((await fetch(`${worker.url}/health/ready`)).ok).toBe(true);
      answers++;
      await lasts(10); // the asking is not to be what keeps the machine busy
    }
    expect((await end).state).toBe('done');
    // One that reads without a breath answers before it begins and when it is done.
    expect(answers).toBeGreaterThan(3);
  }, LONG_MS);
});
