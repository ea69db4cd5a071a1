import { Injectable } from '@nestjs/common';
import type { CallDetail, CallQuery, CallView } from '@paceline/contracts/calls';
import type { Page } from '@paceline/contracts/common';
import { Call, CallEvent, Recording } from '@paceline/persistence';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { decodeCursor, toPage } from '../edge/paging';
import { CallAccess } from './call-access';
import { toCallView } from './call-views';

const INSTANT_PART = /^[0-9]{1,15}$/;
const UUID_PART = /^[0-9a-f-]{36}$/;

@Injectable()
export class CallsService {
  constructor(private readonly dataSource: DataSource, private readonly access: CallAccess) {}

  /** The newest first. An agent sees their own. */
  async page(caller: CurrentUser, query: CallQuery): Promise<Page<CallView>> {
    const only = await this.access.onlyOfAgent(caller, 'calls:read');
    const select = this.dataSource.manager.createQueryBuilder(Call, 'c').orderBy('c.plannedAt', 'DESC').addOrderBy('c.id', 'DESC').limit(query.limit + 1);
    filter(select, query);
    if (only !== null) select.andWhere('c.agentId = :only', { only });
    if (query.cursor !== undefined) {
      const [atMs, id] = decodeCursor(query.cursor, [INSTANT_PART, UUID_PART]);
      const at = new Date(Number(atMs));
      select.andWhere('c.plannedAt <= :at AND (c.plannedAt < :at OR c.id < :id)', { at, id });
    }
    return toPage(await select.getMany(), query.limit, (call) => [String(call.plannedAt.getTime()), call.id], toCallView);
  }

  async find(caller: CurrentUser, id: string): Promise<CallDetail> {
    const call = await this.access.find(caller, id, 'calls:read');
    const [events, recordings] = await Promise.all([
      this.dataSource.manager.find(CallEvent, { where: { callId: id }, order: { id: 'ASC' } }),
      this.dataSource.manager.find(Recording, { where: { callId: id }, order: { id: 'ASC' } }),
    ]);
    return {
      ...toCallView(call),
      judgedBy: call.judgedBy === null ? null : { ...call.judgedBy, localTimes: [...call.judgedBy.localTimes], laws: [...call.judgedBy.laws] },
      events: events.map(({ at, kind, data }) => ({ at: at.toISOString(), kind, data })),
      recordings: recordings.map((recording) => ({
        id: recording.id, path: recording.path, startedAt: recording.startedAt.toISOString(),
        stoppedAt: recording.stoppedAt?.toISOString() ?? null, lengthMs: recording.lengthMs,
      })),
    };
  }
}

function filter(select: SelectQueryBuilder<Call>, query: CallQuery): void {
  for (const column of ['campaignId', 'agentId', 'outcome', 'state', 'phone'] as const) {
    if (query[column] !== undefined) select.andWhere(`c.${column} = :${column}`, { [column]: query[column] });
  }
  // Calls have an index by target, and a contact has few targets.
  if (query.contactId !== undefined) select.andWhere('c.targetId IN (SELECT t.id FROM targets t WHERE t.contact_id = :contactId)', { contactId: query.contactId });
  if (query.from !== undefined) select.andWhere('c.plannedAt >= :from', { from: new Date(query.from) });
  if (query.to !== undefined) select.andWhere('c.plannedAt < :to', { to: new Date(query.to) });
}
