import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pages } from './pages';

it('docs/ and freeswitch-conf/ say what the code declares: run `npm run docs` after a change', async () => {
  for (const [file, text] of Object.entries(await pages())) {
    expect({ file, text: readFileSync(path.resolve(__dirname, '../..', file), 'utf8') }).toEqual({ file, text });
  }
});

it('every variable has a meaning', async () => {
  expect((await pages())['docs/environment.md']).not.toMatch(/\| {2}\|$/m);
});
