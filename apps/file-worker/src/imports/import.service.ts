import type { DataSource } from 'typeorm';
import { Import, ListTargets, rows, write, type ClientScope, type ImportState } from '@paceline/persistence';
import type { ImportCounts } from '@paceline/domain/lists/import-counts';
import { Breath } from '../breath';
import { FileError } from './file-error';
import { fileChunks } from './file-chunks';
import { ImportTakenOver, writeBatch } from './import-batch';
import { dataRows, inspectFile, type InspectedFile } from './open-file';
import { RowBatcher } from './row-batcher';

/** How far an import is, for the screens. */
export interface ImportProgress extends ImportCounts, ClientScope {
  readonly importId: string;
  readonly listId: string;
  readonly state: ImportState;
  readonly rowsRead: number;
}

/** Whoever holds it runs imports, and nobody else: two that make the same contact at the same time would not see each other. */
export const IMPORT_LEASE = 'imports';

const PROGRESS_EVERY_MS = 500;
const BATCH_ROWS = 500;
/** Of processes that died without having written one batch more. */
const MAX_TRIES = 5;

/**
 * Imports uploaded files. Everything it needs is in the database, so any process can begin an import or go on with one
 * whose process died. Everything that it writes carries the fence of the lease: one that was stopped and wakes when
 * another has gone on writes nothing.
 */
export class ImportService {
  private readonly listTargets: ListTargets;

  /** @param onProgress told at the start, while batches are written (not after each), and at the end. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onProgress: (progress: ImportProgress) => void = () => undefined,
    private readonly batchRows = BATCH_ROWS,
  ) {
    this.listTargets = new ListTargets(dataSource);
  }

  /** Imports that wait or were interrupted, the oldest first. */
  async unfinished(): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, "SELECT id FROM imports WHERE state IN ('queued', 'running') ORDER BY id", []);
    return found.map(({ id }) => String(id));
  }

  /** First under a new lease: waits for the batch that an earlier holder is committing, and shuts it out from all others. */
  async begin(fence: bigint): Promise<void> {
    await write(this.dataSource, "UPDATE imports SET fence = ? WHERE state IN ('queued', 'running') AND fence < ?", [fence.toString(), fence.toString()]);
  }

  /**
   * Brings an import to its end: `done`, or `failed` with a reason for the file as a whole. Does nothing for one that has
   * ended or is still being uploaded. Throws ImportTakenOver when the lease is another's, the signal's reason when that
   * ends it, and what another try may mend (the database went away): the import then stays `running`, and the next run
   * goes on behind the last committed batch.
   */
  async run(importId: string, fence: bigint, signal: AbortSignal): Promise<void> {
    const started = await this.take(importId, fence);
    if (started === null) return;
    this.report(started);
    try {
      if (started.tries > MAX_TRIES) throw new FileError('interrupted', `Whatever read this file has ended ${MAX_TRIES} times at the same place, behind row ${started.rowsRead}. Look at the rows there, or split the file.`);
      const breath = new Breath(signal);
      await this.importRows(started, await this.inspect(started, breath), breath);
      await this.finish(started, null, signal);
    } catch (thrown) {
      if (!(thrown instanceof FileError)) {
        // It has not died: that was no such try.
        if (!(thrown instanceof ImportTakenOver)) await write(this.dataSource, 'UPDATE imports SET tries = 0 WHERE id = ? AND fence = ?', [importId, started.fence]).catch(() => undefined);
        throw thrown;
      }
      await this.finish(started, thrown, signal);
    }
    const ended = await this.find(importId);
    if (ended !== null) this.report(ended);
  }

  /** Null when there is nothing to do for it. The lease is looked at in the same statement: it may have gone to another. */
  private async take(importId: string, fence: bigint): Promise<Import | null> {
    const taken = await write(this.dataSource,
      `UPDATE imports SET state = 'running', fence = ?, tries = tries + 1 WHERE id = ? AND state IN ('queued', 'running')
        AND EXISTS (SELECT 1 FROM leases WHERE name = ? AND fence = ?)`, [fence.toString(), importId, IMPORT_LEASE, fence.toString()]);
    return taken.affectedRows === 0 ? null : await this.find(importId);
  }

  /** Looks at the whole file once; an import that goes on knows the answer already. */
  private async inspect(started: Import, breath: Breath): Promise<InspectedFile> {
    const { encoding, otherEncodings, delimiter, columnsUsed, rowsTotal } = started;
    if (encoding !== null && delimiter !== null && columnsUsed !== null && rowsTotal !== null) {
      return { encoding, otherEncodings: otherEncodings ?? [], delimiter, columns: columnsUsed, rowsTotal };
    }
    const file = await inspectFile(() => fileChunks(this.dataSource, started.id), started.country, breath);
    await write(this.dataSource, 'UPDATE imports SET encoding = ?, other_encodings = ?, `delimiter` = ?, columns_used = ?, rows_total = ? WHERE id = ? AND fence = ?',
      [file.encoding, JSON.stringify(file.otherEncodings), file.delimiter, JSON.stringify(file.columns), file.rowsTotal, started.id, started.fence]);
    return file;
  }

  private async importRows(started: Import, file: InspectedFile, breath: Breath): Promise<void> {
    const batcher = new RowBatcher(file.columns, started.country, started.rowsRead, this.batchRows);
    let reportedAtMs = performance.now();
    for await (const some of dataRows(() => fileChunks(this.dataSource, started.id), file)) {
      for (const row of some) {
        const batch = batcher.add(row);
        if (breath.isDue()) await breath.take();
        if (batch === null) continue;
        await writeBatch(this.dataSource, started, batch);
        if (performance.now() - reportedAtMs < PROGRESS_EVERY_MS) continue;
        reportedAtMs = performance.now();
        const now = await this.find(started.id);
        if (now !== null) this.report(now);
      }
    }
    const last = batcher.rest();
    if (last !== null) await writeBatch(this.dataSource, started, last);
  }

  /** Before it says that it has ended, its contacts are targets: one that is interrupted in between does this again. */
  private async finish({ id, listId, fence }: Import, error: FileError | null, signal: AbortSignal): Promise<void> {
    const hasGrown = ((await this.find(id))?.rowsRead ?? 0) > 0;
    const campaigns = hasGrown ? await this.listTargets.listHasGrown(listId, signal) : [];
    await this.dataSource.transaction(async (manager) => {
      const ended = await write(manager,
        "UPDATE imports SET state = ?, campaigns = ?, error_code = ?, error_detail = ?, ended_at = UTC_TIMESTAMP(3) WHERE id = ? AND state = 'running' AND fence = ?",
        [error === null ? 'done' : 'failed', JSON.stringify(campaigns), error?.code ?? null, error?.detail.slice(0, 500) ?? null, id, fence]);
      if (ended.affectedRows === 0) throw new ImportTakenOver(id);
      await write(manager, 'DELETE FROM import_chunks WHERE import_id = ?', [id]);
    });
  }

  private async find(importId: string): Promise<Import | null> {
    return await this.dataSource.manager.findOneBy(Import, { id: importId });
  }

  private report({ clientId, id, listId, state, rowsRead, imported, known, updated, duplicates, rejected, blank }: Import): void {
    this.onProgress({ clientId, importId: id, listId, state, rowsRead, imported, known, updated, duplicates, rejected, blank });
  }
}
