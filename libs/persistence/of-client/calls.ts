import type { CallState } from '@paceline/domain/call/call-state';
import type { Outcome } from '@paceline/domain/call/outcome';
import { IsNull, Not } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Call, CallEvent, Recording } from '../entities/calls';
import type { Agent } from '../entities/organisation';
import { rows } from '../transaction';

/** The last call of a page: the next one goes on behind it. */
export interface CallKey { readonly plannedAt: Date; readonly id: string }

export interface CallFilter {
  readonly campaignId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly state?: CallState | undefined;
  readonly phone?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const COLUMNS = ['campaignId', 'agentId', 'outcome', 'state', 'phone'] as const;

/** A client's calls. */
export class ClientCalls {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async find(id: string): Promise<Call | null> {
    return await managerOf(this.on).findOneBy(Call, { clientId: this.clientId, id });
  }

  /** The newest one of an agent that somebody still has to say something of. */
  async unsettledOf(agentId: string): Promise<Call | null> {
    return await managerOf(this.on).findOne(Call, { where: { clientId: this.clientId, agentId, settledAt: IsNull() }, order: { plannedAt: 'DESC' } });
  }

  /** The last one that has ended on an agent's switch and that the agent still has to say something of. */
  async wrappingOf({ id: agentId, switchId }: Pick<Agent, 'id' | 'switchId'>): Promise<Call | null> {
    return await managerOf(this.on).findOne(Call, {
      where: { clientId: this.clientId, switchId, agentId, settledAt: IsNull(), endedAt: Not(IsNull()) }, order: { endedAt: 'DESC' },
    });
  }

  /** Those of a switch that are going on. */
  async live(switchId: string): Promise<Call[]> {
    const unsettled = await managerOf(this.on).find(Call, { where: { clientId: this.clientId, switchId, settledAt: IsNull() }, order: { plannedAt: 'ASC' } });
    return unsettled.filter(({ state }) => state !== 'ended');
  }

  /** Those of a campaign that are going on, by state: few, and found by what is not settled yet, however many it has made. */
  async liveOfCampaign(campaignId: string, switchId: string): Promise<Partial<Record<CallState, number>>> {
    const found = await rows<{ state: CallState; n: string }>(this.on,
      `SELECT state, COUNT(*) AS n FROM calls
        WHERE switch_id = ? AND settled_at IS NULL AND state <> 'ended' AND direction = 'outbound' AND client_id = ? AND campaign_id = ? GROUP BY state`, [switchId, this.clientId, campaignId]);
    return Object.fromEntries(found.map(({ state, n }) => [state, Number(n)]));
  }

  /** Calls that fit, the newest first. */
  async page(filter: CallFilter, onlyOfAgent: string | null, after: CallKey | null, count: number): Promise<Call[]> {
    const select = managerOf(this.on).createQueryBuilder(Call, 'c')
      .where('c.clientId = :clientId', { clientId: this.clientId }).orderBy('c.plannedAt', 'DESC').addOrderBy('c.id', 'DESC').limit(count);
    for (const column of COLUMNS) if (filter[column] !== undefined) select.andWhere(`c.${column} = :${column}`, { [column]: filter[column] });
    // Calls have an index by target, and a contact has few targets.
    if (filter.contactId !== undefined) select.andWhere('c.targetId IN (SELECT t.id FROM targets t WHERE t.contact_id = :contactId)', { contactId: filter.contactId });
    if (filter.from !== undefined) select.andWhere('c.plannedAt >= :from', { from: new Date(filter.from) });
    if (filter.to !== undefined) select.andWhere('c.plannedAt < :to', { to: new Date(filter.to) });
    if (onlyOfAgent !== null) select.andWhere('c.agentId = :only', { only: onlyOfAgent });
    if (after !== null) select.andWhere('c.plannedAt <= :at AND (c.plannedAt < :at OR c.id < :id)', { at: after.plannedAt, id: after.id });
    return await select.getMany();
  }

  /** What happened to a call, in order. */
  async events(callId: string): Promise<CallEvent[]> {
    return await managerOf(this.on).createQueryBuilder(CallEvent, 'e')
      .innerJoin(Call, 'c', 'c.id = e.callId AND c.clientId = :clientId', { clientId: this.clientId }).where('e.callId = :callId', { callId }).orderBy('e.id').getMany();
  }

  async recordings(callId: string): Promise<Recording[]> {
    return await managerOf(this.on).createQueryBuilder(Recording, 'r')
      .innerJoin(Call, 'c', 'c.id = r.callId AND c.clientId = :clientId', { clientId: this.clientId }).where('r.callId = :callId', { callId }).orderBy('r.id').getMany();
  }

  /** A recording of any of its calls. */
  async recording(id: string): Promise<Recording | null> {
    return await managerOf(this.on).createQueryBuilder(Recording, 'r')
      .innerJoin(Call, 'c', 'c.id = r.callId AND c.clientId = :clientId', { clientId: this.clientId }).where('r.id = :id', { id }).getOne();
  }
}
