import { In } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { InboundClosure } from '../entities/flows';
import { write } from '../transaction';

/** In the place of a number's id: all of them. */
export const ALL_NUMBERS = '0';

/** Which of a client's numbers are closed in an emergency, and whether all are. */
export class ClientInboundClosures {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** By the number's id, or `ALL_NUMBERS`; those that are open are not there. */
  async of(numberIds: readonly string[]): Promise<ReadonlyMap<string, InboundClosure>> {
    if (numberIds.length === 0) return new Map();
    const found = await managerOf(this.on).findBy(InboundClosure, { clientId: this.clientId, numberId: In([...numberIds]) });
    return new Map(found.map((closure) => [closure.numberId, closure]));
  }

  /** False when it was closed already: that closure stands, with its reason. */
  async close(numberId: string, reason: string, by: string): Promise<boolean> {
    return (await write(this.on,
      'INSERT IGNORE INTO inbound_closures (client_id, number_id, reason, closed_by, closed_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))',
      [this.clientId, numberId, reason, by])).affectedRows === 1;
  }

  /** False when it was not closed. */
  async open(numberId: string): Promise<boolean> {
    return (await write(this.on, 'DELETE FROM inbound_closures WHERE client_id = ? AND number_id = ?', [this.clientId, numberId])).affectedRows === 1;
  }
}
