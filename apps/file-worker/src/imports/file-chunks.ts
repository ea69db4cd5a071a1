import type { ImportRuns } from '@paceline/persistence';
import { FileError } from './file-error';

/** The bytes of an uploaded file, in order, one piece in memory at a time. Throws FileError when a piece is missing. */
export async function* fileChunks(runs: ImportRuns, importId: string): AsyncGenerator<Buffer> {
  const count = await runs.chunkCount(importId);
  for (let position = 0; position < count; position++) {
    const bytes = await runs.chunk(importId, position);
    if (bytes === null) throw new FileError({ code: 'file-incomplete', params: {} });
    yield bytes;
  }
}
