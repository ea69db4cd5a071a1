import type { CampaignStatus } from '@paceline/domain/campaign/life';
import { LessThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { List } from '../entities/contacts';
import { rows } from '../transaction';

/** Behind every id. */
const NEWEST = '9223372036854775807';
/** Campaigns that are named of a list. */
const CAMPAIGNS_AT_MOST = 50;

/** A client's lists. */
export class ClientLists {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The newest first. @param before the last one of the page before, null on the first */
  async page(before: string | null, count: number): Promise<List[]> {
    return await managerOf(this.on).find(List, { where: { clientId: this.clientId, id: LessThan(before ?? NEWEST) }, order: { id: 'DESC' }, take: count });
  }

  async find(id: string): Promise<List | null> {
    return await managerOf(this.on).findOneBy(List, { clientId: this.clientId, id });
  }

  async lock(id: string): Promise<List | null> {
    return await managerOf(this.on).findOne(List, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those of these lists that are there, and stay until the end of the transaction. */
  async keep(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const found = await rows<{ id: string }>(this.on, 'SELECT id FROM lists WHERE client_id = ? AND id IN (?) LOCK IN SHARE MODE', [this.clientId, ids]);
    return new Set(found.map(({ id }) => id));
  }

  async create(name: string): Promise<List> {
    const { identifiers: [created] } = await managerOf(this.on).insert(List, { clientId: this.clientId, name });
    return await managerOf(this.on).findOneByOrFail(List, { clientId: this.clientId, id: String(created?.['id']) });
  }

  /** Its contacts stay. */
  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(List, { clientId: this.clientId, id });
  }

  async contactCount(id: string): Promise<number> {
    const [found] = await rows<{ n: string }>(this.on,
      'SELECT COUNT(*) AS n FROM list_contacts lc JOIN lists l ON l.id = lc.list_id WHERE l.client_id = ? AND lc.list_id = ?', [this.clientId, id]);
    return Number(found?.n ?? 0);
  }

  /** Ids of its contacts behind one of them, in their order. */
  async contactIds(id: string, after: string, count: number): Promise<string[]> {
    const found = await rows<{ contactId: string }>(this.on,
      `SELECT lc.contact_id AS contactId FROM lists l JOIN list_contacts lc ON lc.list_id = l.id
        WHERE l.client_id = ? AND l.id = ? AND lc.contact_id > ? ORDER BY lc.contact_id LIMIT ?`, [this.clientId, id, after, count]);
    return found.map(({ contactId }) => contactId);
  }

  /** Campaigns that have it, the newest first. */
  async campaigns(id: string): Promise<{ id: string; name: string; status: CampaignStatus }[]> {
    return await rows(this.on,
      `SELECT c.id, c.name, c.status FROM campaign_lists cl JOIN campaigns c ON c.id = cl.campaign_id
        WHERE c.client_id = ? AND cl.list_id = ? ORDER BY c.id DESC LIMIT ${CAMPAIGNS_AT_MOST}`, [this.clientId, id]);
  }
}
