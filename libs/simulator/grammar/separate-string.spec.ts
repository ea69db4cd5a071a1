import { separateString } from './separate-string';

describe('separateString cuts as FreeSWITCH does', () => {
  it.each([
    ['a b  c', ' ', 10, ['a', 'b', 'c']],
    ['  a b ', ' ', 10, ['a', 'b']],
    ["a 'b c' d", ' ', 10, ['a', 'b c', 'd']],
    // A quote that never closes swallows the blanks behind it, and stays in the word.
    ["1'2 &park()", ' ', 10, ["1'2 &park()"]],
    ['a\\ b', ' ', 10, ['a\\ b']],
    ['a,b,c', ',', 10, ['a', 'b', 'c']],
    ["x='a,b',y=1", ',', 10, ['x=a,b', 'y=1']],
    ['y=a\\,b,z', ',', 10, ['y=a,b', 'z']],
    ["it's,fine", ',', 10, ["it's", 'fine']],
    ['a=b=c', '=', 2, ['a', 'b=c']],
    ['a,b,c', ',', 2, ['a', 'b,c']],
    ['a\\nb', ',', 2, ['a\nb']],
    ['', ',', 2, []],
    [',a', ',', 5, ['', 'a']],
  ] as const)('%j at %j, at most %d parts', (text, delimiter, limit, parts) => {
    expect(separateString(text, delimiter, limit)).toEqual(parts);
  });
});
