import { FileError } from './file-error';

/** A record longer than this is a quotation mark that never closes, or no list of contacts. */
const MAX_RECORD_CHARS = 256 * 1024;
/** Of one record; what comes behind them is not kept. A record that has more is seen by the one cell too many. */
export const MAX_CELLS = 1_000;

const [QUOTE, LF, CR, BACKSLASH] = [0x22, 0x0a, 0x0d, 0x5c];
const N = 0x4e;

/**
 * Cuts text into records and cells as spreadsheets write them (RFC 4180), forgiving what people make of it: line ends of
 * any kind, mixed; records with fewer or more cells than others; quotation marks that do not begin their cell, or that
 * are followed by more than their end, are text. What a text costs depends on its length alone, in whatever pieces it
 * comes and whatever its records look like.
 */
export class RecordSplitter {
  /** Records that were given out. */
  private records = 0;
  private cells: string[] = [];
  private cell = '';
  private chars = 0;
  /** Where the next character stands; `closing` is behind a quotation mark that may end its cell or be half of a doubled one. */
  private place: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  private afterCr = false;
  private afterBackslash = false;
  private readonly delimiter: number;

  /**
   * @param delimiter one character
   * @param withBackslashes a backslash takes its meaning from the character behind it, as MySQL writes them; `\\N` stays
   */
  constructor(delimiter: string, private readonly withBackslashes = false) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** The records that end in this piece. Throws FileError for one that grows too long. */
  *split(text: string): Generator<readonly string[]> {
    for (let at = 0; at < text.length;) {
      const char = text.charCodeAt(at);
      if (this.afterCr) {
        this.afterCr = false;
        if (char === LF) { at += 1; continue; }
      }
      if (this.afterBackslash) {
        this.afterBackslash = false;
        this.take(char === N && this.cell === '' ? '\\N' : text.charAt(at));
        at += 1;
      } else if (this.withBackslashes && char === BACKSLASH && this.place !== 'closing') {
        if (this.place === 'start') this.place = 'plain';
        this.afterBackslash = true;
        at += 1;
      } else if (this.place === 'quoted') at = this.takeQuoted(text, at);
      else if (this.place === 'start' && char === QUOTE) { this.place = 'quoted'; at += 1; } else if (this.place === 'closing' && char === QUOTE) {
        this.take('"');
        this.place = 'quoted';
        at += 1;
      } else if (this.ends(char)) {
        this.endCell();
        this.afterCr = char === CR;
        at += 1;
        if (char !== this.delimiter) yield this.endRecord();
      } else at = this.takePlain(text, at);
    }
  }

  /** What is left at the end of the text. Throws FileError when a quotation mark is open. */
  *end(): Generator<readonly string[]> {
    if (this.place === 'quoted') throw new FileError({ code: 'quote-not-closed', params: { row: this.row() } });
    if (this.place === 'start' && this.cells.length === 0) return;
    this.endCell();
    yield this.endRecord();
  }

  private ends(char: number): boolean {
    return char === this.delimiter || char === LF || char === CR;
  }

  private takeQuoted(text: string, at: number): number {
    const end = this.endOfQuoted(text, at);
    this.take(text.slice(at, end));
    if (end === text.length || text.charCodeAt(end) === BACKSLASH) return end;
    this.place = 'closing';
    return end + 1;
  }

  private endOfQuoted(text: string, at: number): number {
    if (!this.withBackslashes) {
      const quote = text.indexOf('"', at);
      return quote === -1 ? text.length : quote;
    }
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== QUOTE && text.charCodeAt(end) !== BACKSLASH) end += 1;
    return end;
  }

  private takePlain(text: string, at: number): number {
    // More follows a closing mark: neither was one.
    if (this.place === 'closing') { this.cell = `"${this.cell}"`; this.chars += 2; }
    this.place = 'plain';
    let end = at + 1;
    while (end < text.length && !this.ends(text.charCodeAt(end)) && !(this.withBackslashes && text.charCodeAt(end) === BACKSLASH)) end += 1;
    this.take(text.slice(at, end));
    return end;
  }

  private take(text: string): void {
    this.chars += text.length;
    if (this.chars > MAX_RECORD_CHARS) throw new FileError({ code: 'row-without-end', params: { row: this.row(), maxChars: MAX_RECORD_CHARS } });
    this.cell += text;
  }

  private endCell(): void {
    if (this.cells.length <= MAX_CELLS) this.cells.push(this.cell);
    this.cell = '';
    this.place = 'start';
  }

  private endRecord(): readonly string[] {
    const { cells } = this;
    this.cells = [];
    this.chars = 0;
    this.records += 1;
    return cells;
  }

  /** Of the data, where it stands; null in the first line, which has the names of the columns. */
  private row(): number | null {
    return this.records > 0 ? this.records : null;
  }
}
