import { Injectable } from '@nestjs/common';
import type { AuditAction, AuditEntryView, AuditQuery, AuditedResource } from '@paceline/contracts/audit';
import type { Page } from '@paceline/contracts/common';
import { ClientTrail, type Actor, type AuditEntry } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import type { CurrentUser } from '../auth/current-user';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';

/** Reads the audit trail. It is written where the changes are made, in their transactions: `recordChange`. */
@Injectable()
export class AuditService {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first. */
  async page(caller: CurrentUser, { limit, cursor, from, until, ...filter }: AuditQuery): Promise<Page<AuditEntryView>> {
    const times = { from: instant(from), until: instant(until) };
    const found = await new ClientTrail(this.dataSource, caller).page({ ...filter, ...times }, cursor === undefined ? null : decodeCursor(cursor, [ID_PART])[0], limit + 1);
    return toPage(found, limit, ({ id }) => [id], toView);
  }
}

/** The user who asks, as the trail names them. */
export function actorOf({ clientId, id, username }: CurrentUser): Actor {
  return { clientId, userId: id, name: username };
}

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function toView({ id, at, userId, actor, resource, resourceId, action, was, became, reason }: AuditEntry): AuditEntryView {
  return {
    id, at: at.toISOString(), userId, actor, resourceId, was, became, reason,
    resource: resource as AuditedResource, action: action as AuditAction, // nothing else is ever written: `recordChange`
  };
}
