import type { DataSource } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { ImportRuns, ImportTakenOver, ListTargets, writeBatch, type Import, type ImportState } from '@paceline/persistence';
import type { ImportCounts } from '@paceline/domain/lists/import-counts';
import { Breath } from '../breath';
import { FileError } from './file-error';
import { fileChunks } from './file-chunks';
import { dataRows, inspectFile, type InspectedFile } from './open-file';
import { RowBatcher } from './row-batcher';

/** How far an import is, for the screens. */
export interface ImportProgress extends ImportCounts, ClientScope {
  readonly importId: string;
  readonly listId: string;
  readonly state: ImportState;
  readonly rowsRead: number;
}

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
  private readonly runs: ImportRuns;

  /** @param onProgress told at the start, while batches are written (not after each), and at the end. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onProgress: (progress: ImportProgress) => void = () => undefined,
    private readonly batchRows = BATCH_ROWS,
  ) {
    this.listTargets = new ListTargets(dataSource);
    this.runs = new ImportRuns(dataSource);
  }

  /** Imports that wait or were interrupted, the oldest first. */
  async unfinished(): Promise<string[]> {
    return await this.runs.unfinished();
  }

  /** First under a new lease: waits for the batch that an earlier holder is committing, and shuts it out from all others. */
  async begin(fence: bigint): Promise<void> {
    await this.runs.begin(fence);
  }

  /**
   * Brings an import to its end: `done`, or `failed` with a reason for the file as a whole. Does nothing for one that has
   * ended or is still being uploaded. Throws ImportTakenOver when the lease is another's, the signal's reason when that
   * ends it, and what another try may mend (the database went away): the import then stays `running`, and the next run
   * goes on behind the last committed batch.
   */
  async run(importId: string, fence: bigint, signal: AbortSignal): Promise<void> {
    const started = await this.runs.take(importId, fence);
    if (started === null) return;
    this.report(started);
    try {
      if (started.tries > MAX_TRIES) throw new FileError({ code: 'interrupted', params: { tries: MAX_TRIES, row: started.rowsRead } });
      const breath = new Breath(signal);
      await this.importRows(started, await this.inspect(started, breath), breath);
      await this.finish(started, null, signal);
    } catch (thrown) {
      if (!(thrown instanceof FileError)) {
        // It has not died: that was no such try.
        if (!(thrown instanceof ImportTakenOver)) await this.runs.wasNoTry(started).catch(() => undefined);
        throw thrown;
      }
      await this.finish(started, thrown, signal);
    }
    const ended = await this.runs.find(importId);
    if (ended !== null) this.report(ended);
  }

  /** Looks at the whole file once; an import that goes on knows the answer already. */
  private async inspect(started: Import, breath: Breath): Promise<InspectedFile> {
    const { encoding, otherEncodings, delimiter, columnsUsed, rowsTotal } = started;
    if (encoding !== null && delimiter !== null && columnsUsed !== null && rowsTotal !== null) {
      return { encoding, otherEncodings: otherEncodings ?? [], delimiter, columns: columnsUsed, rowsTotal };
    }
    const file = await inspectFile(() => fileChunks(this.runs, started.id), started.country, breath);
    await this.runs.found(started, file);
    return file;
  }

  private async importRows(started: Import, file: InspectedFile, breath: Breath): Promise<void> {
    const batcher = new RowBatcher(file.columns, started.country, started.rowsRead, this.batchRows, Date.now());
    let reportedAtMs = performance.now();
    for await (const some of dataRows(() => fileChunks(this.runs, started.id), file)) {
      for (const row of some) {
        const batch = batcher.add(row);
        if (breath.isDue()) await breath.take();
        if (batch === null) continue;
        await writeBatch(this.dataSource, started, batch);
        if (performance.now() - reportedAtMs < PROGRESS_EVERY_MS) continue;
        reportedAtMs = performance.now();
        const now = await this.runs.find(started.id);
        if (now !== null) this.report(now);
      }
    }
    const last = batcher.rest();
    if (last !== null) await writeBatch(this.dataSource, started, last);
  }

  /** Before it says that it has ended, its contacts are targets: one that is interrupted in between does this again. */
  private async finish(started: Import, error: FileError | null, signal: AbortSignal): Promise<void> {
    const hasGrown = ((await this.runs.find(started.id))?.rowsRead ?? 0) > 0;
    const campaigns = hasGrown ? await this.listTargets.listHasGrown(started.listId, signal) : [];
    await this.runs.end(started, error?.why ?? null, campaigns);
  }

  private report({ clientId, id, listId, state, rowsRead, imported, known, updated, duplicates, rejected, blank }: Import): void {
    this.onProgress({ clientId, importId: id, listId, state, rowsRead, imported, known, updated, duplicates, rejected, blank });
  }
}
