import { MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { DoNotCall, DoNotCallOffer } from '../entities/organisation';
import { rows } from '../transaction';

/** Numbers that nobody may be called on for a client, and those that wait to be put there. Numbers go on it by `forbid`. */
export class ClientDoNotCallList {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** In the order of the numbers. @param after the last one of the page before, empty on the first */
  async page(after: string, count: number): Promise<DoNotCall[]> {
    return await managerOf(this.on).find(DoNotCall, { where: { clientId: this.clientId, phone: MoreThan(after) }, order: { phone: 'ASC' }, take: count });
  }

  async find(phone: string): Promise<DoNotCall | null> {
    return await managerOf(this.on).findOneBy(DoNotCall, { clientId: this.clientId, phone });
  }

  async lock(phone: string): Promise<DoNotCall | null> {
    return await managerOf(this.on).findOne(DoNotCall, { where: { clientId: this.clientId, phone }, lock: { mode: 'pessimistic_write' } });
  }

  async remove(phone: string): Promise<void> {
    await managerOf(this.on).delete(DoNotCall, { clientId: this.clientId, phone });
  }

  /** Those of these numbers that are on it. */
  async listed(phones: readonly string[]): Promise<string[]> {
    if (phones.length === 0) return [];
    return (await rows<{ phone: string }>(this.on, 'SELECT phone FROM do_not_call WHERE client_id = ? AND phone IN (?)', [this.clientId, phones])).map(({ phone }) => phone);
  }

  /** The same, under a lock: somebody may be saying no at this moment. */
  async lockListed(phones: readonly string[]): Promise<ReadonlySet<string>> {
    if (phones.length === 0) return new Set();
    const found = await rows<{ phone: string }>(this.on, 'SELECT phone FROM do_not_call WHERE client_id = ? AND phone IN (?) LOCK IN SHARE MODE', [this.clientId, phones]);
    return new Set(found.map(({ phone }) => phone));
  }

  /** Numbers that wait for a decision, in their order. */
  async offers(after: string, count: number): Promise<DoNotCallOffer[]> {
    return await managerOf(this.on).find(DoNotCallOffer, { where: { clientId: this.clientId, phone: MoreThan(after) }, order: { phone: 'ASC' }, take: count });
  }

  /** Takes the offer away for whoever decides on it; null when it waits for nobody. */
  async takeOffer(phone: string): Promise<DoNotCallOffer | null> {
    const offer = await managerOf(this.on).findOne(DoNotCallOffer, { where: { clientId: this.clientId, phone }, lock: { mode: 'pessimistic_write' } });
    if (offer !== null) await managerOf(this.on).delete(DoNotCallOffer, { clientId: this.clientId, phone });
    return offer;
  }
}
