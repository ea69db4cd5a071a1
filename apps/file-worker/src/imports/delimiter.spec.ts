import { declaredDelimiter, delimiterOf } from './delimiter';

describe('the delimiter', () => {
  it.each([
    ['comma', 'name,phone\nAnn,1\n', ','],
    ['semicolon, with commas in the values', 'name;phone\n"Doe, Ann";1\nLee, Bob;2\n', ';'],
    ['tab', 'name\tphone\nAnn\t1\n', '\t'],
    ['bar', 'name|phone\nAnn|1\n', '|'],
    ['a comma within a quoted header', '"name, full";phone\na;1\n', ';'],
    ['none: one column', 'phone\n+14155550100\n', ','],
    ['a semicolon once in a header of commas', 'name,phone,note; free text\nAnn,1,x\nBob,2,y\n', ','],
  ])('is found: %s', (_what, text, expected) => {
    expect(delimiterOf(text)).toBe(expected);
  });

  it('is believed when the file declares it, and the declaration is skipped', () => {
    expect(declaredDelimiter('sep=;\r\nname;phone')).toEqual({ delimiter: ';', length: 7 });
    expect(declaredDelimiter('name;phone')).toBeNull();
  });
});
