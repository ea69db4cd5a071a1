import type { FrequencyRefusal, RecentCall } from '@paceline/domain/compliance/frequency';
import { withinFrequency } from '@paceline/domain/compliance/frequency';
import { uuidv7 } from '@paceline/platform/uuid';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { claimOf, holdLease, makeCampaign, makeTargets, openMigrated, sessionOf } from './fixtures.int-helper';
import { putOffOf } from './put-off';
import { recentCalls } from './recent-calls';
import type { ClaimCandidate } from './target-candidates';
import type { ClaimVerdict } from './target-claim';
import { TargetRepository } from './target-repository';
import { DUPLICATE_ENTRY, mysqlErrorOf, rows, write } from './transaction';

const HOUR_MS = 3_600_000;

/** As the worker's gate judges, by the frequency alone. */
const byFrequency = () => (candidate: ClaimCandidate): ClaimVerdict => {
  const decision = withinFrequency({ recent: candidate.recent, recallLockHours: 0 }, Date.now());
  return decision.allow
    ? { plan: { callId: uuidv7(Date.now()), gateway: 'trunk', callerNumber: null, ringTimeoutSec: 31 } }
    : { deferUntilMs: decision.untilMs, because: decision.reason };
};

describe('a claim, where several want one number', () => {
  const database = useTestDatabase(openMigrated);
  const targets = (): TargetRepository => new TargetRepository(database.source);
  const live = async (): Promise<string[]> => (await rows<{ phone: string }>(database.source, 'SELECT phone FROM calls WHERE ended_at IS NULL', [])).map(({ phone }) => phone);

  /** The same people in another campaign. */
  async function copyOf(campaignId: string, name: string): Promise<string> {
    const copy = await makeCampaign(database.source, name);
    await write(database.source, `INSERT INTO targets (campaign_id, contact_id, state, zone, priority, next_at)
      SELECT ?, contact_id, 'ready', zone, priority, UTC_TIMESTAMP(3) FROM targets WHERE campaign_id = ?`, [copy, campaignId]);
    return copy;
  }
  const end = async (outcome: string, hoursAgo: number, more = ''): Promise<unknown> => await write(database.source,
    `UPDATE calls SET state = 'ended', outcome = ?, ringing_at = planned_at, ended_at = TIMESTAMPADD(SECOND, ?, UTC_TIMESTAMP(3)), settled_at = UTC_TIMESTAMP(3)${more} WHERE ended_at IS NULL`,
    [outcome, -hoursAgo * 3600]);
  const dueAgain = async (campaignId: string, attempts = 0): Promise<unknown> =>
    await write(database.source, "UPDATE targets SET state = 'ready', attempts = ?, next_at = UTC_TIMESTAMP(3) WHERE campaign_id = ?", [attempts, campaignId]);

  it('gives every number to one of eight campaigns on one list that claim at the same time, and leaves the others ready', async () => {
    const first = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId: first, count: 200, phones: 2 });
    const campaigns = [first];
    for (let index = 1; index < 8; index++) campaigns.push(await copyOf(first, `copy ${String(index)}`));
    const claimed = await Promise.all(campaigns.map(async (campaignId) => {
      const lease = await holdLease(database.source, `campaign:${campaignId}`);
      const got: string[] = [];
      for (;;) {
        const { calls, setAside } = await targets().claim(claimOf({ campaignId, lease, count: 25, newJudge: byFrequency }));
        got.push(...calls.map(({ phone }) => phone));
        if (calls.length + setAside === 0) return got;
      }
    }));
    const phones = claimed.flat();
    expect(new Set(phones).size).toBe(phones.length);
    expect(phones).toHaveLength(200);
    expect((await live()).sort()).toEqual([...phones].sort());
    const states = await rows<{ state: string; n: string }>(database.source, 'SELECT state, COUNT(*) AS n FROM targets GROUP BY state ORDER BY state', []);
    expect(states.map(({ state, n }) => [state, Number(n)])).toEqual([['calling', 200], ['ready', 7 * 200]]);
  });

  it('does not wait for a claim that has the number and has not committed yet', async () => {
    const one = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId: one, count: 5 });
    const two = await copyOf(one, 'another');
    const [leaseOne, leaseTwo] = [await holdLease(database.source, 'campaign:1'), await holdLease(database.source, 'campaign:2')];
    await database.source.transaction(async (manager) => {
      const mine = await new TargetRepository(sessionOf(manager)).claim(claimOf({ campaignId: one, lease: leaseOne, count: 5, newJudge: byFrequency }));
      expect(mine.calls).toHaveLength(5);
      // Whoever waited for this transaction would wait for ever.
      await expect(targets().claim(claimOf({ campaignId: two, lease: leaseTwo, newJudge: byFrequency }))).resolves.toEqual({ calls: [], setAside: 5 });
    });
    const [late] = await rows<{ n: string }>(database.source, 'SELECT COUNT(*) AS n FROM targets WHERE campaign_id = ? AND next_at BETWEEN TIMESTAMPADD(SECOND, 5, UTC_TIMESTAMP(3)) AND TIMESTAMPADD(SECOND, 25, UTC_TIMESTAMP(3))', [two]);
    expect(Number(late?.n)).toBe(5);
  });

  it('calls one of two contacts who share a number, and the other when it has ended', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 2 });
    await write(database.source, "UPDATE contact_phones SET phone = '+982112345678'", []);
    const lease = await holdLease(database.source);
    const claim = async (): Promise<readonly [number, number]> => {
      const { calls, setAside } = await targets().claim(claimOf({ campaignId, lease, newJudge: byFrequency }));
      return [calls.length, setAside];
    };
    expect(await claim()).toEqual([1, 1]);
    await end('not-dialed', 0);
    await write(database.source, "UPDATE targets SET next_at = UTC_TIMESTAMP(3) WHERE state = 'ready'", []);
    expect(await claim()).toEqual([1, 0]);
  });

  it('goes on past people who were called lately to those who may be called, and counts who waits', async () => {
    const one = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId: one, count: 120 });
    const lease = await holdLease(database.source, 'campaign:1');
    await targets().claim(claimOf({ campaignId: one, lease, count: 118 }));
    await end('connected', 1);
    const two = await copyOf(one, 'another');
    const { calls, setAside } = await targets().claim(claimOf({ campaignId: two, lease: await holdLease(database.source, 'campaign:2'), count: 1, newJudge: byFrequency }));
    expect([calls.length, setAside]).toEqual([1, 118]);
    const [putOff, ...more] = await putOffOf(database.source, two);
    expect([putOff?.reason, putOff?.targets, more]).toEqual(['called-lately', 118, []]);
    expect(Math.abs((putOff?.nextAt.getTime() ?? 0) - Date.now() - 23 * HOUR_MS)).toBeLessThan(60_000);
    await expect(targets().counts(two)).resolves.toEqual({ ready: 119, calling: 1, done: 0 });
  });

  it.each<readonly [string, string, boolean, FrequencyRefusal | null]>([
    ['a conversation', 'connected', false, 'called-lately'], ['a conversation that the agent wants to go on with', 'connected', true, null],
    ['a hand-off that we failed', 'handoff-failed', false, null], ['a message', 'abandoned', false, 'called-lately'], ['a ring', 'no-answer', false, null],
  ])('tells the gate of %s with this target, and of the other phones of the same person', async (_title, outcome, again, reason) => {
    await write(database.source, "INSERT IGNORE INTO dispositions (code, label, meaning) VALUES ('call-again', 'Call again', 'retry')", []);
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 1, phones: 2 });
    const lease = await holdLease(database.source);
    await targets().claim(claimOf({ campaignId, lease }));
    await end(outcome, 2, again ? ", disposition_code = 'call-again', disposition_by = 'agent'" : '');
    // Given back in between, unsent: it takes nothing from what was said before.
    await dueAgain(campaignId, 1);
    await targets().claim(claimOf({ campaignId, lease }));
    await end('not-dialed', 0);
    await dueAgain(campaignId, 1);
    await write(database.source, 'UPDATE targets SET phone_position = 1', []);
    const reasons: (string | null)[] = [];
    const judge = () => (candidate: ClaimCandidate): ClaimVerdict => {
      const verdict = byFrequency()(candidate);
      reasons.push('because' in verdict ? verdict.because : null);
      return verdict;
    };
    await targets().claim(claimOf({ campaignId, lease, newJudge: judge }));
    expect(reasons).toEqual([reason]);
  });

  it('frees the number with the call\'s end, whatever the end', async () => {
    for (const outcome of ['lost', 'not-dialed', 'no-answer', 'connected']) {
      const campaignId = await makeCampaign(database.source, outcome);
      await makeTargets(database.source, { campaignId, count: 1 });
      const lease = await holdLease(database.source, `campaign:${outcome}`);
      await targets().claim(claimOf({ campaignId, lease }));
      await end(outcome, 25);
      await dueAgain(campaignId);
      await expect(targets().claim(claimOf({ campaignId, lease, newJudge: byFrequency }))).resolves.toMatchObject({ calls: [{}] });
      await end('not-dialed', 0);
    }
  });

  it('is refused by the database itself where nobody judged, and a number is free for callers who call us', async () => {
    const one = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId: one, count: 1 });
    const two = await copyOf(one, 'another');
    await targets().claim(claimOf({ campaignId: one, lease: await holdLease(database.source, 'campaign:1') }));
    const lease = await holdLease(database.source, 'campaign:2');
    const second = await targets().claim(claimOf({ campaignId: two, lease })).catch((thrown: unknown) => thrown);
    expect(mysqlErrorOf(second)).toBe(DUPLICATE_ENTRY);
    expect(String(second)).toContain('calls_one_live_per_phone');
    await write(database.source, "UPDATE calls SET direction = 'inbound', ring_timeout_sec = NULL, not_after = NULL", []);
    const [{ phone = '' } = {}] = await rows<{ phone: string }>(database.source, 'SELECT phone FROM calls', []);
    const recent = (await recentCalls(database.source, [phone], []))({ phone, contactId: null, targetId: null });
    expect(recent).toEqual<RecentCall[]>([{ endedAgoMs: null, reach: 'nobody', ofThisTarget: false, wanted: false }]);
    await expect(targets().claim(claimOf({ campaignId: two, lease, newJudge: byFrequency }))).resolves.toEqual({ calls: [], setAside: 1 });
  });
});
