import type { ImportColumn } from '@paceline/persistence';
import type { ImportBatch } from './import-batch';
import { readRow, type NewContact } from './read-row';

/** A batch is also full with so much text, so that no statement outgrows the server's packet. */
const MAX_BATCH_CHARS = 1024 * 1024;
/** And with so many times as many rows of which nothing is written. */
const EMPTY_ROWS = 100;

/**
 * Gathers rows into batches and finds a number that the file has twice. After a restart it is fed the whole
 * file again: rows up to `rowsRead` are only remembered, because later rows may repeat them.
 */
export class RowBatcher {
  /** Row by primary phone. */
  private readonly seen = new Map<string, number>();
  private row = 0;
  private from: number;
  private chars = 0;
  private contacts: NewContact[] = [];
  private rejections: ImportBatch['rejections'][number][] = [];

  constructor(
    private readonly columns: readonly ImportColumn[],
    private readonly country: string | null,
    private readonly rowsRead: number,
    private readonly batchRows: number,
  ) {
    this.from = rowsRead;
  }

  /** Takes the next row of the file; answers a batch when that made one full. */
  add(cells: readonly string[]): ImportBatch | null {
    this.row += 1;
    const result = readRow(cells, this.columns, this.country);
    const first = result.kind === 'contact' ? this.seen.get(result.contact.phones[0]) : undefined;
    if (result.kind === 'contact' && first === undefined) this.seen.set(result.contact.phones[0], this.row);
    if (this.row <= this.rowsRead) return null;

    this.chars += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (result.kind === 'rejected') this.rejections.push({ rowNumber: this.row, reason: result.reason, detail: result.detail });
    else if (result.kind === 'contact' && first !== undefined) {
      this.rejections.push({ rowNumber: this.row, reason: 'duplicate-in-file', detail: `${result.contact.phones[0]} stands in row ${first} already.` });
    } else if (result.kind === 'contact') this.contacts.push(result.contact);
    return this.isFull() ? this.take() : null;
  }

  /** What is left at the end of the file. */
  rest(): ImportBatch | null {
    return this.row > this.from ? this.take() : null;
  }

  private isFull(): boolean {
    return this.contacts.length + this.rejections.length >= this.batchRows || this.chars >= MAX_BATCH_CHARS || this.row - this.from >= this.batchRows * EMPTY_ROWS;
  }

  private take(): ImportBatch {
    const batch = { fromRow: this.from, toRow: this.row, contacts: this.contacts, rejections: this.rejections };
    this.from = this.row;
    this.chars = 0;
    this.contacts = [];
    this.rejections = [];
    return batch;
  }
}
