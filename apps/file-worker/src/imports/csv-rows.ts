import { TOLD_FROM_CHARS, hasMysqlBackslashes } from './backslashes';
import { RecordSplitter } from './record-splitter';

/**
 * The records of a text, the header first, piece by piece: each piece is to be walked through once, before the next is
 * asked for. Throws FileError when a record does not end.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Generator<readonly string[]>> {
  let splitter: RecordSplitter | null = null;
  let beginning = '';
  const begun = (): RecordSplitter => new RecordSplitter(delimiter, hasMysqlBackslashes(beginning.slice(0, TOLD_FROM_CHARS), delimiter));
  for await (const piece of text) {
    if (splitter !== null) {
      yield splitter.split(piece);
      continue;
    }
    beginning += piece;
    if (beginning.length < TOLD_FROM_CHARS) continue;
    splitter = begun();
    yield splitter.split(beginning);
  }
  if (splitter === null) {
    splitter = begun();
    yield splitter.split(beginning);
  }
  yield splitter.end();
}
