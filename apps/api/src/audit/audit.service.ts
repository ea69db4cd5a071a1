import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditEntryView, AuditQuery, AuditedResource } from '@paceline/contracts/audit';
import type { Page } from '@paceline/contracts/common';
import { AuditEntry, type Actor } from '@paceline/persistence';
import { And, DataSource, LessThan, MoreThanOrEqual, type FindOperator } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';

/** Reads the audit trail. It is written where the changes are made, in their transactions: `recordChange`. */
@Injectable()
export class AuditService {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first. */
  async page({ limit, cursor, resource, resourceId, userId, from, until }: AuditQuery): Promise<Page<AuditEntryView>> {
    const found = await this.dataSource.manager.find(AuditEntry, {
      where: {
        ...(cursor !== undefined && { id: LessThan(decodeCursor(cursor, [ID_PART])[0]) }),
        ...(resource !== undefined && { resource }), ...(resourceId !== undefined && { resourceId }), ...(userId !== undefined && { userId }),
        ...within(from, until),
      },
      order: { id: 'DESC' }, take: limit + 1,
    });
    return toPage(found, limit, ({ id }) => [id], toView);
  }
}

/** The user who asks, as the trail names them. */
export function actorOf({ clientId, id, username }: CurrentUser): Actor {
  return { clientId, userId: id, name: username };
}

function within(from: string | undefined, until: string | undefined): { at?: FindOperator<Date> } {
  const bounds = [...(from === undefined ? [] : [MoreThanOrEqual(new Date(from))]), ...(until === undefined ? [] : [LessThan(new Date(until))])];
  return bounds.length === 0 ? {} : { at: And(...bounds) };
}

function toView({ id, at, userId, actor, resource, resourceId, action, was, became, reason }: AuditEntry): AuditEntryView {
  return {
    id, at: at.toISOString(), userId, actor, resourceId, was, became, reason,
    resource: resource as AuditedResource, action: action as AuditAction, // nothing else is ever written: `recordChange`
  };
}
