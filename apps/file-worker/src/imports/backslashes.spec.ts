import { hasMysqlBackslashes } from './backslashes';

describe('MySQL’s backslashes', () => {
  it.each(['"a","b \\"c\\" d"\n', 'a,\\N\n1,2\n', '\\N,a\n', '"a",\\N', '"x","\\"hi\\" there"\n'])('are told from those of other files: %j', (text) => {
    expect(hasMysqlBackslashes(text, ',')).toBe(true);
  });

  it.each(['a,b\n', '"C:\\data\\",b\n', '"C:\\",""\n', 'C:\\N,b\n', '"say ""hi"" \\"" x",b\n', '\\Name,b\n', '"a\\"\n'])('are no such marks: %j', (text) => {
    expect(hasMysqlBackslashes(text, ',')).toBe(false);
  });
});
