import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
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
  if (!compiled.has(root)) for (const file of sources(root)) compile(root, file);
  compiled.add(root);
  return path.join(root, OUT, 'apps', name, 'src/main.js');
}

/** Of the apps and all that they use, from the project's folder on. */
function sources(root: string): string[] {
  return ['apps', 'libs'].flatMap((top) => readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' }).map((file) => path.join(top, file)));
}

function compile(root: string, file: string): void {
  const [from, to] = [path.join(root, file), path.join(root, OUT, file)];
  const options: Options = { ...swc, swcrc: false, jsc: { ...swc.jsc, baseUrl: root, paths: { '@paceline/*': ['libs/*'] } } };
  if (/\.(spec|int)\.ts$/.test(file)) return;
  if (file.endsWith('.ts')) keep(to.replace(/\.ts$/, '.js'), transformSync(readFileSync(from, 'utf8'), { ...options, filename: from }).code);
  else if (file.endsWith('.lua')) keep(to, readFileSync(from, 'utf8'));
}

/** In one step: another run may be starting an app from it. */
function keep(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
