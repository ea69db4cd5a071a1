import { RecordSplitter } from './record-splitter';

/**
 * The records of a text, the header first, piece by piece: each piece is to be walked through once, before the next is
 * asked for. Throws FileError when a record does not end.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Generator<readonly string[]>> {
  const splitter = new RecordSplitter(delimiter);
  for await (const piece of text) yield splitter.split(piece);
  yield splitter.end();
}
