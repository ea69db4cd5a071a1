import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { importFields, type ImportFields } from '@paceline/contracts/imports';
import { oneLine } from '@paceline/domain/text/readable';
import { ClientImports, ClientLists, forgetUploads, inTransaction, recordChange } from '@paceline/persistence';
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
    if (await new ClientLists(this.dataSource, caller).find(listId) === null) throw notFound('list', listId);
    return await receiveFormFile(request, {
      maxBytes: this.environment.IMPORT_MAX_BYTES,
      tooLarge: () => new PacelineError('file-too-large', 'import', { maxBytes: this.environment.IMPORT_MAX_BYTES }),
      store: (stream, fileName) => this.store(caller, listId, fileName, stream),
      accept: (stored, fields) => this.accept(caller, stored, fields),
      discard: ({ importId }) => this.forget(caller, importId),
    });
  }

  /** Uploads whose API died: nobody will end them. */
  async forgetAbandoned(): Promise<void> {
    await forgetUploads(this.dataSource, ABANDONED_AFTER_HOURS);
  }

  private async store(caller: CurrentUser, listId: string, fileName: string | undefined, stream: Readable): Promise<StoredFile> {
    const imports = new ClientImports(this.dataSource, caller);
    const importId = await imports.begin(listId, plainName(fileName));
    let bytes = 0;
    let position = 0;
    try {
      for await (const chunk of inChunks(stream, CHUNK_BYTES)) {
        await imports.addChunk(importId, position, chunk);
        bytes += chunk.length;
        position += 1;
      }
    } catch (thrown) {
      await this.forget(caller, importId);
      throw thrown;
    }
    return { importId, bytes };
  }

  private async accept(caller: CurrentUser, { importId, bytes }: StoredFile, given: Readonly<Record<string, string>>): Promise<string> {
    if (bytes === 0) throw new PacelineError('import-unreadable', 'empty');
    const { country } = readFields(given);
    await inTransaction(this.dataSource, async (manager) => {
      const { listId, fileName } = await new ClientImports(manager, caller).queue(importId, bytes, country ?? null);
      const became = { listId, fileName, bytes, country: country ?? null };
      await recordChange(manager, actorOf(caller), { resource: 'import', resourceId: importId, action: 'uploaded', was: null, became });
    });
    // Committed: a wake-up that is lost delays the import, and a worker finds it by itself.
    const woken = this.producers.importFile({ importId });
    woken.catch((thrown: unknown) => { this.log.warn({ importId, error: messageOf(thrown) }, 'no worker was woken for the import'); });
    await within(WAKE_WITHIN_MS, woken.catch(() => undefined));
    return importId;
  }

  private async forget(caller: CurrentUser, importId: string): Promise<void> {
    try {
      await new ClientImports(this.dataSource, caller).forget(importId);
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
