// @ts-check
// Server programs on this machine. Distributions put them outside an ordinary user's PATH.
import { accessSync, constants, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** @typedef {{ server: string, installer: string | null, flavour: 'mariadb' | 'mysql', version: string }} MariadbPrograms */

const usualFolders = [
  '/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/usr/libexec',
  '/opt/homebrew/bin', '/usr/local/mysql/bin', '/usr/local/mariadb/bin',
];

/**
 * @param {...string} names  the first that is found wins
 * @returns {string | null}
 */
export function findProgram(...names) {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder)), ...usualFolders];
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return null;
}

/**
 * The server that PACELINE_MYSQLD names, else MariaDB, else MySQL.
 * @returns {MariadbPrograms | null} null when the server, or what makes its first data folder, is missing
 */
export function findMariadb() {
  const server = process.env['PACELINE_MYSQLD'] ?? findProgram('mariadbd', 'mysqld');
  if (!server) return null;
  const version = versionOf(server);
  if (version === null) return null;
  const flavour = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  const installer = flavour === 'mariadb' ? findProgram('mariadb-install-db', 'mysql_install_db') : null;
  if (flavour === 'mariadb' && !installer) return null;
  return { server, installer, flavour, version: /Ver\s+(\d+\.\d+)/.exec(version)?.[1] ?? 'unknown' };
}

/** @returns {string | null} */
export function findRedis() {
  const server = findProgram('redis-server', 'valkey-server');
  return server && versionOf(server) !== null ? server : null;
}

/** @param {string} program @returns {string | null} null when it does not even run (a library is missing, another architecture) */
function versionOf(program) {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
  } catch {
    return null;
  }
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
