import { Injectable } from '@nestjs/common';
import type { Page } from '@paceline/contracts/common';
import type { AssignFollowUp, FinishFollowUp, FollowUpQuery, FollowUpView } from '@paceline/contracts/follow-ups';
import { mayDo } from '@paceline/contracts/permissions';
import { mayTake } from '@paceline/domain/survey/follow-up';
import { ClientFollowUps, ClientUsers, followUpEvent, inTransaction, recordChange, type FollowUp } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { Publisher } from '@paceline/queues';
import { DataSource, type EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { invalid } from '../edge/validation';
import { toFollowUpView, traceOf } from './follow-up-views';

type Change = Parameters<ClientFollowUps['change']>[1];

const TIME_PART = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Low scores, until somebody has seen to them. */
@Injectable()
export class FollowUpsService {
  constructor(private readonly dataSource: DataSource, private readonly live: Publisher, private readonly clock: Clock) {}

  async page(caller: CurrentUser, { limit, cursor, state, mine, questionnaireId, overdue }: FollowUpQuery): Promise<Page<FollowUpView>> {
    const [dueAt, id] = cursor === undefined ? [] : decodeCursor(cursor, [TIME_PART, ID_PART]);
    const filter = { state, questionnaireId, ownerId: mine === undefined ? undefined : caller.id, overdueAt: overdue === undefined ? undefined : this.now() };
    const after = dueAt === undefined || id === undefined ? null : { dueAt: new Date(dueAt), id };
    const found = await new ClientFollowUps(this.dataSource, caller).page(filter, after, limit + 1);
    return toPage(found, limit, (one) => [one.dueAt.toISOString(), one.id], (one) => toFollowUpView(one, caller.id, this.clock.nowMs()));
  }

  async find(caller: CurrentUser, id: string): Promise<FollowUpView> {
    const found = await new ClientFollowUps(this.dataSource, caller).find(id);
    if (found === null) throw notFound('follow-up', id);
    return toFollowUpView(found, caller.id, this.clock.nowMs());
  }

  /** Of two who take it at once one has it, and the other is told who. */
  async take(caller: CurrentUser, id: string): Promise<FollowUpView> {
    return await this.change(caller, id, async (present, manager) => {
      if (!mayTake(present, caller.id)) throw await refusal(manager, caller, present);
      return present.state === 'taken' ? {} : { state: 'taken', ownerId: caller.id, takenAt: this.now() };
    });
  }

  /** Whoever it is given to has still to take it. */
  async assign(caller: CurrentUser, id: string, { ownerId, dueAt }: AssignFollowUp): Promise<FollowUpView> {
    return await this.change(caller, id, async (present, manager) => {
      const owner = await new ClientUsers(manager, caller).find(ownerId);
      if (owner === null || !mayDo(owner.role, 'follow-ups:handle')) throw invalid('ownerId', 'sees-to-nothing', { id: ownerId });
      const due = dueAt === undefined ? {} : { dueAt: new Date(dueAt) };
      return present.ownerId === ownerId ? due : { ...due, ownerId, state: 'open', takenAt: null };
    });
  }

  async done(caller: CurrentUser, id: string, { note }: FinishFollowUp): Promise<FollowUpView> {
    return await this.change(caller, id, async (present, manager) => {
      if (present.ownerId !== null && present.ownerId !== caller.id) throw await refusal(manager, caller, present);
      if (present.state !== 'taken') throw new PacelineError('wrong-state', 'follow-up-not-taken');
      return { state: 'done', doneAt: this.now(), doneBy: caller.username, note };
    });
  }

  private async change(caller: CurrentUser, id: string, decide: (present: FollowUp, manager: EntityManager) => Promise<Change>): Promise<FollowUpView> {
    const changed = await inTransaction(this.dataSource, async (manager) => {
      const all = new ClientFollowUps(manager, caller);
      const present = await all.lock(id);
      if (present === null) throw notFound('follow-up', id);
      if (present.state === 'done') throw new PacelineError('wrong-state', 'follow-up-done');
      const columns = await decide(present, manager);
      if (Object.keys(columns).length === 0) return null;
      await all.change(id, columns);
      const became = { ...present, ...columns };
      await recordChange(manager, actorOf(caller), { resource: 'follow-up', resourceId: id, action: 'changed', was: traceOf(present), became: traceOf(became) });
      return became;
    });
    if (changed !== null) this.live.publish(followUpEvent(changed, this.now()));
    return await this.find(caller, id);
  }

  private now(): Date {
    return new Date(this.clock.nowMs());
  }
}

async function refusal(manager: EntityManager, caller: CurrentUser, { ownerId }: FollowUp): Promise<PacelineError> {
  const owner = ownerId === null ? null : await new ClientUsers(manager, caller).find(ownerId);
  return new PacelineError('wrong-state', 'follow-up-of-another', { owner: owner?.username ?? '' });
}
