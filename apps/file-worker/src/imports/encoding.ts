import { analyse } from 'chardet';
import { decode, encodingExists } from 'iconv-lite';
import type { ByteScan } from './byte-scan';
import { FileError } from './file-error';

/** Signatures of what people upload instead of a text file. */
const SPREADSHEETS = [[0x50, 0x4b, 0x03, 0x04], [0xd0, 0xcf, 0x11, 0xe0]];

/** Old encodings that are worth guessing, in our names of them: supersets where the web's practice is one. */
const LEGACY: Readonly<Record<string, string>> = {
  'ISO-8859-1': 'windows-1252', 'windows-1252': 'windows-1252', 'windows-1256': 'windows-1256', 'ISO-8859-6': 'iso-8859-6',
  'GB18030': 'gb18030', 'Big5': 'big5', 'Shift_JIS': 'shift_jis', 'EUC-JP': 'euc-jp', 'EUC-KR': 'euc-kr',
  'ISO-8859-2': 'windows-1250', 'windows-1250': 'windows-1250', 'windows-1251': 'windows-1251', 'KOI8-R': 'koi8-r',
  'ISO-8859-7': 'windows-1253', 'windows-1253': 'windows-1253', 'ISO-8859-9': 'windows-1254', 'windows-1254': 'windows-1254',
  'ISO-8859-8': 'windows-1255', 'windows-1255': 'windows-1255',
};

const EAST_ASIAN = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr']);

/** Confidence that Western text is given over rarer guesses: a few accents alone prove little. */
const WESTERN_BONUS = 15;

/**
 * The encoding of a file that was scanned to its end. Throws FileError for what is no text, and for text
 * whose encoding changes on the way: guessing there would spoil names.
 */
export function encodingOf(scan: ByteScan): string {
  const { head } = scan;
  if (scan.bytes === 0) throw new FileError('empty-file', 'The file is empty.');
  if (SPREADSHEETS.some((signature) => signature.every((byte, at) => head[at] === byte))) {
    throw new FileError('spreadsheet', 'This is a spreadsheet file. Open it in the spreadsheet program and save it as “CSV UTF-8”.');
  }
  const wide = utf16Of(head);
  if (wide !== null) {
    if (scan.bytes % 2 === 1) throw new FileError('undecodable', 'The file begins as UTF-16 but ends in the middle of a character: it was cut off or damaged.');
    return wide;
  }
  if (scan.hasNul || looksBinary(head)) throw new FileError('not-text', 'This is not a text file. Upload a CSV file: one line for each contact, the first line with the names of the columns.');
  if (scan.isUtf8) return 'utf-8';
  const declaredUtf8 = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (declaredUtf8 || scan.sequences > 4 * scan.malformed) {
    throw new FileError('undecodable', `Most of the file is UTF-8, but line ${scan.malformedLine} is not: parts of different files were put together. Save it as UTF-8 as a whole.`);
  }
  return legacyEncodingOf(scan.sample);
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
  for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) control += 1;
  return control > head.length / 100;
}

/** The likeliest old encoding of lines that are no UTF-8. */
export function legacyEncodingOf(sample: Buffer): string {
  if (isArabicIn1256(sample)) return 'windows-1256';
  let best = { encoding: 'windows-1252', confidence: 0 };
  for (const { name, confidence } of analyse(sample)) {
    const encoding = LEGACY[name];
    if (encoding === undefined || !encodingExists(encoding)) continue;
    if (EAST_ASIAN.has(encoding) && !readsAsEastAsian(sample, encoding)) continue;
    const weighed = confidence + (encoding === 'windows-1252' ? WESTERN_BONUS : 0);
    if (weighed > best.confidence) best = { encoding, confidence: weighed };
  }
  return best.encoding;
}

/** An accented letter and the one behind it also look like one character of two bytes, but within a Latin word. */
function readsAsEastAsian(sample: Buffer, encoding: string): boolean {
  const text = decode(sample, encoding);
  const runs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu) ?? [];
  const withinWords = text.match(/[a-z][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/giu) ?? [];
  return !text.includes('\ufffd') && withinWords.length * 8 <= runs.length;
}

/**
 * Statistics of letters are trained on Arabic and miss Persian. Scripts tell more: decoded as windows-1256,
 * Arabic and Persian give whole words of Arabic letters; other languages give a mixture of scripts.
 */
function isArabicIn1256(sample: Buffer): boolean {
  const words = decode(sample, 'windows-1256').match(/[\p{L}\p{M}\u200c]+/gu) ?? [];
  let [pure, mixed, foreign] = [0, 0, 0];
  for (const word of words) {
    const arabic = /\p{Script=Arabic}/u.test(word);
    const latin = /\p{Script=Latin}/u.test(word);
    if (arabic && latin) mixed += 1;
    else if (arabic && word.length > 1) pure += 1;
    else if (/[^\x00-\x7f]/.test(word)) foreign += 1;
  }
  return pure > 0 && (mixed + foreign) * 8 <= pure && letterShare(sample) > 0.8;
}

/** Of the bytes above ASCII, those that are letters in windows-1256. */
function letterShare(sample: Buffer): number {
  const high = [...decode(sample, 'windows-1256')].filter((char) => char > '\u007f');
  return high.length === 0 ? 0 : high.filter((char) => /[\p{L}\p{M}\u200c]/u.test(char)).length / high.length;
}
