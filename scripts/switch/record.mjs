// @ts-check
// `npm run switch:record -- SCENARIO… --out DIR [--destructive]`: plays scenarios of the conformance suite, all of them
// if none is named, and writes a transcript of each (test/switch/README.md).
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runSuite, takeDestructive } from './run-suite.mjs';

const { values, positionals } = parseArgs({ args: takeDestructive(process.argv.slice(2)), options: { out: { type: 'string' } }, allowPositionals: true });
const strange = positionals.filter((name) => !/^[a-z0-9_]+$/.test(name));
if (values.out === undefined || strange.length > 0) {
  process.stderr.write(`usage: npm run switch:record -- SCENARIO… --out DIR [--destructive]\n${strange.length > 0 ? `not a scenario's name: ${strange.join(', ')}\n` : ''}`);
  process.exit(2);
}
const folder = path.resolve(values.out);
const fileOf = (/** @type {string} */ name) => path.join(folder, `${name}.jsonl`);
for (const name of positionals) rmSync(fileOf(name), { force: true });
process.env['SWITCH_RECORD_DIR'] = folder;
// One at a time: every client hears the events of the whole switch, and those of others would be in the transcript.
await runSuite(['--runInBand', '--maxConcurrency=1', '--testNamePattern', `\\[(${positionals.length > 0 ? positionals.join('|') : '[a-z0-9_]+'})\\]$`]);

const unwritten = positionals.filter((name) => !existsSync(fileOf(name)));
if (unwritten.length > 0) {
  process.stderr.write(`not recorded, because there is no such scenario or it was skipped: ${unwritten.join(', ')}\n`);
  process.exitCode = 1;
}
