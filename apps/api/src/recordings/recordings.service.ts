import { Injectable } from '@nestjs/common';
import { ClientCalls, recordChange } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { RecordingFolder, type RecordingFile } from './recording-folder';

@Injectable()
export class RecordingsService {
  constructor(private readonly dataSource: DataSource, private readonly folder: RecordingFolder) {}

  /** Committed before anything is sent: who heard whom, and which part of it. */
  async fetch(caller: CurrentUser, id: string, range: string | null): Promise<RecordingFile & { readonly callId: string }> {
    const recording = await new ClientCalls(this.dataSource, caller).recording(id);
    if (recording === null) throw notFound('recording', id);
    if (recording.stoppedAt === null) throw new PacelineError('wrong-state', 'still-recording');
    const file = await this.folder.find(recording.path);
    if (file === null) throw new PacelineError('not-found', 'recording-gone', { path: recording.path });
    const { callId } = recording;
    await recordChange(this.dataSource, actorOf(caller), { resource: 'recording', resourceId: id, action: 'fetched', was: null, became: { callId, range } });
    return { ...file, callId };
  }
}
