// @ts-check
// What belongs to one set of services: its folder, its passwords and the state of what runs.
// Scopes keep development data, tests and the demo apart; two checkouts are apart by their folders.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./processes.mjs').ProcessId} ProcessId */
/** @typedef {'dev' | 'test' | 'demo'} Scope */
/** @typedef {{ admin: string, mysql: string, redis: string }} Secrets */
/** @typedef {{ process: ProcessId, port: number, ready: boolean }} RunningServer */
/**
 * Who needs the services, and the commands it runs on them.
 * @typedef {{ owner: ProcessId, children?: ProcessId[] }} Holder
 */
/**
 * @typedef {object} State
 * @property {RunningServer} [mariadb]
 * @property {RunningServer} [redis]
 * @property {string} [docker]        compose project, when an engine runs what is not on this machine
 * @property {string} [socketFolder]  where the Unix socket is, when the home's own path is too long for one
 * @property {Holder[]} holders
 * @property {boolean} kept           started by hand: stays until it is stopped by hand
 * @property {ProcessId} [watchdog]
 */

export const scopes = /** @type {const} */ (['dev', 'test', 'demo']);
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** sun_path holds 108 bytes on Linux and 104 elsewhere, with its closing zero. */
const SOCKET_PATH_LIMIT = 100;

export class Home {
  /** @param {Scope} scope @param {string} [base]  where all scopes live */
  constructor(scope, base = process.env['PACELINE_DATA_DIR'] ?? path.join(projectRoot, '.paceline')) {
    this.scope = scope;
    this.folder = path.join(path.resolve(base), scope);
    this.lockFile = path.join(this.folder, 'lock');
    this.stateFile = path.join(this.folder, 'state.json');
    this.secretsFile = path.join(this.folder, 'secrets.json');
  }

  /** Makes the folder; only its owner may look into it. */
  prepare() {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    chmodSync(this.folder, 0o700);
  }

  /** @param {...string} parts */
  at(...parts) {
    return path.join(this.folder, ...parts);
  }

  exists() {
    return existsSync(this.folder);
  }

  /** @returns {State} */
  readState() {
    try {
      return JSON.parse(readFileSync(this.stateFile, 'utf8'));
    } catch {
      // No state, or a torn one from before an outage: then nothing of it runs any more or it is found as a stray.
      return { holders: [], kept: false };
    }
  }

  /** @param {State} state */
  writeState(state) {
    writeAtomically(this.stateFile, `${JSON.stringify(state, null, 2)}\n`);
  }

  /** @returns {Secrets} random, made once, readable by the owner alone */
  secrets() {
    if (!existsSync(this.secretsFile)) {
      const secret = () => randomBytes(18).toString('hex');
      writeAtomically(this.secretsFile, `${JSON.stringify({ admin: secret(), mysql: secret(), redis: secret() }, null, 2)}\n`);
    }
    return JSON.parse(readFileSync(this.secretsFile, 'utf8'));
  }

  /**
   * A path that fits into a Unix socket's address: in the home, or in a new folder under the system's temporary one.
   * @param {State} state
   * @param {string} name
   */
  socketPath(state, name) {
    const own = this.at(name);
    if (Buffer.byteLength(own) <= SOCKET_PATH_LIMIT) return own;
    if (!state.socketFolder || !existsSync(state.socketFolder)) {
      const temporary = Buffer.byteLength(os.tmpdir()) <= 60 ? os.tmpdir() : '/tmp';
      state.socketFolder = mkdtempSync(path.join(temporary, 'paceline-'));
    }
    return path.join(state.socketFolder, name);
  }

  /** @param {State} state */
  removeSocketFolder(state) {
    if (state.socketFolder) rmSync(state.socketFolder, { recursive: true, force: true });
    delete state.socketFolder;
  }
}

/** @param {string} file @param {string} text */
function writeAtomically(file, text) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
