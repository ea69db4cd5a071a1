import { useTestDatabase } from '@paceline/testing/use-test-database';
import { claimOf, holdLease, makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { migrate } from './migrate';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

describe('the migration to one live call per number', () => {
  const database = useTestDatabase(openMigrated);

  /** Calls of another campaign to the numbers of the calls that live, as they were possible before. */
  async function secondCalls(campaignId: string): Promise<void> {
    await write(database.source, `INSERT INTO targets (campaign_id, contact_id, state, zone, priority, next_at, last_call_id)
      SELECT ?, contact_id, 'calling', 'Asia/Tehran', 1, UTC_TIMESTAMP(3), CONCAT('2', SUBSTRING(id, 2)) FROM calls`, [campaignId]);
    await write(database.source, `INSERT INTO calls (id, direction, state, switch_id, line, gateway, campaign_id, target_id, contact_id, phone, attempt, ring_timeout_sec, fence, planned_at, not_after, originating_at)
      SELECT t.last_call_id, c.direction, c.state, c.switch_id, c.line, c.gateway, t.campaign_id, t.id, c.contact_id, c.phone, 1, 31, 1, TIMESTAMPADD(SECOND, 1, c.planned_at), c.not_after, c.originating_at
        FROM calls c JOIN targets t ON t.contact_id = c.contact_id AND t.campaign_id = ?`, [campaignId]);
  }

  it('keeps of the live calls to one number the one that came furthest, and gives the targets of the others back', async () => {
    const [one, two] = [await makeCampaign(database.source), await makeCampaign(database.source, 'another')];
    await makeTargets(database.source, { campaignId: one, count: 3 });
    await new TargetRepository(database.source).claim(claimOf({ campaignId: one, lease: await holdLease(database.source) }));
    const [planned, rung, answered] = await rows<{ id: string; phone: string }>(database.source, 'SELECT id, phone FROM calls ORDER BY target_id', []);
    await write(database.source, "UPDATE calls SET state = 'ringing', originating_at = UTC_TIMESTAMP(3) WHERE id IN (?)", [[rung?.id, answered?.id]]);
    await write(database.source, 'ALTER TABLE calls DROP KEY calls_one_live_per_phone, DROP COLUMN live_phone', []);
    await write(database.source, "DELETE FROM migrations WHERE name LIKE 'OneLiveCallPerNumber%'", []);
    await secondCalls(two);
    await write(database.source, "UPDATE calls SET state = 'answered', answered_at = UTC_TIMESTAMP(3) WHERE phone = ? AND campaign_id = ?", [answered?.phone, two]);

    await migrate(database.source);
    const calls = await rows<{ phone: string; campaignId: string; state: string; outcome: string | null }>(database.source,
      'SELECT phone, campaign_id AS campaignId, state, outcome FROM calls ORDER BY phone, campaign_id', []);
    expect(calls.map(({ phone, campaignId, state, outcome }) => [phone, campaignId === one ? 'one' : 'two', state, outcome])).toEqual([
      [planned?.phone, 'one', 'planned', null], [planned?.phone, 'two', 'ended', 'not-dialed'],
      [rung?.phone, 'one', 'ringing', null], [rung?.phone, 'two', 'ended', 'lost'],
      [answered?.phone, 'one', 'ended', 'lost'], [answered?.phone, 'two', 'answered', null],
    ]);
    const targets = await rows<{ campaignId: string; state: string; attempts: number }>(database.source, 'SELECT campaign_id AS campaignId, state, attempts FROM targets ORDER BY campaign_id, contact_id', []);
    expect(targets.map(({ state, attempts }) => `${state} ${String(attempts)}`)).toEqual(['calling 0', 'calling 0', 'ready 1', 'ready 0', 'ready 1', 'calling 0']);
    const totals = await rows<{ outcome: string; calls: number }>(database.source, 'SELECT outcome, SUM(calls) AS calls FROM campaign_outcomes GROUP BY outcome ORDER BY outcome', []);
    expect(totals.map(({ outcome, calls: n }) => [outcome, Number(n)])).toEqual([['lost', 2], ['not-dialed', 1]]);
    await expect(rows(database.source, 'SELECT live_phone FROM calls WHERE live_phone IS NOT NULL', [])).resolves.toHaveLength(3);
  });
});
