import type { ImportColumn } from '@paceline/persistence';
import type { Breath } from '../breath';
import { ByteScan } from './byte-scan';
import { readColumns } from './columns';
import { csvRows } from './csv-rows';
import { decodeText } from './decode-text';
import { declaredDelimiter, delimiterOf } from './delimiter';
import { encodingOf } from './encoding';
import { FileError, excerpt } from './file-error';

/** Characters from which the delimiter is told: the header and some lines more. */
const BEGINNING_CHARS = 32 * 1024;
/** Above what a spreadsheet holds (1,048,576), all of its empty lines included. */
const MAX_ROWS = 2_000_000;
/** A name of a column longer than this is none. */
const MAX_HEADER_CHARS = 1_000;

/** A file whose every byte and every record was looked at before anything of it is imported. */
export interface InspectedFile {
  readonly encoding: string;
  /** Encodings that fit nearly as well; empty without doubt. */
  readonly otherEncodings: readonly string[];
  readonly delimiter: string;
  readonly columns: readonly ImportColumn[];
  /** Data rows, empty lines among them counted as the spreadsheet counts them. */
  readonly rowsTotal: number;
}

export type OpenBytes = () => AsyncIterable<Buffer>;

/**
 * Reads the file to its end and says how to read it, or throws FileError: a file with a fault in its
 * structure is refused before the first contact of it is written.
 */
export async function inspectFile(open: OpenBytes, country: string | null, breath: Breath): Promise<InspectedFile> {
  const scan = new ByteScan();
  for await (const chunk of open()) {
    scan.push(chunk);
    if (breath.isDue()) await breath.take();
  }
  scan.end();
  const { encoding, others: otherEncodings } = encodingOf(scan);
  const delimiter = await findDelimiter(open, encoding);

  let columns: readonly ImportColumn[] | null = null;
  let rowsTotal = 0;
  for await (const rows of csvRows(unspoilt(textOf(open, encoding), encoding), delimiter)) {
    for (const row of rows) {
      if (columns === null) columns = readHeader(row, country);
      else if (++rowsTotal > MAX_ROWS) throw new FileError({ code: 'too-many-rows', params: { maxRows: MAX_ROWS } });
      if (breath.isDue()) await breath.take();
    }
  }
  if (columns === null) throw new FileError({ code: 'empty-file', params: { has: 'blanks' } });
  if (rowsTotal === 0) throw new FileError({ code: 'no-rows', params: {} });
  return { encoding, otherEncodings, delimiter, columns, rowsTotal };
}

function readHeader(row: readonly string[], country: string | null): readonly ImportColumn[] {
  const long = row.findIndex((header) => header.length > MAX_HEADER_CHARS);
  if (long === -1) return readColumns(row, country);
  throw new FileError({ code: 'header-too-long', params: { column: long + 1, header: excerpt(row[long] ?? '', 40), maxChars: MAX_HEADER_CHARS } });
}

/** The data rows of an inspected file, from the first; each piece of them is to be walked through once. */
export async function* dataRows(open: OpenBytes, file: Pick<InspectedFile, 'encoding' | 'delimiter'>): AsyncGenerator<Iterable<readonly string[]>> {
  let headerIsToCome = true;
  for await (const rows of csvRows(textOf(open, file.encoding), file.delimiter)) {
    if (headerIsToCome) headerIsToCome = rows.next().done === true;
    yield rows;
  }
}

/** The text behind a first line that only declares the delimiter. */
async function* textOf(open: OpenBytes, encoding: string): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of decodeText(open(), encoding)) {
    const text: string = isFirst ? piece.slice(declaredDelimiter(piece)?.length ?? 0) : piece;
    isFirst = false;
    if (text !== '') yield text;
  }
}

/** A guess that does not hold to the end of the file spoils names: the file is refused. In UTF-8 the sign may have been written. */
async function* unspoilt(text: AsyncIterable<string>, encoding: string): AsyncGenerator<string> {
  let line = 1;
  for await (const piece of text) {
    const at = encoding === 'utf-8' ? -1 : piece.indexOf('\ufffd');
    if (at !== -1) {
      line += piece.slice(0, at).split('\n').length - 1;
      throw new FileError({ code: 'undecodable', params: { how: 'not-as-guessed', encoding, line } });
    }
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', end + 1)) line += 1;
    yield piece;
  }
}

async function findDelimiter(open: OpenBytes, encoding: string): Promise<string> {
  let beginning = '';
  for await (const piece of decodeText(open(), encoding)) {
    beginning += piece;
    if (beginning.length >= BEGINNING_CHARS) break;
  }
  if (beginning.trim() === '') throw new FileError({ code: 'empty-file', params: { has: 'blanks' } });
  return declaredDelimiter(beginning)?.delimiter ?? delimiterOf(beginning.slice(0, BEGINNING_CHARS));
}
