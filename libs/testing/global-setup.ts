import { randomBytes } from 'node:crypto';
import { holdServices } from './test-services';

/**
 * Jest's global setup: MariaDB and Redis for this run, and a name for the run. Two runs may share the services;
 * the name keeps their databases apart. Workers inherit the environment.
 */
export default async function globalSetup(): Promise<void> {
  Object.assign(process.env, await holdServices());
  process.env['PACELINE_TEST_RUN'] = randomBytes(4).toString('hex');
}
