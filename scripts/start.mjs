// @ts-check
// `npm start`, from a bare clone: the whole system on this machine, until Ctrl-C.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './packages.mjs';
import { databaseUrlOf } from '../libs/testing/services/environment.mjs';
import { Home, projectRoot } from '../libs/testing/services/home.mjs';
import { accepts } from '../libs/testing/services/network.mjs';
import { runWithServices } from '../libs/testing/services/run.mjs';
import { asOnlyStart } from './system/only-start.mjs';

const USAGE = `npm start: the whole system on this machine, until Ctrl-C. It takes variables, no options:
  API_PORT                  where the API listens, 3000 without it
  FREESWITCH_HOST, …        a real switch instead of a simulated one
  DATABASE_URL, REDIS_URL   a database and a Redis instead of private ones
docs/environment.md has them all.`;
/** Of a command that was asked to stop: by itself, or 128 and the number of SIGHUP, SIGINT, SIGTERM. */
const STOPPED = [0, 129, 130, 143];

const home = new Home('dev');
const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);

/** @returns {Promise<number>} exit code */
async function main() {
  if (parseArgs({ options: { help: { type: 'boolean', default: false } } }).values.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  return await asOnlyStart(home, async () => {
    const port = Number(process.env['API_PORT'] || 3000);
    if (port > 0 && port < 65_536 && await accepts('127.0.0.1', port)) throw new Error(`Port ${port} of 127.0.0.1 is taken: set API_PORT to another.`);
    await ensureInstalled();
    log('starting Paceline …');
    const command = [process.execPath, '-r', '@swc-node/register', path.join(projectRoot, 'scripts/system/main.ts'), '--home', home.folder];
    const code = await runWithServices(home, command, log);
    if (STOPPED.includes(code)) log(farewell());
    return code;
  }, log);
}

function farewell() {
  if (databaseUrlOf(process.env) !== null) return 'Paceline has stopped. Its data stay in the database that the environment names.';
  const relative = path.relative(process.cwd(), home.folder);
  const folder = relative.startsWith('..') ? home.folder : relative;
  return `Paceline has stopped. Its data stay in ${folder}, and the next npm start goes on with them; to begin anew, remove that folder.`;
}

try {
  process.exitCode = await main();
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
