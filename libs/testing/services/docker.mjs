// @ts-check
// The last resort: MySQL and Redis in containers, when a container engine answers.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ServiceError } from './server.mjs';

const run = promisify(execFile);
const composeFile = path.join(path.dirname(fileURLToPath(import.meta.url)), 'compose.yml');

/** @typedef {import('./home.mjs').Home} Home */

export async function engineAnswers() {
  return run('docker', ['compose', 'version'], { timeout: 10_000 })
    .then(() => run('docker', ['info'], { timeout: 10_000 }))
    .then(() => true, () => false);
}

/** One project per checkout and scope. @param {Home} home */
export function projectOf(home) {
  return `paceline-${home.scope}-${createHash('sha256').update(home.folder).digest('hex').slice(0, 8)}`;
}

/**
 * @param {Home} home
 * @param {readonly ('mysql' | 'redis')[]} services
 * @returns {Promise<Map<'mysql' | 'redis', number>>} loopback port of each service
 */
export async function startContainers(home, services) {
  await compose(home, ['up', '--detach', '--wait', '--wait-timeout', '180', ...services]);
  const ports = new Map();
  for (const service of services) {
    const address = await compose(home, ['port', service, service === 'mysql' ? '3306' : '6379']);
    ports.set(service, Number(/:(\d+)\s*$/.exec(address)?.[1]));
  }
  return ports;
}

/** Stops them; only development data stays. @param {Home} home */
export async function stopContainers(home) {
  await compose(home, ['down', ...(home.scope === 'dev' ? [] : ['--volumes'])]);
}

/** @param {Home} home @param {string[]} args */
async function compose(home, args) {
  const secrets = home.secrets();
  const env = { ...process.env, PACELINE_ADMIN_PASSWORD: secrets.admin, PACELINE_MYSQL_PASSWORD: secrets.mysql, PACELINE_REDIS_PASSWORD: secrets.redis };
  try {
    return (await run('docker', ['compose', '--file', composeFile, '--project-name', projectOf(home), ...args], { env, timeout: 600_000 })).stdout;
  } catch (error) {
    const said = /** @type {{ stderr?: string, message: string }} */ (error);
    throw new ServiceError(`docker compose ${args[0]} failed: ${(said.stderr || said.message).trim()}`);
  }
}
