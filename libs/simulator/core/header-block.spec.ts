import fc from 'fast-check';
import { encodePlainValue, HeaderBlock } from './header-block';

describe('a block of headers', () => {
  it('is the same in JSON as JSON.stringify makes it', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'binary' })), (values) => {
      const headers = Object.entries(values);
      expect(JSON.parse(`{${new HeaderBlock(headers, 'p_').json}}`)).toEqual(Object.fromEntries(headers.map(([name, value]) => [`p_${name}`, value])));
    }));
  });

  it('writes arrays as FreeSWITCH does', () => {
    const block = new HeaderBlock([['history', ['a:1', 'b']]]);
    expect(block.json).toBe('"history":["a:1","b"]');
    expect(block.plain).toBe('history: ARRAY%3A%3Aa%3A1%7C%3Ab\n');
    expect(block.get('History')).toBe('a:1|:b');
  });
});

describe('the encoding of plain events', () => {
  it.each([
    ['fd00::2', 'fd00%3A%3A2'],
    ['2026-11-21 20:25:12', '2026-11-21%2020%3A25%3A12'],
    ['Sat, 21 Nov 2026', 'Sat,%2021%20Nov%202026'],
    ['sip:55501101@127.0.0.1:6060', 'sip%3A55501101%40127.0.0.1%3A6060'],
    ['sofia/external/55501101', 'sofia/external/55501101'],
    ["nice='100%' &park()", "nice%3D'100%25'%20%26park()"],
    ['سلام', '%D8%B3%D9%84%D8%A7%D9%85'],
    ['git~20240802', 'git~20240802'],
  ])('%j is %j, as recorded', (value, encoded) => {
    expect(encodePlainValue(value)).toBe(encoded);
  });

  it('decodes back', () => {
    fc.assert(fc.property(fc.string(), (value) => { expect(decodeURIComponent(encodePlainValue(value))).toBe(value); }));
  });
});
