import { plainKey } from '@paceline/domain/lists/plain-words';
import type { ImportColumn } from '@paceline/persistence';
import type { ImportBatch, NewContact } from '@paceline/persistence';
import { readRow } from './read-row';

/** A batch is also full with so much text, so that no statement outgrows the server's packet. */
const MAX_BATCH_CHARS = 1024 * 1024;
/** And with so many times as many rows of which nothing is written. */
const EMPTY_ROWS = 100;
/** A landline with more names than a household has is an office's, or a hostile file's: from there on it is one contact. */
const MAX_SHARERS = 10;

/**
 * Gathers rows into batches and finds a number that the file has twice. After a restart it is fed the whole
 * file again: rows up to `rowsRead` are only remembered, because later rows may repeat them.
 */
export class RowBatcher {
  /** Row by what makes a contact one. */
  private readonly seen = new Map<string, number>();
  /** Names that the file has at a landline. */
  private readonly sharers = new Map<string, number>();
  private row = 0;
  private from: number;
  private chars = 0;
  private contacts: NewContact[] = [];
  private blank = 0;
  private optedOut = 0;
  private mayNotCall: string[] = [];
  private rejections: ImportBatch['rejections'][number][] = [];

  constructor(
    private readonly columns: readonly ImportColumn[],
    private readonly country: string | null,
    private readonly rowsRead: number,
    private readonly batchRows: number,
    private readonly nowMs: number,
  ) {
    this.from = rowsRead;
  }

  /** Takes the next row of the file; answers a batch when that made one full. */
  add(cells: readonly string[]): ImportBatch | null {
    this.row += 1;
    const result = readRow(cells, this.columns, this.country, this.nowMs);
    const first = result.kind === 'contact' ? this.rowOf(result.contact) : undefined;
    if (this.row <= this.rowsRead) return null;

    this.chars += cells.reduce((sum, cell) => sum + cell.length, 0);
    // A no counts wherever it stands, in a row that is refused as in one that repeats another.
    const no = result.kind === 'contact' && result.contact.saidNo ? result.contact.phones : result.kind === 'rejected' ? result.mayNotCall ?? [] : [];
    if (no.length > 0) this.optedOut += 1;
    this.mayNotCall.push(...no);
    if (result.kind === 'rejected') this.rejections.push({ rowNumber: this.row, why: result.why });
    else if (result.kind === 'contact' && first !== undefined) {
      this.rejections.push({ rowNumber: this.row, why: { code: 'duplicate-in-file', params: { phone: result.contact.phones[0], row: first } } });
    } else if (result.kind === 'contact') this.contacts.push(result.contact);
    else this.blank += 1;
    return this.isFull() ? this.take() : null;
  }

  /** What is left at the end of the file. */
  rest(): ImportBatch | null {
    return this.row > this.from ? this.take() : null;
  }

  private isFull(): boolean {
    return this.contacts.length + this.rejections.length >= this.batchRows || this.chars >= MAX_BATCH_CHARS || this.row - this.from >= this.batchRows * EMPTY_ROWS;
  }

  /**
   * The row that had this contact before; remembers a new one. A primary phone is one contact, but a family shares its landline: there
   * another name is another person.
   */
  private rowOf({ name, phones: [phone], isLandline }: NewContact): number | undefined {
    const sharers = this.sharers.get(phone) ?? 0;
    const key = isLandline && name !== '' && sharers < MAX_SHARERS ? `${phone} ${plainKey(name)}` : phone;
    const before = this.seen.get(key);
    if (before !== undefined) return before;
    this.seen.set(key, this.row);
    if (key !== phone) {
      this.sharers.set(phone, sharers + 1);
      if (!this.seen.has(phone)) this.seen.set(phone, this.row);
    }
    return undefined;
  }

  private take(): ImportBatch {
    const { contacts, rejections, blank, optedOut, mayNotCall } = this;
    const batch = { fromRow: this.from, toRow: this.row, contacts, rejections, blank, optedOut, mayNotCall };
    this.from = this.row;
    this.chars = 0;
    this.contacts = [];
    this.rejections = [];
    this.blank = 0;
    this.optedOut = 0;
    this.mayNotCall = [];
    return batch;
  }
}
