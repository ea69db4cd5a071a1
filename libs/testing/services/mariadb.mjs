// @ts-check
// A private MariaDB (or MySQL 8) in the home's folder.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mysqlGreets } from './network.mjs';
import { ServiceError, startServer, tail } from './server.mjs';

/** @typedef {import('./home.mjs').Home} Home */
/** @typedef {import('./home.mjs').State} State */
/** @typedef {import('./binaries.mjs').MariadbPrograms} MariadbPrograms */

export const databaseUser = 'paceline';
export const databaseName = 'paceline';
/** Every database of a test run begins so; nothing else does. */
export const testDatabasePrefix = 'paceline_test_';

/** What MySQL 8 has by default; MariaDB is held to the same. */
const SQL_MODE = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

/**
 * @param {Home} home @param {State} state @param {MariadbPrograms} programs
 * @param {(server: import('./home.mjs').RunningServer) => void} onSpawn
 */
export async function startMariadb(home, state, programs, onSpawn) {
  mkdirSync(home.at('mariadb'), { recursive: true, mode: 0o700 });
  await makeDataFolder(home, programs);
  const start = () => startServer(planFor(home, state, programs), lastPort(home), onSpawn);
  const started = await start().catch(async (error) => {
    if (home.scope === 'dev') throw error;
    // Tests and the demo own nothing worth keeping, and run without the safeguards that survive a power cut.
    rmSync(home.at('mariadb', 'data'), { recursive: true, force: true });
    await makeDataFolder(home, programs);
    return start();
  });
  writeFileSync(home.at('mariadb', 'port'), String(started.port));
  return started;
}

/** @param {Home} home @param {State} state @param {MariadbPrograms} programs @returns {import('./server.mjs').ServerPlan} */
function planFor(home, state, programs) {
  const socket = home.socketPath(state, 'mysqld.sock');
  const initFile = writeInitFile(home, programs);
  return {
    name: programs.flavour === 'mariadb' ? 'MariaDB' : 'MySQL',
    program: programs.server,
    folder: home.at('mariadb', 'data'),
    logFile: home.at('mariadb', 'log'),
    portTaken: /Address already in use|port.*in use/i,
    answers: (port) => mysqlGreets('127.0.0.1', port),
    argumentsFor: (port) => [
      '--no-defaults', ...asRoot(),
      `--datadir=${home.at('mariadb', 'data')}`, `--tmpdir=${ownTmp(home)}`, `--socket=${socket}`, `--pid-file=${home.at('mariadb', 'pid')}`, `--init-file=${initFile}`,
      '--bind-address=127.0.0.1', `--port=${port}`, '--skip-name-resolve', '--max-connections=400',
      '--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci',
      `--sql-mode=${SQL_MODE}`, '--default-time-zone=+00:00', '--local-infile=ON',
      '--innodb-buffer-pool-size=256M', '--performance-schema=OFF', '--skip-log-bin',
      // A distribution's MySQL is built with a folder for files that only its own user may enter, and does not start without.
      ...programs.flavour === 'mysql' ? ['--mysqlx=OFF', '--secure-file-priv=NULL'] : [],
      ...durability(home),
    ],
  };
}

/** Development keeps every commit, as production does. Tests and the demo never wait for the disk. @param {Home} home */
function durability(home) {
  if (home.scope === 'dev') return ['--innodb-flush-log-at-trx-commit=1'];
  return ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=OFF', '--innodb-flush-method=nosync'];
}

/**
 * Installs into a folder aside and renames it, so that a data folder is either whole or not there.
 * @param {Home} home @param {MariadbPrograms} programs
 */
async function makeDataFolder(home, programs) {
  const data = home.at('mariadb', 'data');
  const versionFile = home.at('mariadb', 'version');
  const version = `${programs.flavour} ${programs.version}`;
  for (const entry of readdirSync(home.at('mariadb'))) {
    if (entry.startsWith('installing')) rmSync(home.at('mariadb', entry), { recursive: true, force: true, maxRetries: 10 });
  }
  const madeBy = existsSync(versionFile) ? readFileSync(versionFile, 'utf8') : version;
  if (existsSync(data)) {
    if (madeBy === version) return;
    if (home.scope === 'dev') {
      if (!madeBy.startsWith(programs.flavour)) {
        throw new ServiceError(`${data} was made by ${madeBy} and this machine has ${version}: export it, or remove ${home.at('mariadb')} to begin anew`);
      }
      return;
    }
    rmSync(data, { recursive: true, force: true });
  }
  // Named by chance: an interrupted installer may still write into its own.
  const draft = `installing-${randomBytes(4).toString('hex')}`;
  mkdirSync(home.at('mariadb', draft), { mode: 0o700 });
  await runInstaller(home, programs, draft);
  writeFileSync(versionFile, version);
  renameSync(home.at('mariadb', draft), data);
}

/**
 * A server that begins removes the temporary tables of whichever server was there before, by their names in its folder
 * for them: in one that they share it removes those of another that runs.
 * @param {Home} home
 */
function ownTmp(home) {
  const folder = home.at('mariadb', 'tmp');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * The folder's path is relative, because MariaDB's installer is a shell script that splits a path at its spaces.
 * @param {Home} home @param {MariadbPrograms} programs @param {string} folder
 */
async function runInstaller(home, programs, folder) {
  const logFile = home.at('mariadb', 'install.log');
  const [program, ...args] = programs.installer
    ? [programs.installer, '--no-defaults', ...asRoot(), `--datadir=./${folder}`, '--skip-test-db', '--skip-name-resolve', '--auth-root-authentication-method=normal']
    : [programs.server, '--no-defaults', ...asRoot(), `--datadir=${home.at('mariadb', folder)}`, '--initialize-insecure'];
  const log = openSync(logFile, 'w', 0o600);
  const code = await new Promise((resolve) => {
    const child = spawn(program, args, { cwd: home.at('mariadb'), env: { ...process.env, TMPDIR: ownTmp(home) }, stdio: ['ignore', log, log] });
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  closeSync(log);
  if (code !== 0) throw new ServiceError(`the database's first data folder could not be made. The end of ${logFile}:\n${tail(logFile)}`);
}

/**
 * What the server runs before it takes connections, one statement a line: our user, our database, a password for
 * the administrator, and an end to what interrupted test runs left.
 * @param {Home} home @param {MariadbPrograms} programs
 */
function writeInitFile(home, programs) {
  const secrets = home.secrets();
  const user = `'${databaseUser}'@'127.0.0.1'`;
  // Besides root@localhost MariaDB's installer makes a root for each address of this machine, without passwords.
  const administrators = programs.flavour === 'mariadb' ? [
    "DELETE FROM mysql.global_priv WHERE User IN ('root', '') AND Host <> 'localhost';",
    'FLUSH PRIVILEGES;',
  ] : [];
  const file = home.at('mariadb', 'init.sql');
  writeFileSync(file, [
    ...administrators,
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secrets.admin}';`,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${secrets.mysql}';`,
    `ALTER USER ${user} IDENTIFIED BY '${secrets.mysql}';`,
    `GRANT ALL PRIVILEGES ON \`${databaseName}\`.* TO ${user};`,
    `GRANT ALL PRIVILEGES ON \`${databaseName}\\_%\`.* TO ${user};`,
    `GRANT PROCESS ON *.* TO ${user};`,
    `CREATE DATABASE IF NOT EXISTS \`${databaseName}\`;`,
    ...leftOverTestDatabases(home).map((name) => `DROP DATABASE IF EXISTS \`${name}\`;`),
    '',
  ].join('\n'), { mode: 0o600 });
  return file;
}

/** @param {Home} home */
function leftOverTestDatabases(home) {
  return readdirSync(home.at('mariadb', 'data')).filter((name) => name.startsWith(testDatabasePrefix) && /^\w+$/.test(name));
}

/** Both servers refuse to run as root unless they are told that it is meant. */
function asRoot() {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/** @param {Home} home */
function lastPort(home) {
  const file = home.at('mariadb', 'port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
}
