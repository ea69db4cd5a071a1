import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync, type Options } from '@swc/core';
import type { AppName } from '../../../scripts/system/app-process';
import swc from '../../../scripts/tests/swc.cjs';

const ROOT = path.resolve(__dirname, '../../..');
/** Below the project, so that the apps find their packages. Kept: only what has changed is written again. */
const OUT = path.join(ROOT, '.paceline/compiled');
const OPTIONS: Options = { ...swc, swcrc: false, jsc: { ...swc.jsc, baseUrl: ROOT, paths: { '@paceline/*': ['libs/*'] } } };

let compiled = false;

/** The main file of an app, compiled beforehand as in production: one that compiles itself as it starts takes twice as long. */
export function compiledApp(name: AppName): string {
  if (!compiled) for (const file of sources()) compile(file);
  compiled = true;
  return path.join(OUT, 'apps', name, 'src/main.js');
}

/** Of the apps and all that they use, from the project's folder on. */
function sources(): string[] {
  return ['apps', 'libs'].flatMap((top) => readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((file) => path.join(top, file)));
}

function compile(file: string): void {
  const [from, to] = [path.join(ROOT, file), path.join(OUT, file)];
  if (/\.(spec|int)\.ts$/.test(file)) return;
  if (file.endsWith('.ts')) keep(to.replace(/\.ts$/, '.js'), transformSync(readFileSync(from, 'utf8'), { ...OPTIONS, filename: from }).code);
  else if (file.endsWith('.lua')) keep(to, readFileSync(from, 'utf8'));
}

/** In one step: another run may be starting an app from it. */
function keep(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}
