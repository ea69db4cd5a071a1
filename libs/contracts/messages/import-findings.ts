/** Why a row of a file was not imported. What stands in the file is told on one line, and cut. */
export interface RejectionReasons {
  /** Null: nothing stands there. */
  'no-phone': { readonly written: string | null };
  /** `home`: where a number without a plus sign would be from, ISO 3166-1 or a calling code. */
  'invalid-phone': { readonly how: 'shortened'; readonly written: string } | { readonly how: 'no-number'; readonly written: string; readonly home: string | null };
  'doubtful-area': { readonly written: string; readonly home: string | null };
  'duplicate-in-file': { readonly phone: string; readonly row: number };
  'too-many-columns': { readonly moreThan: number; readonly named: number } | { readonly columns: number; readonly named: number; readonly beyond: string };
  'row-too-long': { readonly maxChars: number };
  'cell-too-long': { readonly column: string; readonly written: string; readonly maxChars: number };
  'name-too-long': { readonly name: string; readonly maxChars: number };
  'unknown-zone': { readonly written: string };
  'unknown-country': { readonly written: string; readonly column: string };
  'consent-not-dated': null;
  'consent-for-nothing': null;
  'consent-date': { readonly written: string };
  'consent-date-unclear': { readonly written: string };
  'consent-in-future': { readonly written: string };
  'consent-purpose': { readonly written: string };
  'consent-delivery': { readonly written: string };
  'consent-form': { readonly written: string };
}

/** Why a whole file was refused. */
export interface FileErrors {
  'empty-file': { readonly has: 'nothing' | 'blanks' };
  'not-text': null;
  'spreadsheet': null;
  'undecodable': { readonly how: 'cut-off' } | { readonly how: 'not-utf-8'; readonly line: number } | { readonly how: 'not-as-guessed'; readonly encoding: string; readonly line: number };
  'no-rows': null;
  'no-header': { readonly phone: string };
  'no-phone-column': { readonly columns: readonly string[] };
  'too-many-columns': { readonly columns: number; readonly maxColumns: number };
  /** The first column is 1. */
  'header-too-long': { readonly column: number; readonly header: string; readonly maxChars: number };
  'too-many-rows': { readonly maxRows: number };
  /** Null: the line with the names of the columns. */
  'row-without-end': { readonly row: number | null; readonly maxChars: number };
  'quote-not-closed': { readonly row: number | null };
  'file-incomplete': null;
  /** `row`: behind which it stopped. */
  'interrupted': { readonly tries: number; readonly row: number };
}
