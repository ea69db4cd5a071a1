import type { CallFileQuery } from '@paceline/contracts/calls';
import { Call } from '@paceline/persistence';
import type { EntityManager } from 'typeorm';

/** The last call of a page: the next one goes on behind it. */
export interface CallKey { readonly plannedAt: Date; readonly id: string }

/** Calls that fit, the newest first. */
export async function findCalls(manager: EntityManager, query: CallFileQuery, onlyOfAgent: string | null, after: CallKey | null, count: number): Promise<Call[]> {
  const select = manager.createQueryBuilder(Call, 'c').orderBy('c.plannedAt', 'DESC').addOrderBy('c.id', 'DESC').limit(count);
  for (const column of ['campaignId', 'agentId', 'outcome', 'state', 'phone'] as const) {
    if (query[column] !== undefined) select.andWhere(`c.${column} = :${column}`, { [column]: query[column] });
  }
  // Calls have an index by target, and a contact has few targets.
  if (query.contactId !== undefined) select.andWhere('c.targetId IN (SELECT t.id FROM targets t WHERE t.contact_id = :contactId)', { contactId: query.contactId });
  if (query.from !== undefined) select.andWhere('c.plannedAt >= :from', { from: new Date(query.from) });
  if (query.to !== undefined) select.andWhere('c.plannedAt < :to', { to: new Date(query.to) });
  if (onlyOfAgent !== null) select.andWhere('c.agentId = :only', { only: onlyOfAgent });
  if (after !== null) select.andWhere('c.plannedAt <= :at AND (c.plannedAt < :at OR c.id < :id)', { at: after.plannedAt, id: after.id });
  return await select.getMany();
}
