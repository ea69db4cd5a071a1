import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createApp } from '../../apps/api/src/create-app';
import { createDataSource, migrate, rows } from '@paceline/persistence';
import { environmentSchema } from '@paceline/platform/environment';
import { serviceAddresses } from '@paceline/testing/test-services';
import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';
import { waitFor } from '@paceline/testing/wait-for';
import type { DataSource } from 'typeorm';
import { compiledApp } from './lib/compiled-apps';

const FILES = 400;
/** Two starts of the API. */
const TEST_TIMEOUT_MS = 90_000;

/** The API as a process of its own, which can end between any two instructions. */
async function startApi(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = fork(compiledApp('api'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { PATH: process.env['PATH'], ...env } });
  await Promise.race<unknown>([
    once(child, 'message'),
    once(child, 'exit').then(() => { throw new Error('the API ended before it listened'); }),
  ]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('an API that is killed while it works off the spool', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-spool-'));
  let address: Awaited<ReturnType<typeof scratchDatabase>>;
  let database: DataSource;
  beforeAll(async () => {
    address = await scratchDatabase();
    database = await createDataSource({ url: address.url, poolSize: 2 }).initialize();
    await migrate(database);
  });
  afterAll(async () => {
    await database.destroy();
    await dropDatabase(address);
    rmSync(folder, { recursive: true });
  });

  it('has every record taken in once when there is another, and no file left', async () => {
    const [busy = ''] = readFileSync(path.resolve(__dirname, '../../libs/telephony/call-records/fixtures/recorded.jsonl'), 'utf8').split('\n');
    const text = JSON.stringify((JSON.parse(busy) as { record: unknown }).record); // its lines are of this form
    const ids = Array.from({ length: FILES }, (_, index) => `abcdabcd-0000-4000-8000-${String(index).padStart(12, '0')}`);
    for (const id of ids) writeFileSync(path.join(folder, `${id}.cdr.json`), text.replaceAll('00000001-0000-4000-8000-000000000001', id));
    const env = {
      NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: address.url, REDIS_URL: serviceAddresses().REDIS_URL, REDIS_PREFIX: 'spool-killed',
      JWT_SECRET: 'x'.repeat(32), FREESWITCH_PASSWORD: 'unused', API_PORT: '0', API_METRICS_PORT: '0', CALL_RECORD_SPOOL_DIR: folder,
    };
    const count = async (): Promise<number> => Number((await rows<{ n: string }>(database, 'SELECT COUNT(*) AS n FROM switch_records', []))[0]?.n);

    const killed = await startApi(env);
    await waitFor('some are taken in', async () => await count() >= FILES / 8, { everyMs: 5 });
    await kill(killed);
    const left = readdirSync(folder).length;
    // It was in the middle: no file is gone whose record is not there.
    expect(left).toBeGreaterThan(0);
    expect(await count() + left).toBeGreaterThanOrEqual(FILES);

    const next = await createApp(environmentSchema.parse(env));
    await next.init();
    await waitFor('the spool is empty', () => readdirSync(folder).length === 0);
    expect(await count()).toBe(FILES);
    await next.close();
  }, TEST_TIMEOUT_MS);
});
