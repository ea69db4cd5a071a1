// @ts-check
// Services that the environment names are used as they are, and never started or stopped by us.
import { accepts, mysqlGreets } from './network.mjs';
import { ServiceError } from './server.mjs';

/**
 * The database's address from DATABASE_URL, or from MYSQL_HOST and its companions.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function databaseUrlOf(env) {
  if (env['DATABASE_URL']) return env['DATABASE_URL'];
  if (!env['MYSQL_HOST']) return null;
  const url = new URL('mysql://localhost');
  url.hostname = env['MYSQL_HOST'];
  url.port = env['MYSQL_PORT'] ?? '3306';
  url.username = env['MYSQL_USER'] ?? 'paceline';
  url.password = env['MYSQL_PASSWORD'] ?? '';
  url.pathname = `/${env['MYSQL_DATABASE'] ?? 'paceline'}`;
  return url.href;
}

/**
 * Redis's address from REDIS_URL, or from REDIS_HOST and its companions.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
export function redisUrlOf(env) {
  if (env['REDIS_URL']) return env['REDIS_URL'];
  if (!env['REDIS_HOST']) return null;
  const url = new URL('redis://localhost');
  url.hostname = env['REDIS_HOST'];
  url.port = env['REDIS_PORT'] ?? '6379';
  url.password = env['REDIS_PASSWORD'] ?? '';
  return url.href;
}

/** @param {string} databaseUrl */
export async function requireDatabase(databaseUrl) {
  const { hostname, port } = parse(databaseUrl, 'DATABASE_URL');
  if (!(await mysqlGreets(hostname, Number(port || 3306)))) {
    throw new ServiceError(`the environment names a database at ${hostname}:${port || 3306}, but none answers there`);
  }
}

/** @param {string} redisUrl */
export async function requireRedis(redisUrl) {
  const { hostname, port } = parse(redisUrl, 'REDIS_URL');
  if (!(await accepts(hostname, Number(port || 6379)))) {
    throw new ServiceError(`the environment names a Redis at ${hostname}:${port || 6379}, but none answers there`);
  }
}

/** @param {string} address @param {string} name */
function parse(address, name) {
  try {
    return new URL(address);
  } catch {
    throw new ServiceError(`${name} is not a URL`);
  }
}
