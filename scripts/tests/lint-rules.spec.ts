import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A small project with the rules of this one and one file that breaks them, or does not. */
function tree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-lint-'));
  for (const file of ['tsconfig.json', 'eslint.config.mjs', '.dependency-cruiser.cjs', 'package.json']) cpSync(path.join(ROOT, file), path.join(folder, file));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** What the tool prints when it finds something, or an empty text. */
function complaints(folder: string, tool: string, args: readonly string[]): string {
  try {
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules', tool), ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return '';
  } catch (thrown) {
    const { stdout, stderr } = thrown as { stdout: string; stderr: string }; // execFileSync throws with what was printed
    return stdout + stderr;
  }
}

const cruise = (folder: string): string => complaints(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', 'libs']);
const eslint = (folder: string, what = 'libs'): string => complaints(folder, 'eslint/bin/eslint.js', [what]);

describe('the import rules', () => {
  const folders: string[] = [];
  afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });
  const with_ = (files: Readonly<Record<string, string>>): string => {
    const folder = tree(files);
    folders.push(folder);
    return folder;
  };

  it.each([
    ['one of Node\'s own modules', "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x', 'utf8');\n", 'domain-is-pure'],
    ['a package', "import moment from 'moment-timezone';\nexport const now = moment.utc(0);\n", 'domain-is-pure'],
    ['another library', "import type { Clock } from '@paceline/platform/clock';\nexport type Mine = Clock;\n", 'domain-is-pure'],
  ])('do not let the domain import %s', (_what, text, rule) => {
    expect(cruise(with_({ 'libs/domain/bad.ts': text, 'libs/platform/clock.ts': 'export class Clock {}\n' }))).toContain(rule);
  });

  it('do not let an adapter import another', () => {
    const folder = with_({ 'libs/queues/bad.ts': "import { pool } from '@paceline/agent-pool/pool';\nexport const mine = pool;\n", 'libs/agent-pool/pool.ts': 'export const pool = 1;\n' });
    expect(cruise(folder)).toContain('queues-imports-no-other-adapter');
  });

  it('do not let a lib import a script, nor a test of it', () => {
    const folder = with_({
      'libs/platform/bad.spec.ts': "import { calculate } from '../../scripts/calculate';\nexport const mine = calculate;\n",
      'scripts/calculate.ts': 'export const calculate = 1;\n',
    });
    expect(cruise(folder)).toContain('libs-never-import-scripts: libs/platform/bad.spec.ts');
  });

  it('let what starts the services import Node\'s own modules and its own folder, and nothing that has to be installed or compiled', () => {
    const printed = cruise(with_({
      'libs/testing/services/good.mjs': "import path from 'node:path';\nimport { other } from './other.mjs';\nexport const good = [path, other];\n",
      'libs/testing/services/other.mjs': 'export const other = 1;\n',
      'libs/testing/services/package.mjs': "import { Redis } from 'ioredis';\nexport const mine = Redis;\n",
      'libs/testing/services/beside.mjs': "export { wait } from '../wait.ts';\n",
      'libs/testing/wait.ts': 'export const wait = 1;\n',
    }));
    const found = [...printed.matchAll(/services-are-plain-node: libs\/testing\/services\/([a-z]+)\.mjs/g)].map(([, file]) => file);
    expect(found.sort()).toEqual(['beside', 'package']);
  });

  it('let no two files need each other, be it for a type', () => {
    const folder = with_({
      'libs/domain/a.ts': "import type { B } from './b';\nexport interface A { readonly b: B }\n",
      'libs/domain/b.ts': "import { type A } from './a';\nexport interface B { readonly a: A | null }\n",
    });
    expect(cruise(folder)).toContain('no-circular');
  });

  it('let the domain import the domain', () => {
    expect(cruise(with_({ 'libs/domain/a.ts': "import { b } from './b';\nexport const a = b;\n", 'libs/domain/b.ts': 'export const b = 1;\n' }))).toBe('');
  });

  it('do not let the domain read the clock, randomness, or set timers; building a Date from a given instant is fine', () => {
    const printed = eslint(with_({
      'libs/domain/date-now.ts': 'export const at = (): number => Date.now();\n',
      'libs/domain/new-date.ts': 'export const at = (): Date => new Date();\n',
      'libs/domain/performance.ts': 'export const at = (): number => performance.now();\n',
      'libs/domain/random.ts': 'export const roll = (): number => Math.random();\n',
      'libs/domain/crypto.ts': 'export const id = (): string => crypto.randomUUID();\n',
      'libs/domain/timer.ts': 'export const later = (act: () => void): void => { setTimeout(act, 1); };\n',
      'libs/domain/good.ts': 'export const at = (nowMs: number): Date => new Date(nowMs);\n',
    }));
    const found = [...printed.matchAll(/libs\/domain\/([a-z-]+)\.ts\n(?:.+\n)*?.*no-restricted/g)].map(([, file]) => file);
    expect(found.sort()).toEqual(['crypto', 'date-now', 'new-date', 'performance', 'random', 'timer']);
  });

  it('let nothing dial but the door that asks the rules', () => {
    const dials = 'export const dial = (owner: { switchPort: { originate: () => void } }): void => { owner.switchPort.originate(); };\n';
    const printed = eslint(with_({
      'apps/dialer-worker/src/dialing/dial-door.ts': dials, 'apps/dialer-worker/src/calls/beside.ts': dials,
      'apps/dialer-worker/src/calls/bare.ts': 'export const dial = (port: { originate: () => void }): void => { port.originate(); };\n',
      'apps/dialer-worker/src/calls/executes.ts': 'export const dial = (owner: { switchPort: { execute: () => void } }): void => { owner.switchPort.execute(); };\n',
      'apps/dialer-worker/src/calls/queues.ts': 'export const queue = (parts: { producers: { originate: () => void } }): void => { parts.producers.originate(); };\n',
    }), 'apps');
    const found = [...printed.matchAll(/src\/([a-z-]+\/[a-z-]+)\.ts\n(?:.+\n)*?.*no-restricted-syntax/g)].map(([, file]) => file);
    expect(found.sort()).toEqual(['calls/bare', 'calls/beside', 'calls/executes']);
  });

  it('let no app speak SQL, nor use an entity manager that it was given to pass on', () => {
    const printed = eslint(with_({
      'apps/api/src/sql/text.ts': "export const calls = 'SELECT id FROM calls WHERE id = ?';\n",
      'apps/api/src/sql/template.ts': 'export const change = (id: string): string => `UPDATE calls SET note = NULL WHERE id = ${id}`;\n',
      'apps/api/src/sql/manager.ts': 'export const all = async (dataSource: { manager: { find: () => Promise<string[]> } }): Promise<string[]> => await dataSource.manager.find();\n',
      'apps/api/src/sql/given.ts': 'export const all = async (manager: { find: () => Promise<string[]> }): Promise<string[]> => await manager.find();\n',
      'apps/api/src/sql/query.ts': 'export const all = async (on: { query: (sql: string) => Promise<string[]> }, sql: string): Promise<string[]> => await on.query(sql);\n',
      'apps/api/src/sql/imported.ts': "import { rows } from '@paceline/persistence';\nexport const read = rows;\n",
      'apps/api/src/sql/passes-on.ts': 'export const all = async (manager: object, repository: (on: object) => Promise<string>): Promise<string> => await repository(manager);\n',
      'apps/api/src/sql/words.ts': "export const text = 'Select a list from those above, and update it.';\n",
      'libs/persistence/index.ts': 'export const rows = 1;\n',
    }), 'apps');
    const found = [...printed.matchAll(/sql\/([a-z-]+)\.ts\n(?:.+\n)*?.*no-restricted-syntax/g)].map(([, file]) => file);
    expect(found.sort()).toEqual(['given', 'imported', 'manager', 'query', 'template', 'text']);
  });

  it('let no repository of a client\'s ask without saying whose', () => {
    const on = 'declare const managerOf: (on: object) => { find: (of: unknown, what: object) => string; createQueryBuilder: () => { where: (sql: string, values: object) => string } };\ndeclare class Call {}\ndeclare class ContactPhone {}\n';
    const printed = eslint(with_({
      'libs/persistence/of-client/text.ts': "export const calls = 'SELECT id FROM calls WHERE id = ?';\n",
      'libs/persistence/of-client/scoped-text.ts': "export const calls = 'SELECT id FROM calls WHERE client_id = ? AND id = ?';\n",
      'libs/persistence/of-client/template.ts': 'export const calls = (column: string): string => `SELECT id FROM calls WHERE ${column} = ?`;\n',
      'libs/persistence/of-client/find.ts': `${on}export const calls = (id: string): string => managerOf({}).find(Call, { where: { id } });\n`,
      'libs/persistence/of-client/scoped-find.ts': `${on}export const calls = (clientId: string): string => managerOf({}).find(Call, { where: { clientId } });\n`,
      'libs/persistence/of-client/through-a-row.ts': `${on}export const phones = (contactId: string): string => managerOf({}).find(ContactPhone, { where: { contactId } });\n`,
      'libs/persistence/of-client/builder.ts': `${on}export class Calls { find(id: string): string { return managerOf({}).createQueryBuilder().where('c.id = :id', { id }); } }\n`,
      'libs/persistence/inserts.ts': "export const list = 'INSERT INTO lists (name) VALUES (?)';\n",
      'libs/persistence/inserts-of-a-client.ts': "export const list = 'INSERT INTO lists (client_id, name) VALUES (?, ?)';\n",
      'libs/persistence/of-a-row.ts': "export const calls = 'SELECT id FROM calls WHERE id = ?';\n",
    }));
    const found = [...printed.matchAll(/persistence\/(?:of-client\/)?([a-z-]+)\.ts\n(?:.+\n)*?.*no-restricted-syntax/g)].map(([, file]) => file);
    expect(found.sort()).toEqual(['builder', 'find', 'inserts', 'template', 'text']);
  });
});
