import type { Database } from '../database';
import { write } from '../transaction';

/** Uploads, of whichever client, that were begun so long ago and never ended: nobody will end them. */
export async function forgetUploads(on: Database, hours: number): Promise<void> {
  await write(on, "DELETE FROM imports WHERE state = 'uploading' AND created_at < TIMESTAMPADD(HOUR, ?, UTC_TIMESTAMP())", [-hours]);
}
