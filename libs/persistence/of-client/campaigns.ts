import { STATUSES_GOING_ON, STATUSES_IN_USE, type CampaignStatus } from '@paceline/domain/campaign/life';
import { In, IsNull, LessThan, Not } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { Campaign } from '../entities/campaigns';
import { rows, write } from '../transaction';

/** Behind every id. */
const NEWEST = '9223372036854775807';

export interface CampaignListEntry { readonly listId: string; readonly priority: number }

export type NewCampaign = Omit<Campaign, 'id' | 'clientId' | 'status' | 'countries' | 'createdAt' | 'startedAt' | 'endedAt'>;

/** A client's campaigns. What moves one from status to status is in campaign-life.ts. */
export class ClientCampaigns {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  /** The newest first. @param before the last one of the page before, null on the first */
  async page(status: CampaignStatus | undefined, before: string | null, count: number): Promise<Campaign[]> {
    return await managerOf(this.on).find(Campaign, {
      where: { clientId: this.clientId, id: LessThan(before ?? NEWEST), ...status && { status } }, order: { id: 'DESC' }, take: count,
    });
  }

  async running(): Promise<Campaign[]> {
    return await managerOf(this.on).findBy(Campaign, { clientId: this.clientId, status: 'running' });
  }

  async find(id: string): Promise<Campaign | null> {
    return await managerOf(this.on).findOneBy(Campaign, { clientId: this.clientId, id });
  }

  /** Whoever moves it, changes it or makes targets of it waits for the end of this transaction. */
  async lock(id: string): Promise<Campaign | null> {
    return await managerOf(this.on).findOne(Campaign, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  /** A draft; its id. */
  async create(campaign: NewCampaign): Promise<string> {
    const { identifiers: [created] } = await managerOf(this.on).insert(Campaign, { ...campaign, clientId: this.clientId, status: 'draft' });
    return String(created?.['id']);
  }

  async change(id: string, columns: Partial<NewCampaign & Pick<Campaign, 'countries'>>): Promise<void> {
    await managerOf(this.on).update(Campaign, { clientId: this.clientId, id }, columns);
  }

  async remove(id: string): Promise<void> {
    await managerOf(this.on).delete(Campaign, { clientId: this.clientId, id });
  }

  /** In the order in which they are dialed. */
  async lists(id: string): Promise<(CampaignListEntry & { readonly name: string })[]> {
    return await rows(this.on,
      `SELECT cl.list_id AS listId, l.name, cl.priority FROM campaign_lists cl JOIN lists l ON l.id = cl.list_id
        WHERE l.client_id = ? AND cl.campaign_id = ? ORDER BY cl.priority, cl.list_id`, [this.clientId, id]);
  }

  /** Makes these lists, which are the client's own, all that it has. Of one that was started, the targets follow after that. */
  async putLists(id: string, lists: readonly CampaignListEntry[]): Promise<void> {
    await write(this.on, 'DELETE cl FROM campaign_lists cl JOIN campaigns c ON c.id = cl.campaign_id WHERE c.client_id = ? AND c.id = ?', [this.clientId, id]);
    for (const { listId, priority } of lists) {
      await write(this.on,
        `INSERT INTO campaign_lists (campaign_id, list_id, priority) SELECT c.id, l.id, ? FROM campaigns c JOIN lists l ON l.client_id = c.client_id
          WHERE c.client_id = ? AND c.id = ? AND l.id = ?`, [priority, this.clientId, id, listId]);
    }
  }

  /** Whether a target has no result yet. */
  async hasSomebodyLeft(id: string): Promise<boolean> {
    return (await rows(this.on, "SELECT 1 FROM targets WHERE client_id = ? AND campaign_id = ? AND state <> 'done' LIMIT 1", [this.clientId, id])).length > 0;
  }

  /** Those between their start and their end that show a number to whom they call. */
  async showingNumbers(switchId: string): Promise<Campaign[]> {
    return await managerOf(this.on).find(Campaign, {
      where: { clientId: this.clientId, switchId, callerNumber: Not(IsNull()), status: In(STATUSES_GOING_ON) }, order: { id: 'ASC' },
    });
  }

  /** Those that have not ended and name a prompt. */
  async withPrompts(): Promise<Campaign[]> {
    const [status, named] = [In(STATUSES_IN_USE), Not(IsNull())];
    return await managerOf(this.on).find(Campaign, {
      where: [{ clientId: this.clientId, status, safeHarbourPrompt: named }, { clientId: this.clientId, status, broadcast: named }, { clientId: this.clientId, status, machineMessage: named }], order: { id: 'ASC' },
    });
  }
}
