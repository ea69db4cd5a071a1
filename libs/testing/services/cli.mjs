#!/usr/bin/env node
// @ts-check
// MariaDB and Redis for development, tests and the demo. See usage below; CONTRIBUTING.md says where they come from.
import { parseArgs } from 'node:util';
import { Home, scopes } from './home.mjs';
import { runWithServices } from './run.mjs';
import { acquire, release, status, stop } from './services.mjs';
import { ServiceError } from './server.mjs';
import { adviceFor, installMissing } from './sources.mjs';

/** @typedef {import('./home.mjs').Scope} Scope */

const usage = `usage: node libs/testing/services/cli.mjs <command> [--scope dev|test|demo] [--json]
  start               start them and leave them running
  stop                stop them, whoever uses them (--scope all: of every scope)
  status              what runs, and who uses it
  env                 start them if need be, and print their addresses for a shell to read
  run -- COMMAND      run a command with DATABASE_URL and REDIS_URL set; stop them when it ends
  hold --pid PID      start them for as long as that process lives
  release --pid PID   that process needs them no longer
  install             only make sure that the programs are there`;

const log = (/** @type {string} */ line) => void process.stderr.write(`services: ${line}\n`);
const print = (/** @type {string} */ text) => void process.stdout.write(`${text}\n`);

/** @param {string[]} argv @returns {Promise<number>} exit code */
async function main(argv) {
  const split = argv.indexOf('--');
  const own = split < 0 ? argv : argv.slice(0, split);
  const rest = split < 0 ? [] : argv.slice(split + 1);
  const { values, positionals } = parseArgs({
    args: own,
    allowPositionals: true,
    options: { scope: { type: 'string', default: 'dev' }, json: { type: 'boolean', default: false }, pid: { type: 'string' } },
  });
  const command = positionals[0];
  const chosen = values.scope === 'all' && command === 'stop' ? [...scopes] : scopes.filter((scope) => scope === values.scope);
  const home = chosen[0] && new Home(chosen[0]);
  if (!home || !command || positionals.length > 1) return complain(usage);

  switch (command) {
    case 'start':
    case 'env': {
      const connections = await acquire(home, { pid: process.pid, keep: true, log });
      if (values.json) print(JSON.stringify(connections));
      else for (const [name, value] of Object.entries(connections)) print(`${command === 'env' ? 'export ' : ''}${name}='${value}'`);
      return 0;
    }
    case 'hold':
    case 'release': {
      const pid = Number(values.pid);
      if (!Number.isInteger(pid) || pid <= 1) return complain(`${command} needs --pid`);
      if (command === 'hold') print(JSON.stringify(await acquire(home, { pid, log })));
      else await release(home, pid);
      return 0;
    }
    case 'run':
      return rest.length === 0 ? complain(usage) : runWithServices(home, rest, log);
    case 'stop':
      for (const scope of chosen) await stop(new Home(scope));
      return 0;
    case 'status':
      print(values.json ? JSON.stringify(status(home)) : describe(status(home)));
      return 0;
    case 'install': {
      const missing = await installMissing(['mysql', 'redis'], log);
      return missing.length > 0 ? complain(adviceFor(missing)) : 0;
    }
    default:
      return complain(usage);
  }
}

/** @param {ReturnType<typeof status>} now */
function describe(now) {
  const server = (/** @type {{ pid: number, port: number } | null} */ at) => at ? `127.0.0.1:${at.port} (process ${at.pid})` : 'not running';
  return [
    `${now.scope} in ${now.folder}`,
    `  MariaDB  ${server(now.mariadb)}`,
    `  Redis    ${server(now.redis)}`,
    ...now.docker ? [`  Docker   project ${now.docker}`] : [],
    `  used by  ${[...now.usedBy.map((pid) => `process ${pid}`), ...now.kept ? ['you, until stop'] : []].join(', ') || 'nobody'}`,
  ].join('\n');
}

/** @param {string} line */
function complain(line) {
  process.stderr.write(`${line}\n`);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof ServiceError || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (!known) throw error;
  process.stderr.write(`services: ${error.message}\n`);
  process.exitCode = 1;
}
