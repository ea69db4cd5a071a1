import type { DataSource } from 'typeorm';
import { Import, rows, write, type ImportState } from '@paceline/persistence';
import { Breath } from '../breath';
import { FileError } from './file-error';
import { fileChunks } from './file-chunks';
import { ImportTakenOver, writeBatch } from './import-batch';
import { dataRows, inspectFile, type InspectedFile } from './open-file';
import { RowBatcher } from './row-batcher';

/** How far an import is, for the screens. */
export interface ImportProgress {
  readonly importId: string;
  readonly listId: string;
  readonly state: ImportState;
  readonly rowsRead: number;
  readonly imported: number;
  readonly known: number;
  readonly rejected: number;
}

const PROGRESS_EVERY_MS = 500;
const BATCH_ROWS = 500;

/**
 * Imports uploaded files. Everything it needs is in the database, so any worker can begin an import or go on
 * with one whose worker died. Run one at a time in an installation: two that create the same contact at the
 * same time would not see each other.
 */
export class ImportService {
  /** @param onProgress told at the start, while batches are written (not after each), and at the end. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onProgress: (progress: ImportProgress) => void = () => undefined,
    private readonly batchRows = BATCH_ROWS,
  ) {}

  /** Imports that wait or were interrupted, the oldest first: for a queue that was flushed. */
  async unfinished(): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, "SELECT id FROM imports WHERE state IN ('queued', 'running') ORDER BY id", []);
    return found.map(({ id }) => String(id));
  }

  /**
   * Brings an import to its end: `done`, or `failed` with a reason for the file as a whole. Does nothing for one
   * that has ended or is still being uploaded. Throws only what another try may mend (the database went away):
   * the import then stays `running`, and the next run goes on behind the last committed batch.
   */
  async run(importId: string): Promise<void> {
    await write(this.dataSource, "UPDATE imports SET state = 'running' WHERE id = ? AND state = 'queued'", [importId]);
    const started = await this.find(importId);
    if (started?.state !== 'running') return;
    this.report(started);
    try {
      await this.importRows(started, await this.inspect(started));
      await this.finish(importId, null);
    } catch (thrown) {
      if (thrown instanceof ImportTakenOver) return;
      if (!(thrown instanceof FileError)) throw thrown;
      await this.finish(importId, thrown);
    }
    const ended = await this.find(importId);
    if (ended !== null) this.report(ended);
  }

  /** Looks at the whole file once; an import that goes on knows the answer already. */
  private async inspect(started: Import): Promise<InspectedFile> {
    const { encoding, delimiter, columnsUsed, rowsTotal } = started;
    if (encoding !== null && delimiter !== null && columnsUsed !== null && rowsTotal !== null) {
      return { encoding, delimiter, columns: columnsUsed, rowsTotal };
    }
    const file = await inspectFile(() => fileChunks(this.dataSource, started.id), started.country);
    await write(this.dataSource, 'UPDATE imports SET encoding = ?, `delimiter` = ?, columns_used = ?, rows_total = ? WHERE id = ?',
      [file.encoding, file.delimiter, JSON.stringify(file.columns), file.rowsTotal, started.id]);
    return file;
  }

  private async importRows(started: Import, file: InspectedFile): Promise<void> {
    const batcher = new RowBatcher(file.columns, started.country, started.rowsRead, this.batchRows);
    const breath = new Breath();
    let reportedAtMs = performance.now();
    for await (const some of dataRows(() => fileChunks(this.dataSource, started.id), file)) {
      for (const row of some) {
        const batch = batcher.add(row);
        if (breath.isDue()) await breath.take();
        if (batch === null) continue;
        await writeBatch(this.dataSource, started.id, started.listId, batch);
        if (performance.now() - reportedAtMs < PROGRESS_EVERY_MS) continue;
        reportedAtMs = performance.now();
        const now = await this.find(started.id);
        if (now !== null) this.report(now);
      }
    }
    const last = batcher.rest();
    if (last !== null) await writeBatch(this.dataSource, started.id, started.listId, last);
  }

  private async finish(importId: string, error: FileError | null): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await write(manager,
        "UPDATE imports SET state = ?, error_code = ?, error_detail = ?, ended_at = UTC_TIMESTAMP(3) WHERE id = ? AND state = 'running'",
        [error === null ? 'done' : 'failed', error?.code ?? null, error?.detail.slice(0, 500) ?? null, importId]);
      await write(manager, 'DELETE FROM import_chunks WHERE import_id = ?', [importId]);
    });
  }

  private async find(importId: string): Promise<Import | null> {
    return await this.dataSource.manager.findOneBy(Import, { id: importId });
  }

  private report({ id, listId, state, rowsRead, imported, known, rejected }: Import): void {
    this.onProgress({ importId: id, listId, state, rowsRead, imported, known, rejected });
  }
}
