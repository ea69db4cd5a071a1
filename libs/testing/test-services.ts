import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const projectRoot = path.resolve(__dirname, '../..');
const cli = path.join(__dirname, 'services/cli.mjs');

/** Addresses of the MariaDB and the Redis that tests use. */
export interface ServiceAddresses {
  readonly DATABASE_URL: string;
  readonly REDIS_URL: string;
}

/**
 * Starts the services of the tests, or joins those that run or that the environment names, until
 * `releaseServices` or until this process ends, whatever comes first.
 */
export async function holdServices(): Promise<ServiceAddresses> {
  const { stdout } = await run(process.execPath, [cli, 'hold', '--scope', 'test', '--pid', String(process.pid)]);
  const addresses: unknown = JSON.parse(stdout);
  if (!isServiceAddresses(addresses)) throw new Error(`${cli} hold answered ${stdout}`);
  return addresses;
}

/** Ends what `holdServices` began. */
export async function releaseServices(): Promise<void> {
  await run(process.execPath, [cli, 'release', '--scope', 'test', '--pid', String(process.pid)]);
}

/** The addresses that the global setup left in the environment; throws when there was none. */
export function serviceAddresses(env: NodeJS.ProcessEnv = process.env): ServiceAddresses & { readonly run: string } {
  const { DATABASE_URL, REDIS_URL, PACELINE_TEST_RUN } = env;
  if (!DATABASE_URL || !REDIS_URL || !PACELINE_TEST_RUN) {
    throw new Error('no test services: only *.int.ts and *.e2e.ts have them (libs/testing/global-setup.ts)');
  }
  return { DATABASE_URL, REDIS_URL, run: PACELINE_TEST_RUN };
}

/** A folder for what tests start on their own; servers in it are ended with the test services at the latest. */
export function testFolder(): string {
  const folder = path.join(process.env['PACELINE_DATA_DIR'] ?? path.join(projectRoot, '.paceline'), 'test', 'private');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function isServiceAddresses(value: unknown): value is ServiceAddresses {
  return typeof value === 'object' && value !== null
    && 'DATABASE_URL' in value && typeof value.DATABASE_URL === 'string'
    && 'REDIS_URL' in value && typeof value.REDIS_URL === 'string';
}
