import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PacelineError, messageOf } from '@paceline/platform/errors';
import busboy from 'busboy';
import type { Request } from 'express';
import { invalid } from './validation';

/** Boundaries, headers and the other fields of the form. */
const FORM_OVERHEAD_BYTES = 64 * 1024;
const MAX_FIELD_BYTES = 1000;

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
  const fields = new FormFields(form);
  let file: Promise<Taken<Stored>> | null = null;
  form.on('file', (name, stream, { filename }: { filename: string | undefined }) => {
    // The form may break before anybody reads the file.
    stream.on('error', () => undefined);
    if (name !== 'file' || file !== null) {
      fields.refuse(name === 'file' ? invalid('file', 'two-files') : invalid(name, 'no-part-of-form'));
      stream.resume();
      return;
    }
    file = options.store(stream, filename).then((stored) => ({ stored, truncated: stream.truncated === true }));
    file.catch((thrown: unknown) => { stream.resume(); form.destroy(thrown instanceof Error ? thrown : new Error(messageOf(thrown))); });
  });
  const arrived = await settled(pipeline(request, form));
  const taken = await settled(file as Promise<Taken<Stored>> | null ?? Promise.resolve(null)); // the callback above sets it
  try {
    if ('thrown' in arrived) throw brokenOff(arrived.thrown);
    // The form's last bytes may have come before the file could not be stored.
    if ('thrown' in taken) throw taken.thrown;
    const given = fields.all();
    if (taken.value === null) throw invalid('file', 'no-file');
    if (taken.value.truncated) throw options.tooLarge();
    return await options.accept(taken.value.stored, given);
  } catch (thrown) {
    if ('value' in taken && taken.value !== null) await options.discard(taken.value.stored);
    throw thrown;
  }
}

/** What stands beside the file. Nothing of it is left out in silence: a number's country that was not heard would be another country's number. */
class FormFields {
  private readonly values = new Map<string, string>();
  private refusal: PacelineError | null = null;

  constructor(form: busboy.Busboy) {
    form.on('field', (name, value, { valueTruncated }) => {
      if (valueTruncated) this.refuse(invalid(name, 'too-many-bytes', { maxBytes: MAX_FIELD_BYTES }));
      else if (this.values.has(name)) this.refuse(invalid(name, 'stands-twice'));
      this.values.set(name, value);
    });
    for (const limit of ['fieldsLimit', 'partsLimit', 'filesLimit'] as const) form.on(limit, () => { this.refuse(invalid('', 'too-many-parts')); });
  }

  /** The first that is wrong is told, once the form has been read: a connection cut in the middle of it would tell nothing. */
  refuse(why: PacelineError): void {
    this.refusal ??= why;
  }

  all(): Readonly<Record<string, string>> {
    if (this.refusal !== null) throw this.refusal;
    return Object.fromEntries(this.values);
  }
}

function openForm(request: Request, maxBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers, defParamCharset: 'utf8',
      limits: { files: 2, fields: 10, fieldNameSize: 100, fieldSize: MAX_FIELD_BYTES, parts: 12, fileSize: maxBytes },
    });
  } catch {
    throw new PacelineError('unsupported-media', 'form');
  }
}

function brokenOff(thrown: unknown): Error {
  if (thrown instanceof PacelineError) return thrown;
  if (thrown instanceof Error && /unexpected end|malformed|premature close|aborted/i.test(thrown.message)) {
    return new PacelineError('validation-failed', 'upload-broken-off');
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
