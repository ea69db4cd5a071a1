import { In, MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { OfferPurchase, OfferRow, OfferTaking } from '../entities/offers';
import { rows, write } from '../transaction';

export type NewOffer = Omit<OfferRow, 'id' | 'clientId' | 'createdAt' | 'taken'>;
/** A purchase whose buyer is known. */
export type NewPurchase = Omit<OfferPurchase, 'id' | 'clientId' | 'offerId'>;

/** Purchases of one statement. */
const AT_ONCE = 1_000;

/** What a client promotes. */
export class ClientOffers {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The oldest first. @param after the last one of the page before, 0 on the first */
  async page(after: string, count: number): Promise<OfferRow[]> {
    return await managerOf(this.on).find(OfferRow, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async named(ids: readonly string[]): Promise<OfferRow[]> {
    return ids.length === 0 ? [] : await managerOf(this.on).findBy(OfferRow, { clientId: this.clientId, id: In([...ids]) });
  }

  async find(id: string): Promise<OfferRow | null> {
    return await managerOf(this.on).findOneBy(OfferRow, { clientId: this.clientId, id });
  }

  async lock(id: string): Promise<OfferRow | null> {
    return await managerOf(this.on).findOne(OfferRow, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its id. */
  async create(offer: NewOffer): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(OfferRow, { ...offer, clientId: this.clientId });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<NewOffer>): Promise<void> {
    await managerOf(this.on).update(OfferRow, { clientId: this.clientId, id }, columns);
  }

  /** What was said to it, the newest first. @param before the last one of the page before, null on the first */
  async takings(offerId: string, before: string | null, count: number): Promise<OfferTaking[]> {
    return await rows<OfferTaking>(this.on,
      `SELECT id, client_id AS clientId, offer_id AS offerId, contact_id AS contactId, call_id AS callId, campaign_id AS campaignId, agent_id AS agentId, way, result, code, at,
              returned_at AS returnedAt, returned_by AS returnedBy, returned_why AS returnedWhy
         FROM offer_takings WHERE client_id = ? AND offer_id = ? ${before === null ? '' : 'AND id < ?'} ORDER BY id DESC LIMIT ?`,
      [this.clientId, offerId, ...before === null ? [] : [before], count]);
  }

  /** Those of the client's contacts that are meant: by id, by the only contact with a phone, or by the code of a taking of this offer. */
  async buyers(offerId: string, { ids, phones, codes }: Readonly<Record<'ids' | 'phones' | 'codes', readonly string[]>>): Promise<ReadonlyMap<string, string>> {
    const found: { told: string; contactId: string }[] = [];
    if (ids.length > 0) found.push(...await rows<{ told: string; contactId: string }>(this.on, 'SELECT id AS told, id AS contactId FROM contacts WHERE client_id = ? AND id IN (?)', [this.clientId, ids]));
    if (phones.length > 0) {
      found.push(...await rows<{ told: string; contactId: string }>(this.on,
        `SELECT p.phone AS told, MIN(c.id) AS contactId FROM contact_phones p JOIN contacts c ON c.id = p.contact_id WHERE c.client_id = ? AND p.phone IN (?)
          GROUP BY p.phone HAVING COUNT(DISTINCT c.id) = 1`, [this.clientId, phones]));
    }
    if (codes.length > 0) {
      found.push(...await rows<{ told: string; contactId: string }>(this.on,
        'SELECT code AS told, contact_id AS contactId FROM offer_takings WHERE client_id = ? AND offer_id = ? AND code IN (?)', [this.clientId, offerId, codes]));
    }
    return new Map(found.map(({ told, contactId }) => [told, contactId]));
  }

  /** How many were new: one that is told again stays as it is. */
  async addPurchases(offerId: string, purchases: readonly NewPurchase[]): Promise<number> {
    let added = 0;
    for (let from = 0; from < purchases.length; from += AT_ONCE) {
      const batch = purchases.slice(from, from + AT_ONCE);
      const { affectedRows } = await write(this.on,
        `INSERT IGNORE INTO offer_purchases (client_id, offer_id, contact_id, reference, at, amount_micros, currency) VALUES ${batch.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
        batch.flatMap(({ contactId, reference, at, amountMicros, currency }) => [this.clientId, offerId, contactId, reference, at, amountMicros, currency]));
      added += affectedRows;
    }
    return added;
  }
}
