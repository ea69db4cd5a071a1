import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export type CsvCell = string | number | null;

/** One line of a CSV that a spreadsheet will open; null is an empty cell. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => typeof cell === 'string' ? quoted(cell) : String(cell ?? '')).join(',')}\r\n`;
}

/**
 * What would be a formula gets an apostrophe before it, also with the signs of East Asian keyboards (OWASP, CSV injection);
 * quotation marks are doubled. Where the semicolon or the tab separates, as in most of Europe, the quotation marks of the
 * second cell are text, and what stands behind one of these within a value begins a cell of its own.
 */
function quoted(text: string): string {
  const safe = text.replace(FORMULA_AT_START, "'$&").replace(FORMULA_BEHIND_SEPARATOR, "$1'");
  return `"${safe.replaceAll('"', '""')}"`;
}

const FORMULA_AT_START = /^\s*[=+\-@＝＋－＠\t\r]/;
const FORMULA_BEHIND_SEPARATOR = /([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/g;

/**
 * A file for a spreadsheet, sent as it is read: UTF-8 with a mark, so that it reads names of any script.
 * @param pages the lines, some at a time: whoever reads slowly is waited for
 */
export function csvFile(name: string, header: readonly string[], pages: AsyncIterable<readonly (readonly CsvCell[])[]>): StreamableFile {
  return new StreamableFile(Readable.from(text(header, pages)), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}.csv"` });
}

async function* text(header: readonly string[], pages: AsyncIterable<readonly (readonly CsvCell[])[]>): AsyncGenerator<string> {
  yield `\ufeff${csvLine(header)}`;
  for await (const lines of pages) if (lines.length > 0) yield lines.map((cells) => csvLine(cells)).join('');
}
