import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const text = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
const pictures = [...text.matchAll(/^```mermaid\n([^]*?)^```/gm)].map(([, picture = '']) => picture);

/** Where the map's paths begin; a picture leaves out what files end with. */
function placeOf(named: string): string | undefined {
  return [root, path.join(root, 'apps/dialer-worker/src')].flatMap((folder) => [path.join(folder, named), path.join(folder, `${named}.ts`)]).find((place) => existsSync(place));
}

const inText = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, named = '']) => named);
const inPictures = pictures.flatMap((picture) => [...picture.matchAll(/[\w-]+(?:\/[\w-]+)+/g)].map(([named]) => named));

it.each([['text', inText], ['picture of a call\'s way', inPictures]])('what the map names in its %s is there', (_where, named) => {
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((one) => placeOf(one) === undefined)).toEqual([]);
});

describe('where it is decided', () => {
  const rows = (text.split('## Where is it decided that …')[1] ?? '').split('\n').filter((line) => line.startsWith('| ')).slice(1)
    .map((row) => /^\| ([^|`]+) \| `([^`]+)` \|$/.exec(row)?.slice(1) ?? [row, 'no row of one behaviour and one file']);

  it('is told of twelve behaviours at least', () => {
    expect(rows.length).toBeGreaterThanOrEqual(12);
  });

  it.each(rows)('%s: in %s', (_behaviour, file) => {
    expect(statSync(path.join(root, file ?? '')).isFile()).toBe(true);
  });
});
