import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The switch runs as another user, and only reads. */
const FILE_MODE = 0o644;

/** The folder that is shared with the switch. */
export class RenditionFolder {
  constructor(private readonly folder: string) {}

  /** From one moment to the next it is there, whole; flushed, since no call may meet an empty file after a power cut. */
  async put(file: string, wav: Buffer): Promise<void> {
    // Of the kind that the API clears away when whoever wrote it has died.
    const upload = path.join(this.folder, `.upload-${randomUUID()}`);
    try {
      await writeFile(upload, wav, { mode: FILE_MODE, flush: true });
      await rename(upload, path.join(this.folder, file));
    } catch (thrown) {
      await rm(upload, { force: true });
      throw thrown;
    }
  }

  async remove(file: string): Promise<void> {
    await rm(path.join(this.folder, file), { force: true });
  }
}
