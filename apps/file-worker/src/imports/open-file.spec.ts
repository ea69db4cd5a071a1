import fc from 'fast-check';
import { english } from '@paceline/contracts/messages/en';
import { told } from '@paceline/contracts/messages/message';
import { Breath } from '../breath';
import { FileError } from './file-error';
import { dataRows, inspectFile as inspect, type InspectedFile, type OpenBytes } from './open-file';

const inPieces = (bytes: Buffer, size: number): OpenBytes => async function* () {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};
const file = (text: string): OpenBytes => inPieces(Buffer.from(text), 1000);

const inspectFile = (open: OpenBytes, country: string | null): Promise<InspectedFile> => inspect(open, country, new Breath(new AbortController().signal));

async function rowsOf(open: OpenBytes, inspected: InspectedFile): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const some of dataRows(open, inspected)) rows.push(...some);
  return rows;
}

async function refusal(open: OpenBytes): Promise<FileError> {
  try {
    await inspectFile(open, null);
  } catch (thrown) {
    if (thrown instanceof FileError) return thrown;
    throw thrown;
  }
  throw new Error('the file was accepted');
}

describe('a file of contacts', () => {
  it('reads the same however it is cut, quotes, emoji and line breaks within values included', async () => {
    const text = 'name;phone\r\n"Ann ""the"" 😀\nLee";1\r\nعلی;۲\r\n漢字;3';
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = Buffer.from(`\ufeff${text}`, encoding);
      for (let size = 1; size < bytes.length; size++) {
        const open = inPieces(bytes, size);
        expect(await rowsOf(open, await inspectFile(open, null))).toEqual([['Ann "the" 😀\nLee', '1'], ['علی', '۲'], ['漢字', '3']]);
      }
    }
  });

  it('takes line ends of any kind, mixed', async () => {
    const open = file('name,phone\r\na,1\nb,2\rc,3\r\n');
    expect(await rowsOf(open, await inspectFile(open, null))).toEqual([['a', '1'], ['b', '2'], ['c', '3']]);
  });

  it('keeps quotation marks that stand within a value', async () => {
    const open = file('name,phone\nAli "the boss" Reza,1\n5" pipe,2\n');
    expect(await rowsOf(open, await inspectFile(open, null))).toEqual([['Ali "the boss" Reza', '1'], ['5" pipe', '2']]);
  });

  it('believes a declared delimiter', async () => {
    const open = file('sep=|\nname|phone\na,b;c|1\n');
    const inspected = await inspectFile(open, null);
    expect(inspected).toMatchObject({ delimiter: '|', rowsTotal: 1 });
    expect(await rowsOf(open, inspected)).toEqual([['a,b;c', '1']]);
  });

  it.each([
    ['no byte', '', 'empty-file'],
    ['blanks only', ' \n \n', 'empty-file'],
    ['a header only', 'name,phone\n', 'no-rows'],
    ['no phone column', 'name,city\nAnn,Rome\n', 'no-phone-column'],
    ['one line of a megabyte', `name,phone\nAnn,${'9'.repeat(1_000_000)}\n`, 'row-without-end'],
    ['a million columns', `phone${','.repeat(1_000_000)}\n1\n`, 'too-many-columns'],
    ['a name of a column of ten kilobytes', `phone,${'x'.repeat(10_000)}\n1\n`, 'header-too-long'],
    ['two million empty lines and one more', `phone\n${'\n'.repeat(2_000_001)}`, 'too-many-rows'],
    ['a header of a megabyte', 'x'.repeat(1_000_000), 'row-without-end'],
    ['a quotation mark that swallows the rest', `name,phone\n"Ann,1\n${'Bob,2\n'.repeat(100_000)}`, 'row-without-end'],
    ['a quotation mark open at the end', 'name,phone\nBob,1\n"Ann,2\n', 'quote-not-closed'],
  ])('is refused as a whole: %s', async (_what, text, code) => {
    expect((await refusal(file(text))).why.code).toBe(code);
  });

  it('says in which row the quotation mark is', async () => {
    expect(told(english.fileErrors, (await refusal(file('name,phone\nBob,1\nCid,2\n"Ann,3\n'))).why)).toContain('Row 3');
  });

  it('never fails in any other way than by refusing, whatever the bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, headed) => {
      const open = inPieces(Buffer.concat([Buffer.from(headed ? 'name,phone\n' : ''), bytes]), 7);
      try {
        const inspected = await inspectFile(open, 'IR');
        expect(await rowsOf(open, inspected)).toHaveLength(inspected.rowsTotal);
      } catch (thrown) {
        if (!(thrown instanceof FileError)) throw thrown;
      }
    }), { numRuns: 300 });
  });
});
