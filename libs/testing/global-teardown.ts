import { releaseServices } from './test-services';
import { dropTestDatabases } from './test-database';

/** Jest's global teardown: this run's databases go, and the services with their last user. */
export default async function globalTeardown(): Promise<void> {
  await dropTestDatabases();
  await releaseServices();
}
