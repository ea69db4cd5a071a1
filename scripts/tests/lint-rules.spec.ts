import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const dials = 'export const dial = (owner: { switchPort: { originate: () => void } }): void => { owner.switchPort.originate(); };\n';
const on = [
  'declare const managerOf: (on: object) => { find: (of: unknown, what: object) => string; createQueryBuilder: () => { where: (sql: string, values: object) => string } };',
  'declare class Call {}', 'declare class ContactPhone {}', '',
].join('\n');

/** A small project: files that break a rule of this one, and files that do not. */
const FILES: Readonly<Record<string, string>> = {
  'libs/platform/clock.ts': 'export class Clock {}\n',
  'libs/domain/imports/node.ts': "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x', 'utf8');\n",
  'libs/domain/imports/package.ts': "import moment from 'moment-timezone';\nexport const now = moment.utc(0);\n",
  'libs/domain/imports/library.ts': "import type { Clock } from '@paceline/platform/clock';\nexport type Mine = Clock;\n",
  'libs/domain/imports/domain.ts': "import { b } from './value';\nexport const a = b;\n",
  'libs/domain/imports/value.ts': 'export const b = 1;\n',
  'libs/domain/circle/a.ts': "import type { B } from './b';\nexport interface A { readonly b: B }\n",
  'libs/domain/circle/b.ts': "import { type A } from './a';\nexport interface B { readonly a: A | null }\n",
  'libs/queues/bad.ts': "import { pool } from '@paceline/agent-pool/pool';\nexport const mine = pool;\n",
  'libs/agent-pool/pool.ts': 'export const pool = 1;\n',
  'libs/platform/bad.spec.ts': "import { calculate } from '../../scripts/calculate';\nexport const mine = calculate;\n",
  'scripts/calculate.ts': 'export const calculate = 1;\n',
  'libs/testing/services/good.mjs': "import path from 'node:path';\nimport { other } from './other.mjs';\nexport const good = [path, other];\n",
  'libs/testing/services/other.mjs': 'export const other = 1;\n',
  'libs/testing/services/package.mjs': "import { Redis } from 'ioredis';\nexport const mine = Redis;\n",
  'libs/testing/services/beside.mjs': "export { wait } from '../wait.ts';\n",
  'libs/testing/wait.ts': 'export const wait = 1;\n',

  'libs/domain/reads/date-now.ts': 'export const at = (): number => Date.now();\n',
  'libs/domain/reads/new-date.ts': 'export const at = (): Date => new Date();\n',
  'libs/domain/reads/performance.ts': 'export const at = (): number => performance.now();\n',
  'libs/domain/reads/random.ts': 'export const roll = (): number => Math.random();\n',
  'libs/domain/reads/crypto.ts': 'export const id = (): string => crypto.randomUUID();\n',
  'libs/domain/reads/timer.ts': 'export const later = (act: () => void): void => { setTimeout(act, 1); };\n',
  'libs/domain/reads/good.ts': 'export const at = (nowMs: number): Date => new Date(nowMs);\n',

  'apps/dialer-worker/src/dialing/dial-door.ts': dials,
  'apps/dialer-worker/src/calls/beside.ts': dials,
  'apps/dialer-worker/src/calls/bare.ts': 'export const dial = (port: { originate: () => void }): void => { port.originate(); };\n',
  'apps/dialer-worker/src/calls/executes.ts': 'export const dial = (owner: { switchPort: { execute: () => void } }): void => { owner.switchPort.execute(); };\n',
  'apps/dialer-worker/src/calls/queues.ts': 'export const queue = (parts: { producers: { originate: () => void } }): void => { parts.producers.originate(); };\n',

  'apps/api/src/sql/text.ts': "export const calls = 'SELECT id FROM calls WHERE id = ?';\n",
  'apps/api/src/sql/template.ts': 'export const change = (id: string): string => `UPDATE calls SET note = NULL WHERE id = ${id}`;\n',
  'apps/api/src/sql/manager.ts': 'export const all = async (dataSource: { manager: { find: () => Promise<string[]> } }): Promise<string[]> => await dataSource.manager.find();\n',
  'apps/api/src/sql/given.ts': 'export const all = async (manager: { find: () => Promise<string[]> }): Promise<string[]> => await manager.find();\n',
  'apps/api/src/sql/query.ts': 'export const all = async (on: { query: (sql: string) => Promise<string[]> }, sql: string): Promise<string[]> => await on.query(sql);\n',
  'apps/api/src/sql/imported.ts': "import { rows } from '@paceline/persistence';\nexport const read = rows;\n",
  'apps/api/src/sql/passes-on.ts': 'export const all = async (manager: object, repository: (on: object) => Promise<string>): Promise<string> => await repository(manager);\n',
  'apps/api/src/sql/words.ts': "export const text = 'Select a list from those above, and update it.';\n",
  'libs/persistence/index.ts': 'export const rows = 1;\n',

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
};

/** What a tool prints when it finds something, or an empty text. */
function found(folder: string, tool: string, args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [path.join(ROOT, 'node_modules', tool), ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (thrown) {
    const { stdout, stderr } = thrown as { stdout: string; stderr: string }; // execFileSync throws with what was printed
    if (stdout === '') throw new Error(stderr, { cause: thrown });
    return stdout;
  }
}

interface Cruised { readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] } }
interface Linted { readonly filePath: string; readonly messages: readonly { readonly ruleId: string | null }[] }

describe('the import rules', () => {
  let folder: string;
  /** A rule and the file that breaks it. */
  let cruised: readonly (readonly [rule: string, file: string])[];
  /** Files that what is restricted is found in. */
  let restricted: readonly string[];

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'paceline-lint-'));
    for (const file of ['tsconfig.json', 'eslint.config.mjs', '.dependency-cruiser.cjs', 'package.json']) cpSync(path.join(ROOT, file), path.join(folder, file));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const { summary } = JSON.parse(found(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'libs'])) as Cruised;
    cruised = summary.violations.map(({ from, rule }) => [rule.name, from] as const);
    const linted = JSON.parse(found(folder, 'eslint/bin/eslint.js', ['--format', 'json', 'libs', 'apps'])) as Linted[];
    restricted = linted.filter(({ messages }) => messages.some(({ ruleId }) => ruleId?.startsWith('no-restricted') === true))
      .map(({ filePath }) => path.relative(folder, filePath)).sort();
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const breaking = (rule: string): string[] => cruised.filter(([name]) => name === rule).map(([, file]) => file).sort();
  const restrictedIn = (under: string): string[] => restricted.filter((file) => file.startsWith(under)).map((file) => path.basename(file, '.ts'));

  it('do not let the domain import one of Node\'s own modules, a package or another library; the domain it may', () => {
    expect(breaking('domain-is-pure')).toEqual(['library', 'node', 'package'].map((name) => `libs/domain/imports/${name}.ts`));
    expect(cruised.filter(([, file]) => /imports\/(domain|value)/.test(file))).toEqual([]);
  });

  it('do not let an adapter import another', () => {
    expect(breaking('queues-imports-no-other-adapter')).toEqual(['libs/queues/bad.ts']);
  });

  it('do not let a lib import a script, nor a test of it', () => {
    expect(breaking('libs-never-import-scripts')).toEqual(['libs/platform/bad.spec.ts']);
  });

  it('let what starts the services import Node\'s own modules and its own folder, and nothing that has to be installed or compiled', () => {
    expect(breaking('services-are-plain-node')).toEqual(['libs/testing/services/beside.mjs', 'libs/testing/services/package.mjs']);
  });

  it('let no two files need each other, be it for a type', () => {
    expect(breaking('no-circular').every((file) => file.startsWith('libs/domain/circle/'))).toBe(true);
    expect(breaking('no-circular')).not.toEqual([]);
  });

  it('do not let the domain read the clock, randomness, or set timers; building a Date from a given instant is fine', () => {
    expect(restrictedIn('libs/domain/reads/')).toEqual(['crypto', 'date-now', 'new-date', 'performance', 'random', 'timer']);
  });

  it('let nothing dial but the door that asks the rules', () => {
    expect(restrictedIn('apps/dialer-worker/')).toEqual(['bare', 'beside', 'executes']);
  });

  it('let no app speak SQL, nor use an entity manager that it was given to pass on', () => {
    expect(restrictedIn('apps/api/src/sql/')).toEqual(['given', 'imported', 'manager', 'query', 'template', 'text']);
  });

  it('let no repository of a client\'s ask without saying whose', () => {
    expect(restrictedIn('libs/persistence/')).toEqual(['inserts', 'builder', 'find', 'template', 'text']);
  });
});
