import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ICruiseResult, IRegularForbiddenRuleType } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.cjs';

const root = path.resolve(__dirname, '../..');
/** Each of these folders has its own place in the rules; what lies in them is one. */
const FOLDERS = /^(libs\/[^/]+|apps\/dialer-worker\/src\/[^/]+(?=\/)|apps\/[^/]+)/;
const TESTS = '\\.(spec|int|spec-helper|int-helper)\\.ts$';

/** A folder, which others it imports, and which it may import by the rules. */
export interface Folder {
  readonly name: string;
  readonly imports: readonly string[];
  readonly may: readonly string[];
}

/** All of apps and libs without their tests, whoever may import most first. */
export async function importGraph(): Promise<readonly Folder[]> {
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of (await cruised()).modules) {
    const from = folderOf(source);
    const imports = found.get(from) ?? new Set();
    found.set(from, imports);
    for (const { resolved } of dependencies) if (folderOf(resolved) !== from) imports.add(folderOf(resolved));
  }
  const names = [...found.keys()].sort();
  const may = (from: string): string[] => names.filter((to) => to !== from && mayImport(from, to));
  const folders = [...found].map(([name, imports]) => ({ name, imports: names.filter((other) => imports.has(other)), may: may(name) }));
  return folders.sort((one, other) => other.may.length - one.may.length || (one.name < other.name ? -1 : 1));
}

/** A program of its own: what it is made of is no CommonJS, as tests are. */
async function cruised(): Promise<ICruiseResult> {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [
    program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--include-only', '^(apps|libs)/', '--exclude', `${TESTS}|(^|/)dist/`, 'apps', 'libs',
  ], { cwd: root, maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(stdout) as ICruiseResult; // its own format
}

function folderOf(file: string): string {
  return FOLDERS.exec(file)?.[0] ?? file;
}

/** Whether no rule forbids files of the one to import files of the other, by where they lie. */
export function mayImport(from: string, to: string): boolean {
  return !(rules.forbidden ?? []).some((rule) => 'to' in rule && ('path' in rule.to || 'pathNot' in rule.to) && forbids(rule, fileIn(from), fileIn(to)));
}

function fileIn(folder: string): string {
  return folder.startsWith('libs/') || folder.includes('/src/') ? `${folder}/any.ts` : `${folder}/src/any.ts`;
}

/** As dependency-cruiser reads a rule: what the first path has caught can be named by the others. */
function forbids({ from, to }: Pick<IRegularForbiddenRuleType, 'from' | 'to'>, source: string, target: string): boolean {
  const caught = from.path === undefined ? [] : new RegExp(String(from.path)).exec(source);
  if (caught === null || (from.pathNot !== undefined && new RegExp(String(from.pathNot)).test(source))) return false;
  const said = (pattern: string | string[] | undefined): RegExp | null => pattern === undefined ? null : new RegExp(String(pattern).replaceAll('$1', caught[1] ?? ''));
  return said(to.path)?.test(target) !== false && said(to.pathNot)?.test(target) !== true;
}
