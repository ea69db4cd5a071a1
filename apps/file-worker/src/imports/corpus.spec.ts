import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Breath } from '../breath';
import { FileError } from './file-error';
import { dataRows, inspectFile, type OpenBytes } from './open-file';
import type { NewContact } from '@paceline/persistence';
import { RowBatcher } from './row-batcher';

/** test/files: small files in the bytes they came in, each with what it shows and all that must be read from it. */
const FOLDER = join(__dirname, '../../../../test/files');

interface Expected {
  readonly shows: string;
  readonly country: string | null;
  readonly read: Reading;
}

type Reading =
  | { readonly refused: string }
  | { readonly encoding: string; readonly contacts: readonly NewContact[]; readonly rejected: readonly string[]; readonly mayNotCall: readonly string[] };

/** The way of an import, from the bytes to what is written; a whole file at once. */
async function readFile(name: string, country: string | null): Promise<Reading> {
  const bytes = readFileSync(join(FOLDER, name));
  const open: OpenBytes = async function* () { for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61); };
  try {
    const file = await inspectFile(open, country, new Breath(new AbortController().signal));
    const batcher = new RowBatcher(file.columns, country, 0, 10_000, NOW_MS);
    for await (const rows of dataRows(open, file)) for (const row of rows) batcher.add(row);
    const { contacts = [], rejections = [], mayNotCall = [] } = batcher.rest() ?? {};
    return { encoding: file.encoding, contacts, rejected: rejections.map(({ rowNumber, why }) => `${rowNumber} ${why.code}`), mayNotCall };
  } catch (thrown) {
    if (!(thrown instanceof FileError)) throw thrown;
    return { refused: thrown.why.code };
  }
}

const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.csv')).map((name) => name.slice(0, -4));
const expectedOf = (name: string): Expected => JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as Expected; // ours, in this folder

const NOW_MS = Date.parse('2026-07-01T12:00Z');

describe('files as they come', () => {
  it('are many, and each says what it shows', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(60);
    for (const name of NAMES) expect(expectedOf(name).shows).toMatch(/^.{4,}[.]$/);
  });

  it.each(NAMES.map((name) => [name, expectedOf(name).shows]))('%s: %s', async (name) => {
    const { country, read } = expectedOf(name);
    expect(await readFile(`${name}.csv`, country)).toEqual(read);
  });
});
