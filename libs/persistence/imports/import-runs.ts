import type { FileErrors } from '@paceline/contracts/messages/import-findings';
import type { Message } from '@paceline/contracts/messages/message';
import type { DataSource } from 'typeorm';
import { Import, type FollowedCampaign, type ImportColumn } from '../entities/contacts';
import { rows, write } from '../transaction';
import { ImportTakenOver } from './import-batch';

/** Whoever holds it runs imports, and nobody else: two that make the same contact at the same time would not see each other. */
export const IMPORT_LEASE = 'imports';

/** What the file turned out to be, once it was looked at. */
export interface FileFound {
  readonly encoding: string;
  readonly otherEncodings: readonly string[];
  readonly delimiter: string;
  readonly columns: readonly ImportColumn[];
  readonly rowsTotal: number;
}

/** Imports of all clients, for whoever holds the lease: every write carries its fence. What rows become is in import-batch.ts. */
export class ImportRuns {
  constructor(private readonly dataSource: DataSource) {}

  /** Imports that wait or were interrupted, the oldest first. */
  async unfinished(): Promise<string[]> {
    const found = await rows<{ id: string }>(this.dataSource, "SELECT id FROM imports WHERE state IN ('queued', 'running') ORDER BY id", []);
    return found.map(({ id }) => String(id));
  }

  /** First under a new lease: waits for the batch that an earlier holder is committing, and shuts it out from all others. */
  async begin(fence: bigint): Promise<void> {
    await write(this.dataSource, "UPDATE imports SET fence = ? WHERE state IN ('queued', 'running') AND fence < ?", [fence.toString(), fence.toString()]);
  }

  /** Null when there is nothing to do for it. The lease is looked at in the same statement: it may have gone to another. */
  async take(id: string, fence: bigint): Promise<Import | null> {
    const taken = await write(this.dataSource,
      `UPDATE imports SET state = 'running', fence = ?, tries = tries + 1 WHERE id = ? AND state IN ('queued', 'running')
        AND EXISTS (SELECT 1 FROM leases WHERE name = ? AND fence = ?)`, [fence.toString(), id, IMPORT_LEASE, fence.toString()]);
    return taken.affectedRows === 0 ? null : await this.find(id);
  }

  async find(id: string): Promise<Import | null> {
    return await this.dataSource.manager.findOneBy(Import, { id });
  }

  /** It ended without its process having died: that was no such try. */
  async wasNoTry({ id, fence }: Import): Promise<void> {
    await write(this.dataSource, 'UPDATE imports SET tries = 0 WHERE id = ? AND fence = ?', [id, fence]);
  }

  async found({ id, fence }: Import, file: FileFound): Promise<void> {
    await write(this.dataSource, 'UPDATE imports SET encoding = ?, other_encodings = ?, `delimiter` = ?, columns_used = ?, rows_total = ? WHERE id = ? AND fence = ?',
      [file.encoding, JSON.stringify(file.otherEncodings), file.delimiter, JSON.stringify(file.columns), file.rowsTotal, id, fence]);
  }

  /** Its file is forgotten with that. Throws ImportTakenOver when it goes on elsewhere. */
  async end({ id, fence }: Import, error: Message<FileErrors> | null, campaigns: readonly FollowedCampaign[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const ended = await write(manager,
        "UPDATE imports SET state = ?, campaigns = ?, error_code = ?, error_params = ?, ended_at = UTC_TIMESTAMP(3) WHERE id = ? AND state = 'running' AND fence = ?",
        [error === null ? 'done' : 'failed', JSON.stringify(campaigns), error?.code ?? null, error === null ? null : JSON.stringify(error.params), id, fence]);
      if (ended.affectedRows === 0) throw new ImportTakenOver(id);
      await write(manager, 'DELETE FROM import_chunks WHERE import_id = ?', [id]);
    });
  }

  async chunkCount(id: string): Promise<number> {
    const [count] = await rows<{ n: string }>(this.dataSource, 'SELECT COUNT(*) AS n FROM import_chunks WHERE import_id = ?', [id]);
    return Number(count?.n ?? 0);
  }

  /** Null when the piece is missing. */
  async chunk(id: string, position: number): Promise<Buffer | null> {
    const [chunk] = await rows<{ bytes: Buffer }>(this.dataSource, 'SELECT bytes FROM import_chunks WHERE import_id = ? AND position = ?', [id, position]);
    return chunk?.bytes ?? null;
  }
}
