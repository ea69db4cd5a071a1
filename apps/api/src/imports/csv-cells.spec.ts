import { parse } from 'csv-parse/sync';
import { csvLine } from './csv-cells';

it.each([
  ['plain', 'plain'], ['with "quotes", commas', 'with "quotes", commas'], ['two\nlines', 'two\nlines'], ['مریم 😀', 'مریم 😀'],
  ['=1+2', "'=1+2"], ['+98912', "'+98912"], ['-1', "'-1"], ['@x', "'@x"], ['\t=1', "'\t=1"], [' =1', "' =1"],
])('a cell %j opens in a spreadsheet as the text %j, never as a formula', (text, shown) => {
  expect(parse(csvLine([7, text]), { relax_column_count: true })).toEqual([['7', shown]]);
});
