/** MariaDB and Redis for a benchmark: those of the environment, or private ones that end with this process. */
export async function benchServices(progress: (line: string) => void): Promise<{ readonly databaseUrl: string; readonly redisUrl: string }> {
  // ESM scripts that also run before any package is installed.
  const { Home } = await import('../../libs/testing/services/home.mjs');
  const { acquire } = await import('../../libs/testing/services/services.mjs');
  const { DATABASE_URL, REDIS_URL } = await acquire(new Home('test'), { pid: process.pid, log: progress });
  return { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL };
}
