import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Import, createDataSource, write } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import { AppProcess } from '../../scripts/system/app-process';
import { contactsIn, mixedFile } from './mixed-file';

const CHUNK_BYTES = 512 * 1024;
const LOOK_EVERY_MS = 100;

/** The file worker as a process of its own, as in production, and files for it. */
export class ImportLoad {
  private contacts = 0;

  private constructor(private readonly dataSource: DataSource, private readonly app: AppProcess) {}

  static async start(services: { databaseUrl: string; redisUrl: string }): Promise<ImportLoad> {
    const app = new AppProcess({
      name: 'file-worker', logs: mkdtempSync(path.join(os.tmpdir(), 'paceline-bench-')),
      env: {
        DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl, REDIS_PREFIX: `bench-files-${process.pid}`, JWT_SECRET: 'x'.repeat(32),
        FREESWITCH_PASSWORD: 'none', FILE_WORKER_PORT: '0', LOG_LEVEL: 'warn',
      },
    });
    const dataSource = createDataSource({ url: services.databaseUrl, poolSize: 2 });
    await Promise.all([dataSource.initialize(), app.ready()]);
    await write(dataSource, "INSERT INTO lists (id, name) VALUES (1, 'a list')", []);
    return new ImportLoad(dataSource, app);
  }

  /** Uploaded, and not begun. */
  async upload(rows: number): Promise<string> {
    const { insertId } = await write(this.dataSource, "INSERT INTO imports (list_id, file_name, bytes, state) VALUES (1, 'mixed.csv', 0, 'uploading')", []);
    let position = 0;
    for (const bytes of mixedFile(rows, this.contacts, CHUNK_BYTES)) {
      await write(this.dataSource, 'INSERT INTO import_chunks (import_id, position, bytes) VALUES (?, ?, ?)', [insertId, position++, bytes]);
    }
    this.contacts += contactsIn(rows);
    return String(insertId);
  }

  /** Lets it be imported; the seconds from its first row being looked at to its end. Throws when it did not go as such a file must. */
  async run(importId: string, rows: number): Promise<number> {
    await write(this.dataSource, "UPDATE imports SET state = 'queued' WHERE id = ?", [importId]);
    await this.until(importId, ({ state }) => state !== 'queued');
    const beganAtMs = performance.now();
    const ended = await this.until(importId, ({ endedAt }) => endedAt !== null);
    const seconds = (performance.now() - beganAtMs) / 1000;
    if (ended.state !== 'done' || ended.rowsRead !== rows || ended.imported !== contactsIn(rows)) {
      throw new Error(`import ${importId} ended ${ended.state}: ${ended.rowsRead} rows, ${ended.imported} contacts (${ended.errorCode ?? 'no error'})`);
    }
    return seconds;
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.dataSource.destroy();
  }

  private async until(id: string, holds: (found: Import) => boolean): Promise<Import> {
    for (;;) {
      const found = await this.dataSource.manager.findOneByOrFail(Import, { id });
      if (holds(found)) return found;
      if (!this.app.running) throw new Error(`the file worker has ended:\n${this.app.tail()}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}
