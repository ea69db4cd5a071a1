import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Home, type State } from './home.mjs';

describe('the home of a set of services', () => {
  const base = mkdtempSync(path.join(os.tmpdir(), 'paceline-home-'));
  const fresh = (): State => ({ holders: [], kept: false });
  afterAll(() => rmSync(base, { recursive: true }));

  it('shows its passwords to its owner alone, and keeps them', () => {
    const home = new Home('dev', base);
    home.prepare();
    const secrets = home.secrets();
    expect(new Set(Object.values(secrets)).size).toBe(3);
    expect(Object.values(secrets).every((secret) => /^[0-9a-f]{36}$/.test(secret))).toBe(true);
    expect(home.secrets()).toEqual(secrets);
    expect([statSync(home.folder).mode & 0o777, statSync(home.secretsFile).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('is apart for each scope', () => {
    expect(new Home('test', base).folder).not.toBe(new Home('dev', base).folder);
  });

  it('takes a torn state for none', () => {
    const home = new Home('test', base);
    home.prepare();
    writeFileSync(home.stateFile, '{"holders": [');
    expect(home.readState()).toEqual(fresh());
    home.writeState({ ...fresh(), kept: true });
    expect(home.readState().kept).toBe(true);
    expect(readFileSync(home.stateFile, 'utf8').endsWith('}\n')).toBe(true);
  });

  it('puts a Unix socket into itself, or where its path is short enough', () => {
    const state = fresh();
    expect(new Home('dev', '/srv/paceline').socketPath(state, 'mysqld.sock')).toBe('/srv/paceline/dev/mysqld.sock');
    expect(state.socketFolder).toBeUndefined();

    const far = new Home('dev', `/srv/${'long/'.repeat(30)}`);
    const socket = far.socketPath(state, 'mysqld.sock');
    expect(Buffer.byteLength(socket)).toBeLessThan(104);
    expect(far.socketPath(state, 'mysqld.sock')).toBe(socket);
    const folder = path.dirname(socket);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    far.removeSocketFolder(state);
    expect(existsSync(folder)).toBe(false);
  });
});
