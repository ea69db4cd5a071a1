import { And, LessThan, MoreThanOrEqual } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { AuditEntry } from '../entities/audit';

export interface TrailFilter {
  readonly resource?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly userId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
}

/** What was changed for a client. It is written by `recordChange`. */
export class ClientTrail {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The newest first. @param before the last one of the page before, null on the first */
  async page({ resource, resourceId, userId, from, until }: TrailFilter, before: string | null, count: number): Promise<AuditEntry[]> {
    const bounds = [...from === undefined ? [] : [MoreThanOrEqual(from)], ...until === undefined ? [] : [LessThan(until)]];
    return await managerOf(this.on).find(AuditEntry, {
      where: {
        clientId: this.clientId, ...before !== null && { id: LessThan(before) },
        ...resource !== undefined && { resource }, ...resourceId !== undefined && { resourceId }, ...userId !== undefined && { userId },
        ...bounds.length > 0 && { at: And(...bounds) },
      },
      order: { id: 'DESC' }, take: count,
    });
  }
}
