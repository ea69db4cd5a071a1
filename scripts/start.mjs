// @ts-check
// `npm start`, from a bare clone: the whole system on this machine, until Ctrl-C.
import path from 'node:path';
import { ensureInstalled } from './packages.mjs';
import { Home, projectRoot } from '../libs/testing/services/home.mjs';
import { runWithServices } from '../libs/testing/services/run.mjs';

const home = new Home('dev');
const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
try {
  await ensureInstalled();
  const command = [process.execPath, '-r', '@swc-node/register', path.join(projectRoot, 'scripts/system/main.ts'), '--home', home.folder];
  process.exitCode = await runWithServices(home, command, log);
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
