import { decode, encode } from 'iconv-lite';
import fc from 'fast-check';
import { ByteScan } from './byte-scan';
import { guessEncoding } from './legacy-encoding';
import { PEOPLE } from './people.spec-helper';

const CASES = Object.entries(PEOPLE).flatMap(([language, { encodings }]) => encodings.map((encoding) => [language, encoding] as const));
const pick = (words: string, at: number): string => (words.split(' ')[at % words.split(' ').length] ?? '').replaceAll('_', ' ');

/** A list of people of a language, told by numbers. */
function list(language: string, choices: readonly number[]): string {
  const { header, family, given, town, familyFirst, glue = ' ' } = PEOPLE[language] ?? PEOPLE['German'] ?? { header: '', family: '', given: '', town: '' };
  const lines = choices.map((choice) => {
    const [one, other] = [pick(family, choice), pick(given, Math.floor(choice / 31))];
    return `${familyFirst === true ? `${one}${glue}${other}` : `${other} ${one}`},+4917012345${choice % 90 + 10},${pick(town, Math.floor(choice / 7))}\n`;
  });
  return `${header}\n${lines.join('')}`;
}

const choices = (least: number, most: number) => fc.array(fc.nat({ max: 100_000 }), { minLength: least, maxLength: most });

describe('the guess of an old encoding', () => {
  it.each(CASES)('knows a list in %s, %s', (language, encoding) => {
    fc.assert(fc.property(choices(25, 40), (told) => {
      const text = list(language, told);
      const bytes = encode(text, encoding);
      // Some lists read alike in two encodings: what counts is the text.
      expect(decode(bytes, guessEncoding(bytes).encoding)).toBe(text);
    }), { numRuns: 5 });
  });

  it.each(CASES)('does not depend on where the sample ends: %s, %s', (language, encoding) => {
    fc.assert(fc.property(choices(60, 60), fc.double({ min: 0.4, max: 1, noNaN: true }), (told, share) => {
      const text = list(language, told);
      const bytes = encode(text, encoding);
      expect(decode(bytes, guessEncoding(bytes.subarray(0, Math.ceil(bytes.length * share))).encoding)).toBe(text);
    }), { numRuns: 5 });
  });

  it.each([['simplified Chinese', 'gb18030'], ['traditional Chinese', 'big5'], ['Japanese', 'shift_jis'], ['Japanese', 'euc-jp'], ['Korean', 'euc-kr']])(
    'holds for a long file, wherever its pieces are cut: %s, %s', (language, encoding) => {
      const told = Array.from({ length: 6_000 }, (_, at) => at * 7_919 % 100_000);
      const bytes = encode(list(language, told), encoding);
      expect(bytes.length).toBeGreaterThan(64 * 1024);
      for (const size of [4_093, 65_535, 65_536, 65_537, bytes.length]) {
        const scan = new ByteScan();
        for (let at = 0; at < bytes.length; at += size) scan.push(bytes.subarray(at, at + size));
        scan.end();
        expect(guessEncoding(scan.sample)).toEqual({ encoding, others: [] });
      }
    });

  it('takes Hebrew that has few letters for no Greek', () => {
    const bytes = encode(`שם,טלפון,עיר\n${'דוד כהן,+491701234510,ירושלים\n'.repeat(60)}`, 'windows-1255');
    expect(guessEncoding(bytes.subarray(0, 800))).toMatchObject({ encoding: 'windows-1255' });
  });

  it('says which others it may be when little tells', () => {
    const { encoding, others } = guessEncoding(encode('name,phone\nAyd\u0131n,1\n', 'windows-1254'));
    expect([encoding, ...others]).toEqual(expect.arrayContaining(['windows-1254', 'windows-1252']));
    expect(guessEncoding(encode(list('Russian', [1, 2, 3, 400, 5_000, 60_000, 777, 88]), 'windows-1251')).others).toEqual([]);
  });

  it('is Western where nothing tells', () => {
    expect(guessEncoding(Buffer.from('name,phone\n')).encoding).toBe('windows-1252');
    expect(guessEncoding(encode('Renée', 'windows-1252')).encoding).toBe('windows-1252');
  });

  it('is made of any bytes in a bounded work', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => { expect(guessEncoding(Buffer.from(bytes)).encoding).not.toBe(''); }), { numRuns: 100 });
    const before = process.cpuUsage();
    for (const byte of [0x80, 0xa1, 0xc1, 0xe9, 0xff]) guessEncoding(Buffer.alloc(64 * 1024, byte));
    guessEncoding(Buffer.alloc(64 * 1024, Buffer.from('a\xe9', 'latin1')));
    expect(process.cpuUsage(before).user).toBeLessThan(30_000_000); // µs; some seconds on a busy machine
  });
});
