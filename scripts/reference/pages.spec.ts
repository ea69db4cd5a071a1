import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pages } from './pages';

let written: Readonly<Record<string, string>>;
beforeAll(async () => { written = await pages(); });

it('docs/ and freeswitch-conf/ say what the code declares: run `npm run docs` after a change', () => {
  for (const [file, text] of Object.entries(written)) {
    expect({ file, text: readFileSync(path.resolve(__dirname, '../..', file), 'utf8') }).toEqual({ file, text });
  }
});

it('every variable has a meaning', () => {
  expect(written['docs/environment.md']).not.toMatch(/\| {2}\|$/m);
});
