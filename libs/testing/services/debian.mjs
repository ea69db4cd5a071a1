// @ts-check
// Debian's packages, when we are root on a Debian. Installing a server must not also start it system-wide.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import path from 'node:path';
import { findProgram } from './binaries.mjs';
import { withLock } from './lock.mjs';
import { ServiceError } from './server.mjs';

const POLICY_FILE = '/usr/sbin/policy-rc.d';
const SAVED_POLICY_FILE = `${POLICY_FILE}.saved-by-paceline`;
const POLICY_MARK = '# Written by Paceline while it installs packages; removed right after.';
/** For all checkouts of the machine: apt serves one at a time anyway, and the policy file is one. */
const MACHINE_LOCK = '/run/lock/paceline-apt.lock';
const UPDATE_TRIES = 4;

export function canInstallPackages() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram('apt-get') !== null;
}

/**
 * Installs packages, without starting the services they bring.
 * @param {readonly string[]} packages
 * @param {(line: string) => void} log
 */
export async function installPackages(packages, log) {
  mkdirSync(path.dirname(MACHINE_LOCK), { recursive: true });
  await withLock(MACHINE_LOCK, async () => {
    log(`installing ${packages.join(' ')} with apt-get`);
    await updateLists(log);
    forbidServiceStarts();
    const restore = () => restorePolicy();
    process.once('exit', restore);
    try {
      await aptGet(['install', '-y', '--no-install-recommends', ...packages]);
    } finally {
      process.off('exit', restore);
      restore();
    }
  });
}

/** Mirrors are updated under our feet and networks hiccup. @param {(line: string) => void} log */
async function updateLists(log) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await aptGet(['update']);
    } catch (error) {
      if (attempt === UPDATE_TRIES) throw error;
      log(`apt-get update failed, trying again (${attempt} of ${UPDATE_TRIES - 1})`);
      await delay(attempt * 5_000);
    }
  }
}

/** @param {string[]} args */
async function aptGet(args) {
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-o', 'APT::Update::Error-Mode=any'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const code = await new Promise((resolve) => {
    const child = spawn('apt-get', [...options, ...args], { stdio: ['ignore', 2, 2], env });
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (code !== 0) throw new ServiceError(`apt-get ${args.join(' ')} failed`);
}

/** The packages' scripts ask this file before they start a service; 101 means no. See invoke-rc.d(8). */
function forbidServiceStarts() {
  restorePolicy(); // What a killed run left.
  if (existsSync(POLICY_FILE)) renameSync(POLICY_FILE, SAVED_POLICY_FILE);
  writeFileSync(POLICY_FILE, `#!/bin/sh\n${POLICY_MARK}\nexit 101\n`);
  chmodSync(POLICY_FILE, 0o755);
}

function restorePolicy() {
  if (existsSync(POLICY_FILE) && readFileSync(POLICY_FILE, 'utf8').includes(POLICY_MARK)) rmSync(POLICY_FILE);
  if (existsSync(SAVED_POLICY_FILE) && !existsSync(POLICY_FILE)) renameSync(SAVED_POLICY_FILE, POLICY_FILE);
}
