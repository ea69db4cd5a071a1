// `npm run switch:compare -- DIR_A DIR_B`: what the transcripts of two switches do not agree on (test/switch/README.md).
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '../../test/switch/lib/diff';
import { differences } from '../../test/switch/lib/differences';
import { readStory } from '../../test/switch/lib/story';

const EXTENSION = '.jsonl';

function scenariosIn(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith(EXTENSION)).map((file) => file.slice(0, -EXTENSION.length)).sort();
}

function explain(changes: readonly Change[]): void {
  let after: string | null = null;
  for (const change of changes) {
    if (change.after !== after) console.log(`    after ${change.after === '' ? 'nothing' : change.after}`);
    after = change.after;
    console.log(`      ${change.side} ${change.line}`);
  }
}

function main(folders: readonly string[]): number {
  const [a, b] = folders;
  if (a === undefined || b === undefined || folders.length > 2 || ![a, b].every((folder) => existsSync(folder) && statSync(folder).isDirectory())) {
    console.error('usage: npm run switch:compare -- DIR_A DIR_B');
    return 2;
  }
  const [inA, inB] = [scenariosIn(a), scenariosIn(b)];
  const both = inA.filter((name) => inB.includes(name));
  console.log(`- ${a}\n+ ${b}`);
  let differing = 0;
  for (const name of both) {
    const found = differences(name, readStory(join(a, name + EXTENSION)), readStory(join(b, name + EXTENSION)));
    if (found.length === 0) continue;
    differing += 1;
    for (const { where, changes } of found) {
      console.log(`${name}, ${where}:`);
      explain(changes);
    }
  }
  const only = (mine: readonly string[], others: readonly string[], folder: string): void => {
    const alone = mine.filter((name) => !others.includes(name));
    if (alone.length > 0) console.log(`only in ${folder}: ${alone.join(', ')}`);
  };
  only(inA, inB, a);
  only(inB, inA, b);
  console.log(`${both.length} scenarios compared, ${differing} differ`);
  return differing === 0 && both.length > 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
