// @ts-check
// `npm run demo`, from a bare clone: installs packages, starts private services, runs a campaign and two queues, cleans up.
import path from 'node:path';
import { ensureInstalled } from './packages.mjs';
import { databaseUrlOf } from '../libs/testing/services/environment.mjs';
import { Home, projectRoot } from '../libs/testing/services/home.mjs';
import { runWithServices } from '../libs/testing/services/run.mjs';
import { ServiceError } from '../libs/testing/services/server.mjs';

const home = new Home('demo');
const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
try {
  await ensureInstalled();
  // Packages are there now; from here on the rest is TypeScript.
  const which = ['promotion', 'survey'].find((day) => process.argv.includes(`--${day}`)) ?? 'main';
  const command = [process.execPath, '-r', '@swc-node/register', path.join(projectRoot, 'scripts/demo', `${which}.ts`), '--home', home.folder];
  // Our own database begins anew; one that the environment names is never emptied.
  if (databaseUrlOf(process.env) === null) command.push('--fresh');
  command.push(...process.argv.slice(2));
  process.exitCode = await runWithServices(home, command, log);
} catch (error) {
  log(error instanceof ServiceError || error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
