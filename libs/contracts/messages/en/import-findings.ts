import type { FileErrors, RejectionReasons } from '../import-findings';
import type { Sentences } from '../message';

const number = (count: number): string => count.toLocaleString('en-US');
const kilobytes = (chars: number): string => `${String(chars / 1024)} KB`;
const place = (row: number | null): string => row === null ? 'The first line' : `Row ${String(row)}`;

/** Why a row of a file was not imported. */
export const rejections: Sentences<RejectionReasons> = {
  'no-phone': ({ written }) => `The row has no phone number${written === null ? '' : `: “${written}” has no digit`}.`,
  'invalid-phone': (params) => {
    if (params.how === 'shortened') return `“${params.written}” was a number once: the spreadsheet has shortened it. Format the column as text and export it again.`;
    const hint = params.home === null ? ' with its country code. Write it with + or name the country when uploading' : ` in ${params.home}`;
    return `“${params.written}” is no phone number${hint}.`;
  },
  'doubtful-area': ({ written, home }) => `“${written}” may lack its area code: as it stands it would be a number of another city in ${home ?? 'its country'}. `
    + 'Write it with its area code and the digit before it, or with + and the country code.',
  'duplicate-in-file': ({ phone, row }) => `${phone} stands in row ${String(row)} already.`,
  'too-many-columns': (params) => 'moreThan' in params
    ? `The row has more than ${number(params.moreThan)} columns, the header ${String(params.named)}.`
    : `The row has ${String(params.columns)} columns, the header ${String(params.named)}; “${params.beyond}” has no column. Is there a delimiter within a value that is not in quotation marks?`,
  'row-too-long': ({ maxChars }) => `The row is longer than ${kilobytes(maxChars)}. Is a quotation mark missing?`,
  'cell-too-long': ({ column, written, maxChars }) => `The column “${column}” holds “${written}”, longer than ${number(maxChars)} characters.`,
  'name-too-long': ({ name, maxChars }) => `The name “${name}” is longer than ${String(maxChars)} characters.`,
  'unknown-zone': ({ written }) => `“${written}” is no time zone that is known. Write it as Asia/Tehran or +03:30, or leave the cell empty.`,
  'unknown-country': ({ written, column }) => `“${written}” in the column “${column}” is no country that is known: its numbers could be anybody's. `
    + 'Write its name, its code of two letters or its calling code.',
  'consent-not-dated': 'The row has a proof of consent, but not the day on which it was given. Write it as 2026-03-21, or leave the proof empty.',
  'consent-for-nothing': 'The row has the day of a consent, but not what for. Write sales, survey, service, debt or notice, several with a semicolon, or all.',
  'consent-date': ({ written }) => `“${written}” is no day on which a consent was given. Write it as 2026-03-21, with the time as 2026-03-21 14:30.`,
  'consent-date-unclear': ({ written }) => `“${written}” may be either of two days. Write the day of the consent as 2026-03-21.`,
  'consent-in-future': ({ written }) => `“${written}” is still to come: nobody has given a consent then.`,
  'consent-purpose': ({ written }) => `“${written}” is nothing that a consent is known to be for. Write sales, survey, service, debt or notice, several with a semicolon, or all.`,
  'consent-delivery': ({ written }) => `“${written}” is not who or what may speak. Write agent, recorded, keypad or spoken, several with a semicolon, automatic for the last three, or all.`,
  'consent-form': ({ written }) => `“${written}” is no way in which a consent is known to be given. Write written, digital or oral.`,
};

/** Why a whole file was refused: what is wrong, what to do. */
export const fileErrors: Sentences<FileErrors> = {
  'empty-file': ({ has }) => has === 'nothing' ? 'The file is empty.' : 'The file holds no line with text.',
  'not-text': 'This is not a text file. Upload a CSV file: one line for each contact, the first line with the names of the columns.',
  'spreadsheet': 'This is a spreadsheet file. Open it in the spreadsheet program and save it as “CSV UTF-8”.',
  'undecodable': (params) => {
    switch (params.how) {
      case 'cut-off': return 'The file begins as UTF-16 but ends in the middle of a character: it was cut off or damaged.';
      case 'not-utf-8': return `Most of the file is UTF-8, but line ${String(params.line)} is not: parts of different files were put together. Save it as UTF-8 as a whole.`;
      case 'not-as-guessed': return `Most of the file reads as ${params.encoding}, but line ${String(params.line)} does not: it is damaged, or parts of different files were put together. `
        + 'Save it as UTF-8 as a whole.';
    }
  },
  'no-rows': 'The file holds only the line with the names of the columns, and no contact.',
  'no-header': ({ phone }) => `The first line holds a phone number, “${phone}”, and not the names of the columns. Put a line with names above it, such as name,phone.`,
  'no-phone-column': ({ columns }) => `No column is named as a phone. The columns are ${columns.map((column) => `“${column}”`).join(', ')}. Name one of them “phone”, “mobile” or the like.`,
  'too-many-columns': ({ columns, maxColumns }) => `The file has ${String(columns)} columns; ${String(maxColumns)} are the most. Is the first line really the names of the columns?`,
  'header-too-long': ({ column, header, maxChars }) => `The name of column ${String(column)}, “${header}”, is longer than ${number(maxChars)} characters. `
    + 'Is the first line really the names of the columns?',
  'too-many-rows': ({ maxRows }) => `The file has more than ${number(maxRows)} rows, empty ones counted. Split it.`,
  'row-without-end': ({ row, maxChars }) => `${place(row)} is longer than ${kilobytes(maxChars)}. Is a quotation mark missing there, or is this no list of contacts?`,
  'quote-not-closed': ({ row }) => `${place(row)} opens a quotation mark that is never closed: everything behind it would be one value. Mend that row and upload the file again.`,
  'file-incomplete': 'Part of the file was lost. Upload it again.',
  'interrupted': ({ tries, row }) => `Whatever read this file has ended ${String(tries)} times at the same place, behind row ${String(row)}. Look at the rows there, or split the file.`,
};
