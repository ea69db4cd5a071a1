import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { importFields, type ImportFields } from '@paceline/contracts/imports';
import { oneLine } from '@paceline/domain/text/readable';
import { Import, List, inTransaction, recordChange, write } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError, messageOf, notFound } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { Producers } from '@paceline/queues';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { receiveFormFile } from '../edge/form-file';
import { checkCountry } from '../edge/known-country';
import { validationFailed } from '../edge/validation';
import { InjectEnvironment, InjectLogger } from '../infrastructure/tokens';
import { within } from '../infrastructure/within';
import { inChunks } from './in-chunks';

const CHUNK_BYTES = 512 * 1024;
const WAKE_WITHIN_MS = 500;
const ABANDONED_AFTER_HOURS = 24;

interface StoredFile { readonly importId: string; readonly bytes: number }

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
  async receive(caller: CurrentUser, listId: string, request: Request): Promise<string> {
    if (!await this.dataSource.manager.existsBy(List, { id: listId })) throw notFound('list', listId);
    return await receiveFormFile(request, {
      maxBytes: this.environment.IMPORT_MAX_BYTES,
      tooLarge: () => new PacelineError('file-too-large', 'import', { maxBytes: this.environment.IMPORT_MAX_BYTES }),
      store: (stream, fileName) => this.store(listId, fileName, stream),
      accept: (stored, fields) => this.accept(caller, stored, fields),
      discard: ({ importId }) => this.forget(importId),
    });
  }

  /** Uploads whose API died: nobody will end them. */
  async forgetAbandoned(): Promise<void> {
    await write(this.dataSource, "DELETE FROM imports WHERE state = 'uploading' AND created_at < TIMESTAMPADD(HOUR, ?, UTC_TIMESTAMP())", [-ABANDONED_AFTER_HOURS]);
  }

  private async store(listId: string, fileName: string | undefined, stream: Readable): Promise<StoredFile> {
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
    return { importId, bytes };
  }

  private async accept(caller: CurrentUser, { importId, bytes }: StoredFile, given: Readonly<Record<string, string>>): Promise<string> {
    if (bytes === 0) throw new PacelineError('import-unreadable', 'empty');
    const { country } = readFields(given);
    await inTransaction(this.dataSource, async (manager) => {
      await write(manager, "UPDATE imports SET bytes = ?, country = ?, state = 'queued' WHERE id = ?", [bytes, country ?? null, importId]);
      const { listId, fileName } = await manager.findOneByOrFail(Import, { id: importId });
      const became = { listId, fileName, bytes, country: country ?? null };
      await recordChange(manager, actorOf(caller), { resource: 'import', resourceId: importId, action: 'uploaded', was: null, became });
    });
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
}

function readFields(given: Record<string, string>): ImportFields {
  const filled = Object.fromEntries(Object.entries(given).filter(([field, value]) => value.trim() !== '' || !Object.hasOwn(importFields.shape, field)));
  const parsed = importFields.safeParse(filled);
  if (!parsed.success) throw validationFailed(parsed.error.issues);
  const { country } = parsed.data;
  if (country !== undefined) checkCountry(country, 'country');
  return parsed.data;
}

/** Browsers give the name alone, other programs a path. */
function plainName(given: string | undefined): string {
  return [...oneLine((given ?? '').replace(/^.*[/\\]/s, ''))].slice(0, 255).join('') || 'file';
}
