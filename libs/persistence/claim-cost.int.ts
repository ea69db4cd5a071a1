import type { DataSource } from 'typeorm';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { claimOf, holdLease, makeCampaign, makePastCalls, makeTargets, openMigrated, sessionOf } from './fixtures.int-helper';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

const FEW = 2_000;
const MANY = 200_000;
const CLAIMED = 10;

/** Reads of index entries and rows, those that the storage engine filters on its own (ICP) included. */
const READS = "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Handler_icp_attempts'";

/** The claim's reads grow with what it claims, never with what is there: judged by counting, not by time. */
describe('the cost of a claim', () => {
  const database = useTestDatabase(openMigrated);

  /** What `work` makes one session read: the least of three, for a table that the server opens anew has its statistics read too. */
  async function readsOf(work: (source: DataSource) => Promise<unknown>): Promise<number> {
    return Math.min(await readsOnce(work), await readsOnce(work), await readsOnce(work));
  }

  async function readsOnce(work: (source: DataSource) => Promise<unknown>): Promise<number> {
    return await database.source.transaction(async (manager) => {
      const total = async (): Promise<number> => (await rows<{ Value: string }>(manager, READS, [])).reduce((sum, { Value }) => sum + Number(Value), 0);
      const before = await total();
      await work(sessionOf(manager));
      return await total() - before;
    });
  }

  async function fill(count: number): Promise<string> {
    const campaignId = await makeCampaign(database.source, `with ${count}`);
    await makeTargets(database.source, { campaignId, count });
    return campaignId;
  }

  it('is the same among two thousand targets and two hundred thousand, due or not', async () => {
    const [few, many] = [await fill(FEW), await fill(MANY)];
    await write(database.source, 'ANALYZE TABLE targets, contacts, contact_phones', []);
    const lease = await holdLease(database.source, 'campaign:1', 600_000);
    const slots = [{ zone: 'Asia/Tehran', priority: 1 }];
    const claim = (campaignId: string): Promise<number> => readsOf((source) => new TargetRepository(source).claim(claimOf({ campaignId, lease, count: CLAIMED })));
    const due = (campaignId: string): Promise<number> => readsOf((source) => new TargetRepository(source).countDue(campaignId, slots, 100));
    const list = (campaignId: string): Promise<number> => readsOf((source) => new TargetRepository(source).slots(campaignId));
    const done = (campaignId: string): Promise<number> => readsOf((source) => new TargetRepository(source).allDone(campaignId));

    const allDue = await claim(many);
    expect(allDue).toBeLessThanOrEqual(await claim(few) + 2);
    expect(allDue).toBeLessThan(20 * CLAIMED);
    expect(await due(many)).toBeLessThanOrEqual(await due(few) + 2);
    expect(await list(many)).toBeLessThan(20);
    expect(await done(many)).toBeLessThan(20);

    // An evening of a big campaign: everybody has been called and waits for the next try, but for a handful.
    await write(database.source, "UPDATE targets SET next_at = TIMESTAMPADD(HOUR, 2, UTC_TIMESTAMP(3)) WHERE state = 'ready'", []);
    await write(database.source, 'ANALYZE TABLE targets', []);
    expect(await claim(many)).toBeLessThan(10);
    expect(await due(many)).toBeLessThan(10);
    await write(database.source, "UPDATE targets SET next_at = UTC_TIMESTAMP(3) WHERE campaign_id = ? AND state = 'ready' ORDER BY id DESC LIMIT 5", [many]);
    expect(await readsOnce((source) => new TargetRepository(source).claim(claimOf({ campaignId: many, lease, count: CLAIMED })))).toBeLessThan(20 * CLAIMED);
    await expect(new TargetRepository(database.source).counts(many)).resolves.toMatchObject({ calling: 3 * CLAIMED + 5 });
  });

  it('does not grow with the calls that were made before: only those of the people to be called are read, and of them the last days', async () => {
    const campaignId = await fill(FEW);
    const lease = await holdLease(database.source, 'campaign:1', 600_000);
    const claim = (): Promise<number> => readsOf((source) => new TargetRepository(source).claim(claimOf({ campaignId, lease, count: CLAIMED })));
    const before = await claim();
    // Everybody was called a hundred times, every other day.
    await makePastCalls(database.source, campaignId, 100);
    await write(database.source, 'ANALYZE TABLE calls, contact_phones', []);
    // Two calls of each lie within the days that the rule looks back on: an entry of the index, a row, and one more to see the end.
    expect(await claim()).toBeLessThanOrEqual(before + 2 * 3 * CLAIMED);
  });

  it('is that of the index made for it, in its order', async () => {
    const campaignId = await fill(FEW);
    const lease = await holdLease(database.source);
    const seen: string[] = [];
    await database.source.transaction(async (manager) => {
      const source = sessionOf(manager, (sql) => seen.push(sql));
      await new TargetRepository(source).claim(claimOf({ campaignId, lease }));
    });
    const claim = seen.find((sql) => sql.includes('SKIP LOCKED'));
    const [plan] = await rows<{ key: string; type: string; Extra: string }>(database.source, `EXPLAIN FORMAT=TRADITIONAL ${claim ?? ''}`, [campaignId, 'Asia/Tehran', 1, CLAIMED]);
    expect(plan).toMatchObject({ key: 'targets_claim', type: 'range' });
    expect(plan?.Extra).not.toMatch(/filesort|temporary/);
  });
});
