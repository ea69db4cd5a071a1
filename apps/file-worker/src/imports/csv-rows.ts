import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { FileError } from './file-error';

/** A record longer than this is a quotation mark that never closes, or no list of contacts. */
const MAX_RECORD_CHARS = 256 * 1024;

/**
 * The records of a text, the header first. Quotation marks within a value are kept as they are; rows may
 * have fewer or more cells than the header. Throws FileError when a record does not end.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<readonly string[]> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'], // not detected: the first line's would be taken for all
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD_CHARS,
  });
  // An error of the source reaches the loop below, because the pipeline destroys the parser with it.
  const fed = pipeline(Readable.from(text), parser).catch(() => undefined);
  try {
    for await (const record of parser) {
      yield record as string[]; // the parser's records without `columns` are arrays of texts
    }
  } catch (thrown) {
    throw thrown instanceof CsvError ? toFileError(thrown) : thrown;
  } finally {
    parser.destroy();
    await fed;
  }
}

function toFileError(error: CsvError): FileError {
  // Records before the faulty one, as the parser counts them: those that it had ready are lost with the error.
  const rows = Number(error['records']);
  const where = rows > 0 ? `Row ${rows}` : 'The first line';
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return new FileError('row-without-end', `${where} is longer than ${MAX_RECORD_CHARS / 1024} KB. Is a quotation mark missing there, or is this no list of contacts?`);
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileError('quote-not-closed', `${where} opens a quotation mark that is never closed: everything behind it would be one value. Mend that row and upload the file again.`);
    default:
      return new FileError('not-text', `${where} cannot be read as CSV (${error.message}).`);
  }
}
