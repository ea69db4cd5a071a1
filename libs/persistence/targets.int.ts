import { useTestDatabase } from '@paceline/testing/use-test-database';
import { makeCampaign, openMigrated } from './fixtures.int-helper';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

describe('the targets of a campaign', () => {
  const database = useTestDatabase(openMigrated);
  const targets = (): TargetRepository => new TargetRepository(database.source);

  it('are its lists\' contacts, each once, with the priority of the best list it is on', async () => {
    const campaignId = await makeCampaign(database.source);
    await write(database.source, "INSERT INTO contacts (id, name, zone, fields) VALUES (1, 'a', 'Asia/Tehran', '{}'), (2, 'b', '*US', '{}'), (3, 'c', NULL, '{}'), (4, 'on no list', 'UTC', '{}')", []);
    await write(database.source, "INSERT INTO lists (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'not of this campaign')", []);
    await write(database.source, 'INSERT INTO list_contacts (list_id, contact_id) VALUES (1, 1), (1, 2), (2, 2), (2, 3), (3, 4)', []);
    await write(database.source, 'INSERT INTO campaign_lists (campaign_id, list_id, priority) VALUES (?, 1, 5), (?, 2, 3)', [campaignId, campaignId]);
    await expect(targets().createFromLists(campaignId)).resolves.toBe(3);
    await expect(rows(database.source, 'SELECT contact_id AS contactId, state, zone, priority, attempts FROM targets ORDER BY contact_id', [])).resolves.toEqual([
      { contactId: '1', state: 'ready', zone: 'Asia/Tehran', priority: 5, attempts: 0 },
      { contactId: '2', state: 'ready', zone: '*US', priority: 3, attempts: 0 },
      { contactId: '3', state: 'ready', zone: '', priority: 3, attempts: 0 },
    ]);
    const due = async (withinSec?: number): Promise<number> => targets().countDue(campaignId, await targets().slots(campaignId), 10, withinSec);
    expect(await due()).toBe(3);
    await write(database.source, 'UPDATE targets SET next_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE contact_id = 1', []);
    expect(await due()).toBe(2);
    expect(await due(2 * 60 * 60)).toBe(3);
    expect(await due(30 * 60)).toBe(2);
  });

  it('stay as they are when a list has grown: only the new contacts come in', async () => {
    const campaignId = await makeCampaign(database.source);
    await write(database.source, "INSERT INTO contacts (id, name, zone, fields) VALUES (1, 'a', 'UTC', '{}'), (2, 'b', 'UTC', '{}')", []);
    await write(database.source, "INSERT INTO lists (id, name) VALUES (1, 'one')", []);
    await write(database.source, 'INSERT INTO list_contacts (list_id, contact_id) VALUES (1, 1)', []);
    await write(database.source, 'INSERT INTO campaign_lists (campaign_id, list_id, priority) VALUES (?, 1, 1)', [campaignId]);
    await targets().createFromLists(campaignId);
    await write(database.source, "UPDATE targets SET state = 'done', result = 'sold'", []);
    await write(database.source, 'INSERT INTO list_contacts (list_id, contact_id) VALUES (1, 2)', []);
    await expect(targets().createFromLists(campaignId)).resolves.toBe(1);
    await expect(targets().createFromLists(campaignId)).resolves.toBe(0);
    await expect(targets().counts(campaignId)).resolves.toEqual({ ready: 1, calling: 0, done: 1 });
    await expect(targets().allDone(campaignId)).resolves.toBe(false);
    await expect(targets().allDone('999')).resolves.toBe(true);
  });
});
