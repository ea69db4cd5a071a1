import 'reflect-metadata';
import { createDataSource, migrate } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';

/** Brings the database of DATABASE_URL up to date. Two at once wait for each other. */
async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('Set DATABASE_URL to mysql://user:password@host:port/database.');
  const dataSource = await createDataSource({ url, poolSize: 2 }).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${messageOf(thrown)}\n`);
  process.exitCode = 1;
});
