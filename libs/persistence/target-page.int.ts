import { useTestDatabase } from '@paceline/testing/use-test-database';
import { makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { findTargets, type TargetFilter } from './target-page';
import { rows, write } from './transaction';

const MANY = 20_000;
const PAGE = 50;

/** Pages of targets, judged by what they read, not by time. */
describe('a page of targets', () => {
  const database = useTestDatabase(openMigrated);
  let campaignId: string;

  beforeEach(async () => {
    campaignId = await makeCampaign(database.source, 'a long one');
    await makeTargets(database.source, { campaignId, count: MANY });
    await makeTargets(database.source, { campaignId: await makeCampaign(database.source, 'another'), count: 100 });
    // The evening of a long campaign: of every thousand one is still to be called.
    await write(database.source, "UPDATE targets SET state = 'done', result = 'busy' WHERE campaign_id = ? AND id MOD 1000 <> 0", [campaignId]);
    await write(database.source, 'ANALYZE TABLE targets, contacts, contact_phones', []);
  });

  const readsOf = async (filter: TargetFilter, after = '0'): Promise<number> => await database.source.transaction(async (manager) => {
    const total = async (): Promise<number> =>
      (await rows<{ Value: string }>(manager, "SHOW SESSION STATUS LIKE 'Handler_read%'", [])).reduce((sum, { Value }) => sum + Number(Value), 0);
    const before = await total();
    const { length } = await findTargets(manager, campaignId, filter, after, PAGE);
    expect(length).toBeGreaterThan(0);
    return await total() - before;
  });

  const phoneOfLast = async (): Promise<string> => {
    const [{ phone = '' } = {}] = await rows<{ phone: string }>(database.source,
      "SELECT p.phone FROM targets t JOIN contact_phones p ON p.contact_id = t.contact_id WHERE t.campaign_id = ? AND t.state = 'ready' ORDER BY t.contact_id DESC LIMIT 1", [campaignId]);
    return phone;
  };

  it('costs what it shows, at the beginning and in the middle, of all states or of one that is rare', async () => {
    const [{ middle = '0' } = {}] = await rows<{ middle: string }>(database.source, 'SELECT MAX(contact_id) - 5000 AS middle FROM targets WHERE campaign_id = ?', [campaignId]);
    for (const filter of [{}, { state: 'ready' }, { state: 'done' }, { state: 'done', result: 'busy' }, { state: 'ready', phone: await phoneOfLast() }] as const) {
      for (const after of ['0', middle]) expect([filter, after, await readsOf(filter, after) <= 4 * PAGE]).toEqual([filter, after, true]);
    }
  });

  it('has every target once, however the pages are cut', async () => {
    const seen: string[] = [];
    for (let after = '0'; ;) {
      const page = await findTargets(database.source, campaignId, { state: 'ready' }, after, 7);
      seen.push(...page.map(({ targetId }) => targetId));
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.contactId;
    }
    expect(seen).toHaveLength(MANY / 1000);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
