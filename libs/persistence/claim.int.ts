import { uuidv7 } from '@paceline/platform/uuid';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import { claimOf, holdLease, makeCampaign, makeTargets, openMigrated, sessionOf } from './fixtures.int-helper';
import { LeaseRepository } from './lease-repository';
import type { ClaimCandidate } from './target-candidates';
import type { ClaimVerdict } from './target-claim';
import { TargetRepository } from './target-repository';
import { DUPLICATE_ENTRY, mysqlErrorOf, rows, write } from './transaction';

describe('a claim', () => {
  const database = useTestDatabase(openMigrated);
  const targets = (): TargetRepository => new TargetRepository(database.source);
  const one = async (sql: string): Promise<unknown> => (await rows<{ it: unknown }>(database.source, sql, []))[0]?.it;
  const plan: ClaimVerdict = { plan: { callId: '', gateway: 'trunk', callerNumber: null, ringTimeoutSec: 31 } };
  const planned = (): ClaimVerdict => ({ plan: { ...plan.plan, callId: uuidv7(Date.now()) } });

  it('gives every target exactly once to sixteen who claim at the same time', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 500 });
    const lease = await holdLease(database.source);
    const claimAll = async (): Promise<string[]> => {
      const got: string[] = [];
      for (;;) {
        const { calls } = await targets().claim(claimOf({ campaignId, lease, count: 7 }));
        if (calls.length === 0) return got;
        got.push(...calls.map((call) => call.targetId));
      }
    };
    const claimed = (await Promise.all(Array.from({ length: 16 }, claimAll))).flat();
    expect(claimed).toHaveLength(500);
    expect(new Set(claimed).size).toBe(500);
    await expect(targets().counts(campaignId)).resolves.toEqual({ ready: 0, calling: 500, done: 0 });
    await expect(one("SELECT COUNT(*) AS it FROM calls WHERE state = 'planned' AND live_target_id = target_id")).resolves.toBe('500');
  });

  it('never waits for another that has not committed yet', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 40 });
    const lease = await holdLease(database.source);
    await database.source.transaction(async (manager) => {
      const mine = await new TargetRepository(sessionOf(manager)).claim(claimOf({ campaignId, lease, count: 20 }));
      expect(mine.calls).toHaveLength(20);
      // Whoever waited for this transaction would wait for ever: it ends when the other has its targets.
      const theirs = await targets().claim(claimOf({ campaignId, lease, count: 30 }));
      expect(theirs.calls).toHaveLength(20);
    });
    await expect(targets().counts(campaignId)).resolves.toEqual({ ready: 0, calling: 40, done: 0 });
  });

  it('holds up the next owner of the lease until it has committed', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 1 });
    const lease = await holdLease(database.source);
    let taken: Promise<unknown> = Promise.resolve();
    const order: string[] = [];
    await database.source.transaction(async (manager) => {
      await new TargetRepository(sessionOf(manager)).claim(claimOf({ campaignId, lease }));
      taken = new LeaseRepository(database.source).release(lease.name, 'worker-1', lease.fence).then(() => order.push('given back'));
      // Others use the same server.
      const waiting = `SELECT 1 FROM information_schema.innodb_trx JOIN information_schema.processlist ON id = trx_mysql_thread_id
        WHERE db = DATABASE() AND trx_state = 'LOCK WAIT' AND trx_query LIKE '%leases%'`;
      await waitFor('the next owner waits', async () => (await rows(database.source, waiting, [])).length > 0,
        { everyMs: 200 }); // that table is made anew only when nobody has read it for 100 ms
      order.push('claimed');
    });
    await taken;
    expect(order).toEqual(['claimed', 'given back']);
  });

  it('writes a planned call for each target, and marks the target with it', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 2, phones: 2 });
    const lease = await holdLease(database.source);
    await write(database.source, 'UPDATE targets SET attempts = 2, phone_position = 1', []);
    const { calls, setAside } = await targets().claim(claimOf({ campaignId, lease, fence: 9n, sendWithinMs: 12_500 }));
    expect(setAside).toBe(0);
    const written = await rows(database.source,
      `SELECT c.id AS callId, c.target_id AS targetId, c.contact_id AS contactId, c.phone, c.gateway, c.caller_number AS callerNumber,
              c.ring_timeout_sec AS ringTimeoutSec, c.attempt, c.said FROM calls c
         JOIN targets t ON t.id = c.target_id AND t.last_call_id = c.id AND t.state = 'calling' AND t.contact_id = c.contact_id
        WHERE c.direction = 'outbound' AND c.state = 'planned' AND c.switch_id = 'main' AND c.line = ? AND c.fence = 9 AND c.campaign_id = ?
          AND c.settled_at IS NULL AND TIMESTAMPDIFF(MICROSECOND, c.planned_at, c.not_after) BETWEEN 12500000 AND 12600000
        ORDER BY c.target_id`, [`campaign-${campaignId}`, campaignId]);
    expect(written).toEqual(calls.map(({ known, ...call }) => { expect(known).toEqual({ zone: 'Asia/Tehran', onDoNotCallList: false, recent: [] }); return call; }));
    expect(calls.map(({ phone, attempt }) => [phone.slice(0, 4), attempt])).toEqual([['+981', 3], ['+981', 3]]);
  });

  it('takes who has waited longest first, then who came first', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 4 });
    const lease = await holdLease(database.source);
    const ids = (await rows<{ id: string }>(database.source, 'SELECT id FROM targets ORDER BY id', [])).map(({ id }) => id);
    await write(database.source, "UPDATE targets SET next_at = '2026-01-01' WHERE id = ?", [ids[2]]);
    const { calls } = await targets().claim(claimOf({ campaignId, lease, count: 3 }));
    expect(calls.map((call) => call.targetId)).toEqual([ids[2], ids[0], ids[1]]);
  });

  it('goes through the slots in their order, only those it was given, and no further than its count', async () => {
    const campaignId = await makeCampaign(database.source);
    for (const [zone, priority] of [['Asia/Tehran', 1], ['Asia/Tehran', 2], ['Europe/Berlin', 1], ['*US', 1]] as const) {
      await makeTargets(database.source, { campaignId, count: 3, zone, priority });
    }
    const lease = await holdLease(database.source);
    const found = await targets().slots(campaignId);
    expect(found.map((slot) => `${slot.zone} ${slot.priority}`).sort()).toEqual(['*US 1', 'Asia/Tehran 1', 'Asia/Tehran 2', 'Europe/Berlin 1']);
    const zones: string[] = [];
    const slots = [{ zone: 'Europe/Berlin', priority: 1 }, { zone: 'Asia/Tehran', priority: 2 }, { zone: '*US', priority: 1 }];
    await targets().claim(claimOf({ campaignId, lease, slots, count: 7, newJudge: () => (candidate) => { zones.push(candidate.zone); return planned(); } }));
    expect(zones).toEqual(['Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin', 'Asia/Tehran', 'Asia/Tehran', 'Asia/Tehran', '*US']);
    await expect(one("SELECT COUNT(*) AS it FROM targets WHERE state = 'ready' AND zone = 'Asia/Tehran' AND priority = 1")).resolves.toBe('3');
  });

  it('leaves alone whose time has not come, whose call is live, who is done, and other campaigns', async () => {
    const [campaignId, other] = [await makeCampaign(database.source), await makeCampaign(database.source, 'another')];
    await makeTargets(database.source, { campaignId, count: 1, nextAt: 'TIMESTAMPADD(SECOND, 60, UTC_TIMESTAMP(3))' });
    await makeTargets(database.source, { campaignId: other, count: 1 });
    await makeTargets(database.source, { campaignId, count: 2 });
    await write(database.source, "UPDATE targets SET state = IF(id % 2 = 0, 'done', 'calling') WHERE campaign_id = ? AND next_at <= UTC_TIMESTAMP(3)", [campaignId]);
    const lease = await holdLease(database.source);
    await expect(targets().claim(claimOf({ campaignId, lease }))).resolves.toEqual({ calls: [], setAside: 0 });
    const slots = [{ zone: 'Asia/Tehran', priority: 1 }];
    await expect(targets().countDue(campaignId, slots, 100)).resolves.toBe(0);
    await expect(targets().countDue(other, slots, 100)).resolves.toBe(1);
    await expect(targets().countDue(other, [...slots, ...slots], 1)).resolves.toBe(1);
  });

  it('puts aside what the gate puts off or refuses, and says how many', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 3 });
    const lease = await holdLease(database.source);
    const laterMs = Date.parse('2099-01-01T08:00:00.123Z');
    const verdicts: ClaimVerdict[] = [{ deferUntilMs: laterMs, because: 'outside-calling-hours' }, { refuse: 'do-not-call' }, planned()];
    const result = await targets().claim(claimOf({ campaignId, lease, newJudge: () => () => verdicts.shift() ?? planned() }));
    expect([result.calls.length, result.setAside]).toEqual([1, 2]);
    const after = await rows(database.source, "SELECT state, result, next_at > '2099-01-01' AS later, last_call_id IS NULL AS neverCalled FROM targets ORDER BY id", []);
    expect(after.map((row) => Object.values(row as object).map(String))).toEqual([['ready', 'null', '1', '1'], ['done', 'do-not-call', '0', '1'], ['calling', 'null', '0', '0']]);
    await expect(one("SELECT next_at AS it FROM targets WHERE state = 'ready'")).resolves.toEqual(new Date(laterMs));
    await expect(one('SELECT COUNT(*) AS it FROM calls')).resolves.toBe('1');
  });

  it('tells the gate about the phone of this attempt: forbidden or not, or none at all', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 3, phones: 2 });
    const lease = await holdLease(database.source);
    const [first, second, third] = await rows<{ id: string; contactId: string }>(database.source, 'SELECT id, contact_id AS contactId FROM targets ORDER BY id', []);
    await write(database.source, 'UPDATE targets SET phone_position = 1 WHERE id = ?', [first?.id]);
    await write(database.source, "INSERT INTO do_not_call (phone, reason) SELECT phone, 'asked' FROM contact_phones WHERE contact_id = ? AND position = 1", [first?.contactId]);
    await write(database.source, "INSERT INTO do_not_call (phone, reason) SELECT phone, 'asked' FROM contact_phones WHERE contact_id = ? AND position = 1", [second?.contactId]);
    await write(database.source, 'DELETE FROM contact_phones WHERE contact_id = ?', [third?.contactId]);
    const seen: ClaimCandidate[] = [];
    await targets().claim(claimOf({ campaignId, lease, newJudge: () => (candidate) => { seen.push(candidate); return { refuse: 'seen' }; } }));
    expect(seen.map(({ phone, onDoNotCallList }) => [phone.slice(0, 4), onDoNotCallList])).toEqual([['+981', true], ['+980', false], ['', false]]);
  });

  it('takes nothing under a lease that is another\'s, has expired, or never was', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 1 });
    const lease = await holdLease(database.source);
    const nothing = { calls: [], setAside: 0 };
    await expect(targets().claim(claimOf({ campaignId, lease: { ...lease, fence: lease.fence - 1n } }))).resolves.toEqual(nothing);
    await expect(targets().claim(claimOf({ campaignId, lease: { ...lease, name: 'campaign:2' } }))).resolves.toEqual(nothing);
    await write(database.source, 'UPDATE leases SET expires_at = UTC_TIMESTAMP(3)', []);
    await expect(targets().claim(claimOf({ campaignId, lease }))).resolves.toEqual(nothing);
    const next = await new LeaseRepository(database.source).acquire(lease.name, 'worker-2', 60_000);
    await expect(targets().claim(claimOf({ campaignId, lease }))).resolves.toEqual(nothing);
    await expect(targets().claim(claimOf({ campaignId, lease: { ...lease, fence: next?.fence ?? 0n } }))).resolves.toMatchObject({ calls: [{}] });
  });

  it('leaves everything as it was when it fails', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 3 });
    const lease = await holdLease(database.source);
    const same = planned();
    const failure = await targets().claim(claimOf({ campaignId, lease, newJudge: () => () => same })).catch((thrown: unknown) => thrown);
    expect(mysqlErrorOf(failure)).toBe(DUPLICATE_ENTRY);
    await expect(targets().counts(campaignId)).resolves.toEqual({ ready: 3, calling: 0, done: 0 });
    await expect(one('SELECT COUNT(*) AS it FROM calls')).resolves.toBe('0');
  });

  it('cannot give a target a second live call: the database itself refuses it, until the first has ended', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 1 });
    const lease = await holdLease(database.source);
    await targets().claim(claimOf({ campaignId, lease }));
    await write(database.source, "UPDATE targets SET state = 'ready'", []); // as no code of ours would
    const second = await targets().claim(claimOf({ campaignId, lease })).catch((thrown: unknown) => thrown);
    expect(mysqlErrorOf(second)).toBe(DUPLICATE_ENTRY);
    expect(String(second)).toContain('calls_one_live_per_target');
    await write(database.source, "UPDATE calls SET state = 'ended', ended_at = UTC_TIMESTAMP(3)", []);
    await expect(targets().claim(claimOf({ campaignId, lease }))).resolves.toMatchObject({ calls: [{}] });
  });
});
