import type { DataSource } from 'typeorm';
import { rows } from '@paceline/persistence';
import { FileError } from './file-error';

/** The bytes of an uploaded file, in order, one piece in memory at a time. Throws FileError when a piece is missing. */
export async function* fileChunks(dataSource: DataSource, importId: string): AsyncGenerator<Buffer> {
  const [count] = await rows<{ n: string }>(dataSource, 'SELECT COUNT(*) AS n FROM import_chunks WHERE import_id = ?', [importId]);
  for (let position = 0; position < Number(count?.n ?? 0); position++) {
    const [chunk] = await rows<{ bytes: Buffer }>(dataSource,
      'SELECT bytes FROM import_chunks WHERE import_id = ? AND position = ?', [importId, position]);
    if (chunk === undefined) throw new FileError('file-incomplete', 'Part of the file was lost. Upload it again.');
    yield chunk.bytes;
  }
}
