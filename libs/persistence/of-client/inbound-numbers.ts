import { MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { InboundNumber } from '../entities/flows';
import { rows } from '../transaction';

export type NewInboundNumber = Omit<InboundNumber, 'id' | 'clientId' | 'createdAt'>;

/** The numbers by which callers reach a client. */
export class ClientInboundNumbers {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. @param after the last one of the page before, 0 on the first */
  async page(after: string, count: number): Promise<InboundNumber[]> {
    return await managerOf(this.on).find(InboundNumber, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async find(id: string): Promise<InboundNumber | null> {
    return await managerOf(this.on).findOneBy(InboundNumber, { clientId: this.clientId, id });
  }

  async lock(id: string): Promise<InboundNumber | null> {
    return await managerOf(this.on).findOne(InboundNumber, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** By the number, E.164. */
  async lockNumber(switchId: string, number: string): Promise<InboundNumber | null> {
    return await managerOf(this.on).findOne(InboundNumber, { where: { clientId: this.clientId, switchId, number }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those that end in these digits, seven of them: whichever somebody may mean who writes one as at home. */
  async endingIn(switchId: string, digits: string): Promise<readonly string[]> {
    return (await rows<{ number: string }>(this.on, 'SELECT number FROM inbound_numbers WHERE client_id = ? AND switch_id = ? AND RIGHT(number, 7) = ?', [this.clientId, switchId, digits]))
      .map(({ number }) => number);
  }

  /** Whether whoever calls this number, E.164, there runs a published flow: that stays so until the end of the transaction. */
  async runsFlow(switchId: string, number: string): Promise<boolean> {
    return (await rows(this.on,
      `SELECT n.id FROM inbound_numbers n JOIN flows f ON f.id = n.flow_id AND f.published_version_id IS NOT NULL
        WHERE n.client_id = ? AND n.switch_id = ? AND n.number = ? LOCK IN SHARE MODE`, [this.clientId, switchId, number])).length > 0;
  }

  /** Its id. A number is of one client on its switch: the database refuses a second. */
  async create(number: NewInboundNumber): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(InboundNumber, { ...number, clientId: this.clientId });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<NewInboundNumber>): Promise<void> {
    await managerOf(this.on).update(InboundNumber, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(InboundNumber, { clientId: this.clientId, id });
  }
}
