import type { ByteScan } from './byte-scan';
import { FileError } from './file-error';
import { guessEncoding, type GuessedEncoding } from './legacy-encoding';

/** Signatures of what people upload instead of a text file. */
const SPREADSHEETS = [[0x50, 0x4b, 0x03, 0x04], [0xd0, 0xcf, 0x11, 0xe0]];

/**
 * The encoding of a file that was scanned to its end. Throws FileError for what is no text, and for text
 * whose encoding changes on the way: guessing there would spoil names.
 */
export function encodingOf(scan: ByteScan): GuessedEncoding {
  const { head } = scan;
  if (scan.bytes === 0) throw new FileError({ code: 'empty-file', params: { has: 'nothing' } });
  if (SPREADSHEETS.some((signature) => signature.every((byte, at) => head[at] === byte))) {
    throw new FileError({ code: 'spreadsheet', params: {} });
  }
  const wide = utf16Of(head);
  if (wide !== null) {
    if (scan.bytes % 2 === 1) throw new FileError({ code: 'undecodable', params: { how: 'cut-off' } });
    return { encoding: wide, others: [] };
  }
  if (scan.hasNul || looksBinary(head)) throw new FileError({ code: 'not-text', params: {} });
  if (scan.isUtf8) return { encoding: 'utf-8', others: [] };
  const declaredUtf8 = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (declaredUtf8 || scan.sequences > 4 * scan.malformed) {
    throw new FileError({ code: 'undecodable', params: { how: 'not-utf-8', line: scan.malformedLine } });
  }
  return guessEncoding(scan.sample);
}

function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Without a mark: delimiters, digits and line ends have a zero in the same half of each pair, and nothing else has.
  let [even, odd] = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) { if (at % 2 === 0) even += 1; else odd += 1; }
  const pairs = head.length / 2;
  if (even === 0 && odd > pairs / 10) return 'utf-16le';
  if (odd === 0 && even > pairs / 10) return 'utf-16be';
  return null;
}

function looksBinary(head: Buffer): boolean {
  let control = 0;
  // 0x1c–0x1f separate files, fields and records, and are left in cells by some exports.
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x1c)) control += 1;
  return control > head.length / 100;
}
