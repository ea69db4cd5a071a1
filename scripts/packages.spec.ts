import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled, isInstalled, isTested } from './packages.mjs';
import { projectRoot } from '../libs/testing/services/home.mjs';

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

describe('a Node that our tests have', () => {
  it.each<[version: string, tested: boolean]>([
    ['20.20.2', true], ['20.19.0', true], ['20.18.9', false], ['22.22.3', false], ['24.14.9', false], ['24.15.0', true], ['24.21.0', true], ['26.0.0', false],
  ])('is %s: %s', (version, tested) => expect(isTested(projectRoot, version)).toBe(tested));
});

it('says nothing of a package that asks for another Node where ours have been tested', async () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'paceline-install-'));
  const npm = path.join(root, 'npm.mjs');
  writeFileSync(npm, `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(path.join(root, 'asked'))}, process.argv.slice(2).join(' '));`);
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { 'node_modules/a': { version: '1.2.3' } } }));
  const askedWith = async (node: string): Promise<string> => {
    writeFileSync(path.join(root, 'package.json'), JSON.stringify({ engines: { node } }));
    await ensureInstalled({ root, log: () => undefined });
    return readFileSync(path.join(root, 'asked'), 'utf8');
  };
  const before = process.env['npm_execpath'];
  process.env['npm_execpath'] = npm;
  try {
    expect(await askedWith(`^${process.versions.node}`)).toBe('ci --include=dev --no-audit --no-fund --loglevel=error');
    expect(await askedWith('^1.0.0')).toBe('ci --include=dev --no-audit --no-fund');
  } finally {
    if (before === undefined) delete process.env['npm_execpath'];
    else process.env['npm_execpath'] = before;
    rmSync(root, { recursive: true });
  }
});
