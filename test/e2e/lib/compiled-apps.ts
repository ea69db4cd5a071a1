import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync, type Options } from '@swc/core';
import type { AppName } from '../../../scripts/system/app-process';
import swc from '../../../scripts/tests/swc.cjs';

const ROOT = path.resolve(__dirname, '../../..');
/** Below the project, so that the apps find their packages. Kept: only what has changed is written again. */
const OUT = '.paceline/compiled';

const compiled = new Set<string>();

/**
 * The main file of an app, compiled beforehand as in production: one that compiles itself as it starts takes twice as long.
 * @param root the project's folder; of another checkout its own apps
 */
export function compiledApp(name: AppName, root = ROOT): string {
  if (!compiled.has(root)) compileAll(root);
  compiled.add(root);
  return path.join(root, OUT, 'apps', name, 'src/main.js');
}

/** What was compiled from a file that is gone goes with it: a script of the agent pool that was replaced would still be found. */
function compileAll(root: string): void {
  const made = new Set(filesIn(root).map((file) => compile(root, file)));
  const out = path.join(root, OUT);
  for (const file of existsSync(out) ? filesIn(out) : []) if (/\.(js|lua)$/.test(file) && !made.has(path.join(out, file))) rmSync(path.join(out, file), { force: true });
}

/** Of the apps and all that they use, from the folder on. */
function filesIn(folder: string): string[] {
  return ['apps', 'libs'].flatMap((top) => existsSync(path.join(folder, top))
    ? readdirSync(path.join(folder, top), { recursive: true, encoding: 'utf8' }).map((file) => path.join(top, file)) : []);
}

/** What it was written to; null for what no app needs. */
function compile(root: string, file: string): string | null {
  const [from, to] = [path.join(root, file), path.join(root, OUT, file)];
  const options: Options = { ...swc, swcrc: false, jsc: { ...swc.jsc, baseUrl: root, paths: { '@paceline/*': ['libs/*'] } } };
  if (/\.(spec|int)\.ts$/.test(file)) return null;
  if (file.endsWith('.ts')) return keep(to.replace(/\.ts$/, '.js'), transformSync(readFileSync(from, 'utf8'), { ...options, filename: from }).code);
  return file.endsWith('.lua') ? keep(to, readFileSync(from, 'utf8')) : null;
}

/** In one step: another run may be starting an app from it. */
function keep(file: string, text: string): string {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return file;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
