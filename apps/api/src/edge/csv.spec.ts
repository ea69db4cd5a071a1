import { parse } from 'csv-parse/sync';
import { csvFile, csvLine } from './csv';

it.each([
  ['plain', 'plain'], ['with "quotes", commas', 'with "quotes", commas'], ['two\nlines', 'two\nlines'], ['مریم 😀', 'مریم 😀'],
  ['=1+2', "'=1+2"], ['+98912', "'+98912"], ['-1', "'-1"], ['@x', "'@x"], ['\t=1', "'\t'=1"], [' =1', "' =1"],
  ['＝1+2', "'＝1+2"], ['＠x', "'＠x"],
  ['later; =1+2', "later; '=1+2"], ['later\n=1+2', "later\n'=1+2"], ['later\t@x', "later\t'@x"], ['a;b - c', 'a;b - c'],
])('a cell %j opens in a spreadsheet as the text %j, never as a formula', (text, shown) => {
  expect(parse(csvLine([7, text]), { relax_column_count: true })).toEqual([['7', shown]]);
});

it.each(['later;=1+2;', 'x"";=1+2;"', 'later\n=1+2', ';+1', 'a;\t-1'])('of %j nothing begins with a sign where another character separates the cells', (text) => {
  for (const separator of [';', '\t']) {
    const cells = csvLine(['first', text]).split(/\r?\n/).flatMap((line) => line.split(separator)).map((cell) => cell.trim());
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  }
});

it('has an empty cell for what is not there', () => {
  expect(csvLine(['a', null, 0])).toBe('"a",,0\r\n');
});

it('is a file that begins with its mark and the names of its columns', async () => {
  async function* pages(): AsyncGenerator<readonly (readonly string[])[]> { yield [['1']]; yield []; yield [['2'], ['3']]; }
  const sent = await csvFile('calls', ['n'], pages()).getStream().toArray();
  expect(sent.join('')).toBe('\ufeff"n"\r\n"1"\r\n"2"\r\n"3"\r\n');
});
