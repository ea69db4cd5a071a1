// @ts-check
// The packages of package-lock.json: whether they are installed, and installing them.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../libs/testing/services/home.mjs';
import { withLock } from '../libs/testing/services/lock.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * True when every package of the lock file is installed in its version. npm writes its own record of an installation
 * last, so an interrupted one has none.
 * @param {string} root
 */
export function isInstalled(root) {
  const installedFile = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = packagesOf(installedFile);
  return Object.entries(packagesOf(path.join(root, 'package-lock.json'))).every(([place, wanted]) => {
    // '' is the project itself; what is built for another system or architecture is left out.
    if (place === '') return true;
    const found = installed[place];
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional === true;
  });
}

/**
 * Installs what the lock file says, when it is not there. Two at once in one checkout wait for each other.
 * @param {{ root?: string, log?: (line: string) => void, onStart?: (pid: number) => void }} [options]  `onStart`: npm's pid, to end it
 */
export async function ensureInstalled({ root = projectRoot, log = (line) => void process.stderr.write(`${line}\n`), onStart } = {}) {
  if (isInstalled(root)) return;
  mkdirSync(path.join(root, '.paceline'), { recursive: true });
  await withLock(path.join(root, '.paceline', 'install.lock'), async () => {
    if (isInstalled(root)) return;
    const tested = isTested(root);
    log(`installing packages: npm ci${tested ? ` (for Node ${process.versions.node}, on which Paceline is tested, whatever newer one a package asks for)` : ''}`);
    // Under npm its own program is known; NODE_ENV=production must not leave out what tests need.
    const [program, ...first] = process.env['npm_execpath'] ? [process.execPath, process.env['npm_execpath']] : ['npm'];
    const child = spawn(program, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', ...tested ? ['--loglevel=error'] : []], { cwd: root, stdio: ['ignore', 2, 2] });
    if (child.pid !== undefined) onStart?.(child.pid);
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`npm ci failed with exit code ${code}`);
  }, { onWait: (pid) => log(`waiting for process ${pid}, which is installing packages`) });
}

/**
 * Whether the project's own engines, versions with a caret, have this Node: then our tests say that every package works on it.
 * @param {string} root @param {string} [version]
 */
export function isTested(root, version = process.versions.node) {
  const numbers = (/** @type {string} */ text) => text.split('.').map(Number);
  const [major = 0, minor = 0, patch = 0] = numbers(version);
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).engines.node.split('||').some((/** @type {string} */ range) => {
    const [line, fromMinor = 0, fromPatch = 0] = numbers(range.trim().replace(/^\^/, ''));
    return major === line && (minor > fromMinor || (minor === fromMinor && patch >= fromPatch));
  });
}

/** @param {string} file @returns {Record<string, LockedPackage>} */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
