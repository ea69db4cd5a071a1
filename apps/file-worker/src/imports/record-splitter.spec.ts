import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { MAX_CELLS, RecordSplitter } from './record-splitter';

function split(pieces: readonly string[], delimiter = ','): (readonly string[])[] {
  const splitter = new RecordSplitter(delimiter);
  return [...pieces.flatMap((piece) => [...splitter.split(piece)]), ...splitter.end()];
}
const cut = (text: string, size: number): string[] => Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

/** The parser that people know, in its forgiving settings. */
const known = (text: string, delimiter: string): unknown => parse(text, {
  delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_quotes: true, relax_column_count: true,
});

const pieces = fc.array(fc.constantFrom('a', 'b c', '"', '""', ',', ';', '\n', '\r\n', '\r', 'é😀', ' '), { maxLength: 30 });

describe('records', () => {
  it.each([
    ['a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
    ['a,b\r\n"1 ""x"" ,\n",2', [['a', 'b'], ['1 "x" ,\n', '2']]],
    ['a\rb\n\r\nc', [['a'], ['b'], [''], ['c']]],
    ['Ali "the boss",5" pipe\n', [['Ali "the boss"', '5" pipe']]],
    ['"Ann" Lee,"b"\n', [['"Ann" Lee', 'b']]],
    [',,\n', [['', '', '']]],
    ['a,', [['a', '']]],
    ['""', [['']]],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(split([text])).toEqual(expected);
  });

  it('are those of the parser that people know, however the text is cut', () => {
    fc.assert(fc.property(pieces, fc.integer({ min: 1, max: 5 }), fc.constantFrom(',', ';'), (parts, size, delimiter) => {
      const text = parts.join('');
      let expected: unknown;
      try {
        expected = known(text, delimiter);
      } catch {
        expect(() => split(cut(text, size), delimiter)).toThrow('quote-not-closed');
        return;
      }
      expect(split(cut(text, size), delimiter)).toEqual(expected);
    }), { numRuns: 2_000 });
  });

  it('hold so many cells and one more, however many there are', () => {
    const [one = [], two = []] = split([`${','.repeat(2_000_000)}\n`, `${'x,'.repeat(MAX_CELLS - 1)}x\n`]);
    expect([one.length, two.length]).toEqual([MAX_CELLS + 1, MAX_CELLS]);
  });

  it.each([
    ['an open quotation mark', `a\n"${'x\n'.repeat(200_000)}`],
    ['a line', `a\n${'x'.repeat(300_000)}`],
    ['many cells', `a\n${'xxxx,'.repeat(100_000)}`],
    ['marks that are doubled', `a\n"${'""'.repeat(300_000)}`],
  ])('do not grow without end: %s', (_what, text) => {
    expect(() => split(cut(text, 1_000))).toThrow('row-without-end {"row":1,"maxChars":262144}');
  });

  it('with MySQL’s backslashes take what stands behind one as it is, in pieces of any size', () => {
    const text = '"a\\"b","c\\\\",\\N,d\\,e,"f\\\ng"\n"\\N",x\\N\n';
    for (let size = 1; size <= text.length; size++) {
      const splitter = new RecordSplitter(',', true);
      const records = [...cut(text, size).flatMap((piece) => [...splitter.split(piece)]), ...splitter.end()];
      expect(records).toEqual([['a"b', 'c\\', '\\N', 'd,e', 'f\ng'], ['\\N', 'xN']]);
    }
  });
});
