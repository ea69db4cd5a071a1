import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isInstalled } from './packages.mjs';

type Packages = Record<string, { version: string; integrity?: string; optional?: boolean }>;

describe('whether the packages of the lock file are installed', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'paceline-packages-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const isInstalledWith = (wanted: Packages, installed?: Packages): boolean => {
    rmSync(path.join(root, 'node_modules'), { recursive: true, force: true });
    writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': { version: '1.0.0' }, ...wanted } }));
    if (installed) {
      mkdirSync(path.join(root, 'node_modules'));
      writeFileSync(path.join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    }
    return isInstalled(root);
  };
  const a = { version: '1.2.3', integrity: 'sha512-a' };

  it('on a bare clone: no', () => expect(isInstalledWith({ 'node_modules/a': a })).toBe(false));
  it('after npm ci: yes', () => expect(isInstalledWith({ 'node_modules/a': a }, { 'node_modules/a': a })).toBe(true));
  it('after a package was added by a pull: no', () => expect(isInstalledWith({ 'node_modules/a': a, 'node_modules/b': a }, { 'node_modules/a': a })).toBe(false));
  it('after an update by a pull: no', () => expect(isInstalledWith({ 'node_modules/a': { ...a, version: '1.2.4' } }, { 'node_modules/a': a })).toBe(false));
  it('after a package was replaced under its version: no', () => expect(isInstalledWith({ 'node_modules/a': { ...a, integrity: 'sha512-b' } }, { 'node_modules/a': a })).toBe(false));
  it('without what is for another system: yes', () => expect(isInstalledWith({ 'node_modules/a': a, 'node_modules/mac': { ...a, optional: true } }, { 'node_modules/a': a })).toBe(true));
});
