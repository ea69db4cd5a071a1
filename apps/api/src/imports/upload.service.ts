import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { importFields, type ImportFields } from '@paceline/contracts/imports';
import { Import, List, write } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, messageOf, notFound } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { isPhoneCountry } from '@paceline/platform/phones';
import { Producers } from '@paceline/queues';
import busboy from 'busboy';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { invalid, validationFailed } from '../edge/validation';
import { InjectEnvironment, InjectLogger } from '../infrastructure/tokens';
import { within } from '../infrastructure/within';
import { inChunks } from './in-chunks';

const CHUNK_BYTES = 512 * 1024;
/** Boundaries, headers and the other fields of the form. */
const FORM_OVERHEAD_BYTES = 64 * 1024;
const WAKE_WITHIN_MS = 500;
const ABANDONED_AFTER_HOURS = 24;

interface StoredFile { readonly importId: string; readonly bytes: number; readonly truncated: boolean }

/** Takes a file as it arrives: never more of it in memory than a piece, and in the database before it is answered. */
@Injectable()
export class UploadService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly producers: Producers,
    @InjectEnvironment() private readonly environment: Environment,
    @InjectLogger() private readonly log: Logger,
  ) {}

  /** The id of the queued import. Nothing of an upload stays that was refused or broken off. */
  async receive(listId: string, request: Request): Promise<string> {
    if (!await this.dataSource.manager.existsBy(List, { id: listId })) throw notFound('list', listId);
    const maxBytes = this.environment.IMPORT_MAX_BYTES;
    if (Number(request.headers['content-length'] ?? 0) > maxBytes + FORM_OVERHEAD_BYTES) throw this.tooLarge();
    const form = this.openForm(request);
    const fields: Record<string, string> = {};
    let file: Promise<StoredFile> | null = null;
    form.on('field', (name, value, { valueTruncated }) => { if (!valueTruncated) fields[name] = value; });
    form.on('file', (name, stream, { filename }) => {
      // The form may break while the import's row is still being written, and nobody reads the file yet.
      stream.on('error', () => undefined);
      if (name !== 'file' || file !== null) { stream.resume(); return; }
      file = this.store(listId, filename, stream);
      file.catch((thrown: unknown) => { stream.resume(); form.destroy(thrown instanceof Error ? thrown : new Error(messageOf(thrown))); });
    });
    const arrived = await settled(pipeline(request, form));
    const stored: StoredFile | null = await (file as Promise<StoredFile> | null)?.catch(() => null) ?? null; // the callback above sets it
    try {
      if ('thrown' in arrived) throw brokenOff(arrived.thrown);
      if (stored === null) throw invalid('file', 'send the file as a part of the form called “file”');
      return await this.accept(stored, fields);
    } catch (thrown) {
      if (stored !== null) await this.forget(stored.importId);
      throw thrown;
    }
  }

  /** Uploads whose API died: nobody will end them. */
  async forgetAbandoned(): Promise<void> {
    await write(this.dataSource, "DELETE FROM imports WHERE state = 'uploading' AND created_at < TIMESTAMPADD(HOUR, ?, UTC_TIMESTAMP())", [-ABANDONED_AFTER_HOURS]);
  }

  private openForm(request: Request): busboy.Busboy {
    try {
      return busboy({
        headers: request.headers, defParamCharset: 'utf8',
        limits: { files: 2, fields: 10, fieldNameSize: 100, fieldSize: 1000, parts: 12, fileSize: this.environment.IMPORT_MAX_BYTES },
      });
    } catch {
      throw new PacelineError('unsupported-media', 'Send the file as multipart/form-data, in a part called “file”.');
    }
  }

  private async store(listId: string, fileName: string | undefined, stream: Readable & { truncated?: boolean }): Promise<StoredFile> {
    const { identifiers: [created] } = await this.dataSource.manager.insert(Import, { listId, fileName: plainName(fileName), state: 'uploading' });
    const importId = String(created?.['id']);
    let bytes = 0;
    let position = 0;
    try {
      for await (const chunk of inChunks(stream, CHUNK_BYTES)) {
        await write(this.dataSource, 'INSERT INTO import_chunks (import_id, position, bytes) VALUES (?, ?, ?)', [importId, position, chunk]);
        bytes += chunk.length;
        position += 1;
      }
    } catch (thrown) {
      await this.forget(importId);
      throw thrown;
    }
    return { importId, bytes, truncated: stream.truncated === true };
  }

  private async accept({ importId, bytes, truncated }: StoredFile, given: Record<string, string>): Promise<string> {
    if (truncated) throw this.tooLarge();
    if (bytes === 0) throw new PacelineError('import-unreadable', 'The file is empty.');
    const { country } = readFields(given);
    await write(this.dataSource, "UPDATE imports SET bytes = ?, country = ?, state = 'queued' WHERE id = ?", [bytes, country ?? null, importId]);
    // Committed: a wake-up that is lost delays the import, and a worker finds it by itself.
    const woken = this.producers.importFile({ importId });
    woken.catch((thrown: unknown) => { this.log.warn({ importId, error: messageOf(thrown) }, 'no worker was woken for the import'); });
    await within(WAKE_WITHIN_MS, woken.catch(() => undefined));
    return importId;
  }

  private async forget(importId: string): Promise<void> {
    try {
      await this.dataSource.manager.delete(Import, { id: importId });
    } catch (thrown) {
      this.log.warn({ importId, error: messageOf(thrown) }, 'an upload that was refused stays until it is a day old');
    }
  }

  private tooLarge(): PacelineError {
    return new PacelineError('file-too-large', `A file may have up to ${Math.floor(this.environment.IMPORT_MAX_BYTES / 1024 / 1024)} MB. Split it.`);
  }
}

function readFields(given: Record<string, string>): ImportFields {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''));
  const parsed = importFields.safeParse(filled);
  if (!parsed.success) throw validationFailed(parsed.error.issues);
  const { country } = parsed.data;
  if (country !== undefined && !isPhoneCountry(country)) throw invalid('country', `${country} is no country whose numbers are known`);
  return parsed.data;
}

/** Browsers give the name alone, other programs a path. */
function plainName(given: string | undefined): string {
  return [...(given ?? '').replace(/^.*[/\\]/, '')].slice(0, 255).join('') || 'file';
}

function brokenOff(thrown: unknown): Error {
  if (thrown instanceof PacelineError) return thrown;
  if (thrown instanceof Error && /unexpected end|malformed|premature close|aborted/i.test(thrown.message)) {
    return new PacelineError('validation-failed', 'The upload was broken off, or is no multipart/form-data.');
  }
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown));
}

async function settled(work: Promise<void>): Promise<{ readonly thrown: unknown } | { readonly done: true }> {
  try {
    await work;
    return { done: true };
  } catch (thrown) {
    return { thrown };
  }
}
