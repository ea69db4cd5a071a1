import { PacelineError } from '@paceline/platform/errors';
import type { Response } from 'express';
import type { RecordingFile } from './recording-folder';

/** Kept in the audit trail: what a player sends is short. */
export const LONGEST_RANGE = 100;

/** Sends a file, or the one range of it that was asked for (RFC 9110, 14). A client that goes away is no fault. */
export async function sendSound(response: Response, { root, name }: RecordingFile, fileName: string): Promise<void> {
  const sent = new Promise<void>((resolve, reject) => {
    response.sendFile(name, {
      root, dotfiles: 'allow', cacheControl: false, etag: false,
      headers: { 'Content-Type': 'audio/wav', 'Content-Disposition': `inline; filename="${fileName}"` },
    }, (thrown) => { if (thrown === undefined) resolve(); else reject(thrown); });
  });
  await sent.catch((thrown: unknown) => {
    const { status, code, headers } = thrown as { status?: unknown; code?: unknown; headers?: Record<string, string> }; // of http-errors, or of Node
    if (code === 'ECONNABORTED' || code === 'EPIPE') return;
    if (!response.headersSent) {
      response.removeHeader('Content-Disposition'); // of the sound that is not sent
      response.set(headers ?? {});
    }
    throw refusals[String(status)]?.() ?? thrown;
  });
}

/** By the status that the library would answer with. */
const refusals: Readonly<Record<string, () => PacelineError>> = {
  404: () => new PacelineError('not-found', 'recording-removed'),
  412: () => new PacelineError('wrong-state', 'recording-differs'),
  416: () => new PacelineError('range-not-satisfiable', 'recording-shorter'),
};
