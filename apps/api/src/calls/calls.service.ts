import { Injectable, type StreamableFile } from '@nestjs/common';
import type { CallerCard } from '@paceline/contracts/caller-card';
import type { CallDetail, CallFileQuery, CallQuery, CallView } from '@paceline/contracts/calls';
import type { Page } from '@paceline/contracts/common';
import { ClientCalls, TalkRepository, machineMessageOf, callerCardOf, type Call, type CallKey } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { csvFile, type CsvCell } from '../edge/csv';
import { decodeCursor, toPage } from '../edge/paging';
import { CallAccess } from './call-access';
import { CALL_COLUMNS, callCells } from './call-file';
import { toCallView, toTalkView } from './call-views';

const INSTANT_PART = /^[0-9]{1,15}$/;
const UUID_PART = /^[0-9a-f-]{36}$/;
const CSV_ROWS_AT_ONCE = 2_000;

@Injectable()
export class CallsService {
  constructor(private readonly dataSource: DataSource, private readonly access: CallAccess) {}

  /** The newest first. An agent sees their own. */
  async page(caller: CurrentUser, query: CallQuery): Promise<Page<CallView>> {
    const only = await this.access.onlyOfAgent(caller, 'calls:read');
    const after = query.cursor === undefined ? null : keyOf(query.cursor);
    const found = await new ClientCalls(this.dataSource, caller).page(query, only, after, query.limit + 1);
    return toPage(found, query.limit, (call) => [String(call.plannedAt.getTime()), call.id], toCallView);
  }

  /** The same calls, all of them, as a file; those that are planned meanwhile are not among them. */
  async file(caller: CurrentUser, query: CallFileQuery): Promise<StreamableFile> {
    const only = await this.access.onlyOfAgent(caller, 'calls:read');
    return csvFile('calls', CALL_COLUMNS, this.all(new ClientCalls(this.dataSource, caller), query, only));
  }

  private async *all(calls: ClientCalls, query: CallFileQuery, only: string | null): AsyncGenerator<CsvCell[][]> {
    for (let after: CallKey | null = null; ;) {
      const found: Call[] = await calls.page(query, only, after, CSV_ROWS_AT_ONCE);
      yield found.map((call) => callCells(toCallView(call)));
      const last = found.at(-1);
      if (last === undefined || found.length < CSV_ROWS_AT_ONCE) return;
      after = last;
    }
  }

  async find(caller: CurrentUser, id: string): Promise<CallDetail> {
    const call = await this.access.find(caller, id, 'calls:read');
    const calls = new ClientCalls(this.dataSource, caller);
    const [talks, events, recordings, machine] = await Promise.all([new TalkRepository(this.dataSource).ofCall(id), calls.events(id), calls.recordings(id), machineMessageOf(this.dataSource, id)]);
    return {
      ...toCallView(call),
      machineMessage: machine === null ? null : { askedAt: machine.askedAt.toISOString(), endedAt: machine.endedAt?.toISOString() ?? null, whole: machine.whole },
      judgedBy: call.judgedBy === null ? null : { ...call.judgedBy, localTimes: [...call.judgedBy.localTimes], laws: [...call.judgedBy.laws] },
      talks: talks.map(toTalkView),
      events: events.map(({ at, kind, data }) => ({ at: at.toISOString(), kind, data })),
      recordings: recordings.map((recording) => ({
        id: recording.id, path: recording.path, startedAt: recording.startedAt.toISOString(),
        stoppedAt: recording.stoppedAt?.toISOString() ?? null, lengthMs: recording.lengthMs,
      })),
    };
  }

  async caller(caller: CurrentUser, id: string): Promise<CallerCard> {
    const { phone } = await this.access.find(caller, id, 'calls:read');
    return await callerCardOf(this.dataSource, caller, phone, id);
  }
}

function keyOf(cursor: string): CallKey {
  const [atMs, id] = decodeCursor(cursor, [INSTANT_PART, UUID_PART]);
  return { plannedAt: new Date(Number(atMs)), id };
}
