import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PacelineError, messageOf } from '@paceline/platform/errors';
import busboy from 'busboy';
import type { Request } from 'express';
import { invalid } from './validation';

/** Boundaries, headers and the other fields of the form. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

export interface FormFileOptions<Stored, Answer> {
  /** Of the file alone. */
  readonly maxBytes: number;
  readonly tooLarge: () => PacelineError;
  /** Reads the file as it arrives and puts it where it is not in the way; undoes itself when it throws. */
  readonly store: (stream: Readable, fileName: string | undefined) => Promise<Stored>;
  /** The whole form is there: makes the file count. */
  readonly accept: (stored: Stored, fields: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Nothing of an upload may stay that was refused or broken off. */
  readonly discard: (stored: Stored) => Promise<void>;
}

interface Taken<Stored> { readonly stored: Stored; readonly truncated: boolean }

/** Takes the part called “file” of a multipart form without ever holding more of it in memory than a piece. */
export async function receiveFormFile<Stored, Answer>(request: Request, options: FormFileOptions<Stored, Answer>): Promise<Answer> {
  if (Number(request.headers['content-length'] ?? 0) > options.maxBytes + FORM_OVERHEAD_BYTES) throw options.tooLarge();
  const form = openForm(request, options.maxBytes);
  const fields: Record<string, string> = {};
  let file: Promise<Taken<Stored>> | null = null;
  form.on('field', (name, value, { valueTruncated }) => { if (!valueTruncated) fields[name] = value; });
  form.on('file', (name, stream, { filename }: { filename: string | undefined }) => {
    // The form may break before anybody reads the file.
    stream.on('error', () => undefined);
    if (name !== 'file' || file !== null) { stream.resume(); return; }
    file = options.store(stream, filename).then((stored) => ({ stored, truncated: stream.truncated === true }));
    file.catch((thrown: unknown) => { stream.resume(); form.destroy(thrown instanceof Error ? thrown : new Error(messageOf(thrown))); });
  });
  const arrived = await settled(pipeline(request, form));
  const taken = await settled(file as Promise<Taken<Stored>> | null ?? Promise.resolve(null)); // the callback above sets it
  try {
    if ('thrown' in arrived) throw brokenOff(arrived.thrown);
    // The form's last bytes may have come before the file could not be stored.
    if ('thrown' in taken) throw taken.thrown;
    if (taken.value === null) throw invalid('file', 'send the file as a part of the form called “file”');
    if (taken.value.truncated) throw options.tooLarge();
    return await options.accept(taken.value.stored, fields);
  } catch (thrown) {
    if ('value' in taken && taken.value !== null) await options.discard(taken.value.stored);
    throw thrown;
  }
}

function openForm(request: Request, maxBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers, defParamCharset: 'utf8',
      limits: { files: 2, fields: 10, fieldNameSize: 100, fieldSize: 1000, parts: 12, fileSize: maxBytes },
    });
  } catch {
    throw new PacelineError('unsupported-media', 'Send the file as multipart/form-data, in a part called “file”.');
  }
}

function brokenOff(thrown: unknown): Error {
  if (thrown instanceof PacelineError) return thrown;
  if (thrown instanceof Error && /unexpected end|malformed|premature close|aborted/i.test(thrown.message)) {
    return new PacelineError('validation-failed', 'The upload was broken off, or is no multipart/form-data.');
  }
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown));
}

async function settled<T>(work: Promise<T>): Promise<{ readonly thrown: unknown } | { readonly value: T }> {
  try {
    return { value: await work };
  } catch (thrown) {
    return { thrown };
  }
}
