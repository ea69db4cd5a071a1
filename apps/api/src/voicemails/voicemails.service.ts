import { Injectable } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { VoicemailQuery, VoicemailView } from '@paceline/contracts/voicemails';
import { ClientVoicemails, inTransaction, recordChange, type FoundVoicemail, type Voicemail } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { RecordingFolder, type RecordingFile } from '../recordings/recording-folder';

/** Messages that callers have left, until somebody has seen to them. */
@Injectable()
export class VoicemailsService {
  constructor(private readonly dataSource: DataSource, private readonly folder: RecordingFolder, private readonly clock: Clock) {}

  async page(caller: CurrentUser, { limit, cursor, done, queueId }: VoicemailQuery): Promise<Page<VoicemailView>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, [ID_PART])[0];
    const filter = { queueId, done: done === undefined ? undefined : done === 'true' };
    return toPage(await new ClientVoicemails(this.dataSource, caller).page(filter, before, limit + 1), limit, ({ id }) => [id], toView);
  }

  /** Committed before anything is sent: who heard whom, and which part of it. */
  async fetch(caller: CurrentUser, id: string, range: string | null): Promise<RecordingFile> {
    const { path, callId } = known(await new ClientVoicemails(this.dataSource, caller).find(id), id);
    const file = await this.folder.find(path);
    if (file === null) throw new PacelineError('not-found', 'recording-gone', { path });
    await recordChange(this.dataSource, actorOf(caller), { resource: 'voicemail', resourceId: id, action: 'fetched', was: null, became: { callId, range } });
    return file;
  }

  /** Whoever was first has done it: a second who says so is told who it was. */
  async mark(caller: CurrentUser, id: string, isDone: boolean): Promise<VoicemailView> {
    await inTransaction(this.dataSource, async (manager) => {
      const voicemails = new ClientVoicemails(manager, caller);
      const present = known(await voicemails.lock(id), id);
      if ((present.doneAt !== null) === isDone) return;
      const doneBy = isDone ? caller.username : null;
      await voicemails.change(id, { doneBy, doneAt: isDone ? new Date(this.clock.nowMs()) : null });
      await recordChange(manager, actorOf(caller), { resource: 'voicemail', resourceId: id, action: 'changed', was: { doneBy: present.doneBy }, became: { doneBy } });
    });
    return toView(known(await new ClientVoicemails(this.dataSource, caller).find(id), id));
  }
}

function toView({ id, callId, queueId, phone, contactId, dialedNumber, language, lengthMs, leftAt, doneAt, doneBy }: FoundVoicemail): VoicemailView {
  return {
    id, callId, queueId, phone, contactId, dialedNumber, language, lengthMs, leftAt: leftAt.toISOString(),
    done: doneAt === null || doneBy === null ? null : { byUsername: doneBy, at: doneAt.toISOString() },
  };
}

function known<Found extends Voicemail>(voicemail: Found | null, id: string): Found {
  if (voicemail === null) throw notFound('voicemail', id);
  return voicemail;
}
