// @ts-check
// `npm run soak -- --minutes N --cps C`: the whole system under load and faults on private services, checked as it runs.
import path from 'node:path';
import { ensureInstalled } from './packages.mjs';
import { Home, projectRoot } from '../libs/testing/services/home.mjs';
import { runWithServices } from '../libs/testing/services/run.mjs';

// A home of its own: a soak restarts its services, and nobody else may be on them.
const home = new Home('demo', path.join(projectRoot, '.paceline', 'soak'));
const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
try {
  await ensureInstalled();
  const command = [process.execPath, '-r', '@swc-node/register', path.join(projectRoot, 'scripts/soak/main.ts'), '--home', home.folder, ...process.argv.slice(2)];
  // Faults end connections and restart servers: never those of somebody else.
  for (const name of ['DATABASE_URL', 'MYSQL_HOST', 'REDIS_URL', 'REDIS_HOST']) delete process.env[name];
  process.exitCode = await runWithServices(home, command, log);
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
