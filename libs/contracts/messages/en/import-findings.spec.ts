import type { FileErrors, RejectionReasons } from '../import-findings';
import { told, type Message } from '../message';
import { fileErrors, rejections } from './import-findings';

it.each<[Message<RejectionReasons>, string]>([
  [{ code: 'no-phone', params: { written: null } }, 'The row has no phone number.'],
  [{ code: 'no-phone', params: { written: 'none' } }, 'The row has no phone number: “none” has no digit.'],
  [{ code: 'invalid-phone', params: { how: 'shortened', written: '9.89E+11' } }, '“9.89E+11” was a number once: the spreadsheet has shortened it. Format the column as text and export it again.'],
  [{ code: 'invalid-phone', params: { how: 'no-number', written: '12', home: null } }, '“12” is no phone number with its country code. Write it with + or name the country when uploading.'],
  [{ code: 'invalid-phone', params: { how: 'no-number', written: '12', home: 'IR' } }, '“12” is no phone number in IR.'],
  [{ code: 'too-many-columns', params: { moreThan: 1000, named: 3 } }, 'The row has more than 1,000 columns, the header 3.'],
  [{ code: 'too-many-columns', params: { columns: 4, named: 3, beyond: 'x' } },
    'The row has 4 columns, the header 3; “x” has no column. Is there a delimiter within a value that is not in quotation marks?'],
  [{ code: 'row-too-long', params: { maxChars: 32_768 } }, 'The row is longer than 32 KB. Is a quotation mark missing?'],
  [{ code: 'cell-too-long', params: { column: 'note', written: 'y…', maxChars: 10_000 } }, 'The column “note” holds “y…”, longer than 10,000 characters.'],
])('says of a row why it was not imported: %j', (why, words) => {
  expect(told(rejections, why)).toBe(words);
});

it.each<[Message<FileErrors>, string]>([
  [{ code: 'undecodable', params: { how: 'not-as-guessed', encoding: 'windows-1256', line: 7 } },
    'Most of the file reads as windows-1256, but line 7 does not: it is damaged, or parts of different files were put together. Save it as UTF-8 as a whole.'],
  [{ code: 'no-phone-column', params: { columns: ['name', 'city'] } }, 'No column is named as a phone. The columns are “name”, “city”. Name one of them “phone”, “mobile” or the like.'],
  [{ code: 'too-many-rows', params: { maxRows: 2_000_000 } }, 'The file has more than 2,000,000 rows, empty ones counted. Split it.'],
  [{ code: 'row-without-end', params: { row: null, maxChars: 262_144 } }, 'The first line is longer than 256 KB. Is a quotation mark missing there, or is this no list of contacts?'],
  [{ code: 'quote-not-closed', params: { row: 3 } },
    'Row 3 opens a quotation mark that is never closed: everything behind it would be one value. Mend that row and upload the file again.'],
])('says of a file why it was refused: %j', (why, words) => {
  expect(told(fileErrors, why)).toBe(words);
});
