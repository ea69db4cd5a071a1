import type { Params } from '@paceline/contracts/messages/message';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Import } from '../entities/contacts';
import { rows, write } from '../transaction';

/** Null where the row was rejected when reasons were kept as sentences; else that sentence is. */
export interface Rejection { readonly row: number; readonly reason: string; readonly params: Params | null; readonly detail: string | null }

/** Files that were uploaded into a client's lists. */
export class ClientImports {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async find(id: string): Promise<Import | null> {
    return await managerOf(this.on).findOneBy(Import, { clientId: this.clientId, id });
  }

  /** The newest first. */
  async ofList(listId: string, count: number): Promise<Import[]> {
    return await managerOf(this.on).find(Import, { where: { clientId: this.clientId, listId }, order: { id: 'DESC' }, take: count });
  }

  /** Whether a file is being uploaded or imported into the list. */
  async goesOnFor(listId: string): Promise<boolean> {
    return (await rows(this.on,
      "SELECT 1 FROM imports WHERE client_id = ? AND list_id = ? AND state IN ('uploading', 'queued', 'running') LIMIT 1", [this.clientId, listId])).length > 0;
  }

  /** The id of one whose file is to follow. */
  async begin(listId: string, fileName: string): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(Import, { clientId: this.clientId, listId, fileName, state: 'uploading' });
    return String(created?.['id']);
  }

  /** Of an import that `begin` made. */
  async addChunk(id: string, position: number, bytes: Buffer): Promise<void> {
    await write(this.on, 'INSERT INTO import_chunks (import_id, position, bytes) SELECT id, ?, ? FROM imports WHERE client_id = ? AND id = ?', [position, bytes, this.clientId, id]);
  }

  /** The file is there: a worker may take it. */
  async queue(id: string, bytes: number, country: string | null): Promise<Import> {
    await write(this.on, "UPDATE imports SET bytes = ?, country = ?, state = 'queued' WHERE client_id = ? AND id = ?", [bytes, country, this.clientId, id]);
    return await managerOf(this.on).findOneByOrFail(Import, { clientId: this.clientId, id });
  }

  async forget(id: string): Promise<void> {
    await managerOf(this.on).delete(Import, { clientId: this.clientId, id });
  }

  /** Rows that were not imported, behind one of them. */
  async rejections(id: string, after: number, count: number): Promise<Rejection[]> {
    const found = await rows<Rejection & { readonly params: string | Params | null }>(this.on,
      `SELECT r.\`row_number\` AS \`row\`, r.reason, r.params, r.detail FROM imports i JOIN import_rejections r ON r.import_id = i.id
        WHERE i.client_id = ? AND i.id = ? AND r.\`row_number\` > ? ORDER BY r.\`row_number\` LIMIT ?`, [this.clientId, id, after, count]);
    return found.map(({ params, ...rest }) => ({ ...rest, params: typeof params === 'string' ? JSON.parse(params) as Params : params })); // MariaDB's JSON is text
  }
}
