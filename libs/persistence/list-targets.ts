import type { DataSource, EntityManager } from 'typeorm';
import { STATUSES_GOING_ON, type CampaignStatus } from '@paceline/domain/campaign/life';
import { OFF_LIST } from '@paceline/domain/retry/target-after';
import { controlBelow } from '@paceline/domain/offer/control-group';
import { countriesOf, placesOfCampaign } from './campaign-places';
import type { FollowedCampaign } from './entities/contacts';
import { offList, setAside } from './off-list';
import { inTransaction, rows, write } from './transaction';

/** Contacts of one transaction: whoever settles a call to one of them waits for no longer than that. */
const PAGE = 5_000;

interface Walk {
  /** Does some work of a campaign in one transaction; null when the campaign goes on no more. */
  readonly inBatch: <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T | null>;
  readonly page: number;
}

/** The best priority among the campaign's lists that have the contact of `own`. */
const BEST = `(SELECT MIN(cl.priority) FROM campaign_lists cl STRAIGHT_JOIN list_contacts lc FORCE INDEX (PRIMARY) ON lc.list_id = cl.list_id
   WHERE cl.campaign_id = has.campaign_id AND lc.contact_id = own.contact_id)`;
/** A page of a list. Joins in this order: left alone, the database may read a whole table for each page. */
const PAGE_OF_LIST = 'campaign_lists has STRAIGHT_JOIN list_contacts own FORCE INDEX (PRIMARY) ON own.list_id = has.list_id';
/** Contacts of a list as long as the campaign has it. Its values: campaign, list, after, up to. */
const OF_LIST = 'has.campaign_id = ? AND own.list_id = ? AND own.contact_id > ? AND own.contact_id <= ?';

/**
 * The targets of campaigns follow their lists: who comes onto one becomes a target, who is on none any more leaves, and each has the
 * best priority of its lists. Every step can be done again, so whatever was broken off in the middle is finished by the next time;
 * a campaign is never resumed before that.
 */
export class ListTargets {
  constructor(private readonly dataSource: DataSource, private readonly page = PAGE) {}

  /** All of it on this manager. */
  async follow(campaignId: string, manager: EntityManager): Promise<void> {
    await follow({ inBatch: (work) => work(manager), page: this.page }, campaignId);
  }

  /** Page by page, each in a transaction of its own, as long as the campaign is running or paused. */
  async followInBatches(campaignId: string): Promise<void> {
    await follow(this.batchesOf(campaignId), campaignId);
  }

  /**
   * A list has grown: its contacts become targets of the campaigns that have it and are running or paused. Where somebody is, whose
   * law binds: a running campaign knows of it before anybody is dialed.
   */
  async listHasGrown(listId: string, signal?: AbortSignal): Promise<FollowedCampaign[]> {
    const campaigns = await rows<FollowedCampaign>(this.dataSource,
      `SELECT c.id, c.name, c.status FROM campaign_lists cl JOIN campaigns c ON c.id = cl.campaign_id
        WHERE cl.list_id = ? AND c.status <> 'stopped' ORDER BY c.id`, [listId]);
    const followed: FollowedCampaign[] = [];
    for (const { id, name, status } of campaigns) {
      if (status === 'running') {
        const countries = countriesOf(await placesOfCampaign(this.dataSource, id));
        await write(this.dataSource, 'UPDATE campaigns SET countries = ? WHERE id = ?', [JSON.stringify(countries), id]);
      }
      await join(this.batchesOf(id, signal), id, listId);
      const [now] = await rows<{ status: CampaignStatus }>(this.dataSource, 'SELECT status FROM campaigns WHERE id = ?', [id]);
      if (now !== undefined) followed.push({ id, name, status: now.status });
    }
    return followed;
  }

  /** The lock keeps the campaign's lists and its status as they are until the batch is committed. */
  private batchesOf(campaignId: string, signal?: AbortSignal): Walk {
    const { dataSource, page } = this;
    return { page, inBatch: async (work) => await inTransaction(dataSource, async (manager) => {
      signal?.throwIfAborted();
      const goesOn = await rows(manager, 'SELECT 1 FROM campaigns WHERE id = ? AND status IN (?) LOCK IN SHARE MODE', [campaignId, STATUSES_GOING_ON]);
      return goesOn.length === 0 ? null : await work(manager);
    }) };
  }
}

async function follow(walk: Walk, campaignId: string): Promise<void> {
  await leave(walk, campaignId);
  const lists = await walk.inBatch((manager) => rows<{ listId: string }>(manager,
    'SELECT list_id AS listId FROM campaign_lists WHERE campaign_id = ? ORDER BY priority, list_id', [campaignId]));
  for (const { listId } of lists ?? []) await join(walk, campaignId, listId);
}

async function leave(walk: Walk, campaignId: string): Promise<void> {
  await inPages(walk, ['targets FORCE INDEX (targets_campaign_contact)', 'campaign_id', campaignId], async (manager, after, upTo) => {
    await setAside(manager, await offList(manager, campaignId, after, upTo));
  });
}

/** Whether the contact of `own` is in the control group, by the key of the campaign and a bound of the draws: see libs/domain/offer/control-group. */
const IS_CONTROL = "CONV(LEFT(SHA2(CONCAT(?, ':', own.contact_id), 256), 8), 16, 10) < ?";

/** What `IS_CONTROL` is told: of a campaign without a control group nobody's draw is low enough. */
async function drawOf(manager: EntityManager, campaignId: string): Promise<readonly [key: string, below: number]> {
  const [control] = await rows<{ ratio: number; drawKey: string }>(manager, 'SELECT ratio, draw_key AS drawKey FROM campaign_controls WHERE campaign_id = ?', [campaignId]);
  return control === undefined ? ['', 0] : [control.drawKey, controlBelow(control.ratio)];
}

async function join(walk: Walk, campaignId: string, listId: string): Promise<void> {
  const drawn = await walk.inBatch((manager) => drawOf(manager, campaignId));
  if (drawn === null) return;
  await inPages(walk, ['list_contacts FORCE INDEX (PRIMARY)', 'list_id', listId], async (manager, after, upTo) => {
    const page = [campaignId, listId, after, upTo];
    await write(manager,
      `INSERT IGNORE INTO targets (client_id, campaign_id, contact_id, state, result, zone, priority, next_at)
       SELECT c.client_id, has.campaign_id, own.contact_id, IF(${IS_CONTROL}, 'done', 'ready'), IF(${IS_CONTROL}, 'control-group', NULL), COALESCE(c.zone, ''), ${BEST}, UTC_TIMESTAMP(3)
         FROM ${PAGE_OF_LIST} STRAIGHT_JOIN contacts c ON c.id = own.contact_id
         LEFT JOIN targets t FORCE INDEX (targets_campaign_contact) ON t.campaign_id = has.campaign_id AND t.contact_id = own.contact_id
        WHERE ${OF_LIST} AND t.id IS NULL ORDER BY own.contact_id`, [...drawn, ...drawn, ...page]);
    await callAgain(manager, page);
  });
}

/** Of targets that are there already: who was set aside is to be called again, and the priority is that of the lists now. */
async function callAgain(manager: EntityManager, page: readonly string[]): Promise<void> {
  const found = await rows<{ id: string; state: string; best: number }>(manager,
    `SELECT id, state, best FROM (SELECT t.id, t.state, t.priority, ${BEST} AS best
       FROM ${PAGE_OF_LIST}
       STRAIGHT_JOIN targets t FORCE INDEX (targets_campaign_contact) ON t.campaign_id = has.campaign_id AND t.contact_id = own.contact_id
      WHERE ${OF_LIST} AND (t.state <> 'done' OR t.result = ?)) open WHERE best <> priority OR state = 'done'`, [...page, OFF_LIST]);
  const setAsideBefore = found.filter(({ state }) => state === 'done').map(({ id }) => id);
  if (setAsideBefore.length > 0) {
    await write(manager, "UPDATE targets FORCE INDEX (PRIMARY) SET state = 'ready', result = NULL WHERE id IN (?) AND state = 'done' AND result = ?",
      [setAsideBefore, OFF_LIST]);
  }
  for (const best of new Set(found.map((one) => one.best))) {
    await write(manager, "UPDATE targets FORCE INDEX (PRIMARY) SET priority = ? WHERE id IN (?) AND state <> 'done'",
      [best, found.filter((one) => one.best === best).map(({ id }) => id)]);
  }
}

/** Walks over the contacts that a table has under this value of this column, in their order. */
async function inPages(
  { inBatch, page: size }: Walk, [table, column, value]: readonly [table: string, column: string, value: string],
  work: (manager: EntityManager, after: string, upTo: string) => Promise<void>,
): Promise<void> {
  for (let after: string | null = '0'; after !== null;) {
    const from: string = after;
    after = await inBatch(async (manager): Promise<string | null> => {
      const [page] = await rows<{ upTo: string | null }>(manager,
        `SELECT MAX(contact_id) AS upTo
           FROM (SELECT contact_id FROM ${table} WHERE ${column} = ? AND contact_id > ? ORDER BY contact_id LIMIT ?) page`, [value, from, size]);
      if (page === undefined || page.upTo === null) return null;
      await work(manager, from, page.upTo);
      return page.upTo;
    });
  }
}
