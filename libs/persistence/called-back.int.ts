import { randomUUID } from 'node:crypto';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { CallAmendments } from './call-amendments';
import { hasNumber, settleableTarget } from './called-back';
import { dialFactsOf } from './called-person';
import { SingleCalls, claimOf, holdLease, makeCampaign, makeTargets, openMigrated } from './fixtures.int-helper';
import { calledBackOf, settlementOf, type Settlement } from './settlement';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

const SAID = { at: new Date('2026-01-06T08:00:00.123Z'), kind: 'disposition', data: {} };
const ENDED_AT = new Date('2026-01-06T08:00:00.000Z');
const RULES = { ...DEFAULT_RETRY_RULES, byDisposition: { later: { maxAttempts: 3, waitSec: 600 } } };

describe('a target whose person has called us', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);
  let campaignId: string;
  let target: { id: string; contactId: string; phones: string[] };
  beforeEach(async () => {
    campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 1, phones: 2 });
    const [found] = await rows<{ id: string; contactId: string }>(database.source, 'SELECT id, contact_id AS contactId FROM targets WHERE campaign_id = ?', [campaignId]);
    if (found === undefined) throw new Error('no target');
    const phones = await rows<{ phone: string }>(database.source, 'SELECT phone FROM contact_phones WHERE contact_id = ? ORDER BY position', [found.contactId]);
    target = { ...found, phones: phones.map(({ phone }) => phone) };
  });

  async function comesIn(columns: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const id = randomUUID();
    const row = { id, direction: 'inbound', state: 'ended', outcome: 'answered', switch_id: 'main', line: 'queue-1', phone: target.phones[1] ?? '', planned_at: new Date(), connected_at: new Date(), ended_at: ENDED_AT, ...columns };
    await write(database.source, `INSERT INTO calls (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row));
    return id;
  }
  const word = (callId: string, code: string, meaning: 'final' | 'retry' | 'do-not-call' = 'final', targetId: string | null = target.id): Settlement => {
    const disposition = { code, meaning, by: 'agent' as const, note: null, byUserId: null };
    return { ...settlementOf({ callId, retryRules: RULES, endedAtMs: ENDED_AT.getTime() }, disposition), calledBack: targetId === null ? null : calledBackOf(targetId, { rules: RULES }, disposition, ENDED_AT.getTime()) };
  };
  const targetNow = async (): Promise<unknown> => (await rows(database.source, 'SELECT state, attempts, result, last_call_id AS lastCallId FROM targets WHERE id = ?', [target.id]))[0];
  const callNow = async (id: string): Promise<unknown> => (await rows(database.source, 'SELECT target_id AS targetId, contact_id AS contactId, disposition_code AS code FROM calls WHERE id = ?', [id]))[0];

  it('has the agent\'s word as its result, no attempt is used up, and the call is its own', async () => {
    const id = await comesIn();
    await expect(settleableTarget(database.source, OWN_CLIENT, target.id)).resolves.toMatchObject({ contactId: target.contactId, state: 'ready', lastCallId: null });
    await expect(settleableTarget(database.source, { clientId: '2' }, target.id)).resolves.toBeNull();
    await expect(Promise.all([...target.phones, '+14155550100'].map((phone) => hasNumber(database.source, target.contactId, phone)))).resolves.toEqual([true, true, false]);
    await expect(calls().settle(word(id, 'sold'), SAID)).resolves.toBe(true);
    await expect(targetNow()).resolves.toEqual({ state: 'done', attempts: 0, result: 'sold', lastCallId: id });
    await expect(callNow(id)).resolves.toEqual({ targetId: target.id, contactId: target.contactId, code: 'sold' });
  });

  it('is called again when the agent promised that, sooner than after another talk', async () => {
    const id = await comesIn({ ended_at: new Date(Date.now() - 700_000) });
    await calls().settle(word(id, 'later', 'retry'), SAID);
    await expect(targetNow()).resolves.toMatchObject({ state: 'ready', result: null, lastCallId: id });
    await write(database.source, "INSERT IGNORE INTO dispositions (client_id, code, label, meaning) VALUES (1, 'later', 'later', 'retry')", []);
    const { recent } = await dialFactsOf(database.source, { clientId: '1', callId: randomUUID(), contactId: target.contactId, phone: target.phones[0] ?? '', targetId: target.id });
    expect(recent).toMatchObject([{ reach: 'talk', ofThisTarget: true, wanted: true }]);
  });

  it('leaves no number of the person to call when they said no', async () => {
    await calls().settle(word(await comesIn(), 'never', 'do-not-call'), SAID);
    const forbidden = await rows<{ phone: string }>(database.source, 'SELECT phone FROM do_not_call ORDER BY phone', []);
    expect(forbidden.map(({ phone }) => phone)).toEqual([...target.phones].sort());
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['is being called', "UPDATE targets SET state = 'calling', last_call_id = 'other'", {}], ['has its result', "UPDATE targets SET state = 'done', result = 'sold', last_call_id = 'other'", {}],
    ['is another client\'s', 'UPDATE targets SET client_id = 2', {}], ['was called by us', 'UPDATE targets SET attempts = 0', { direction: 'outbound', ring_timeout_sec: 30, not_after: new Date(), outcome: 'connected' }],
  ])('is left alone when it %s: the call has its disposition all the same', async (_what, sql, columns) => {
    await write(database.source, sql, []);
    const before = await targetNow();
    const id = await comesIn(columns);
    await expect(calls().settle(word(id, 'sold'), SAID)).resolves.toBe(true);
    await expect(targetNow()).resolves.toEqual(before);
    await expect(callNow(id)).resolves.toEqual({ targetId: null, contactId: null, code: 'sold' });
  });

  it('follows when the word is replaced, and is told late when nobody had said which it is', async () => {
    const id = await comesIn();
    await calls().settle(word(id, 'none-given', 'final', null), SAID);
    await expect(targetNow()).resolves.toMatchObject({ state: 'ready' });
    const amend = (settlement: Settlement): Promise<boolean> => new CallAmendments(database.source).amend(settlement, SAID, '1');
    await expect(amend(word(id, 'later', 'retry'))).resolves.toBe(true);
    await expect(targetNow()).resolves.toMatchObject({ state: 'ready', lastCallId: id });
    await expect(amend(word(id, 'sold'))).resolves.toBe(true);
    await expect(targetNow()).resolves.toMatchObject({ state: 'done', result: 'sold', attempts: 0 });
  });

  it('is the dialer\'s or settled, never both, when it is claimed in the same moment', async () => {
    const lease = await holdLease(database.source);
    for (let round = 0; round < 30; round++) {
      await write(database.source, "UPDATE targets SET state = 'ready', result = NULL, last_call_id = NULL, next_at = UTC_TIMESTAMP(3) WHERE id = ?", [target.id]);
      await write(database.source, 'DELETE FROM calls', []);
      const id = await comesIn({ phone: '+14155550100' });
      const [claimed] = await Promise.all([
        new TargetRepository(database.source).claim(claimOf({ campaignId, lease })),
        // Now the one is first, now the other.
        new Promise((resolve) => setTimeout(resolve, round % 6)).then(() => calls().settle(word(id, 'sold'), SAID)),
      ]);
      const isClaimed = claimed.calls.length === 1;
      await expect(targetNow()).resolves.toMatchObject(isClaimed ? { state: 'calling', result: null, lastCallId: claimed.calls[0]?.callId } : { state: 'done', result: 'sold', lastCallId: id });
      await expect(callNow(id)).resolves.toMatchObject({ targetId: isClaimed ? null : target.id, code: 'sold' });
    }
  });

  it('is not claimed while its person calls us with whichever of their numbers', async () => {
    const lease = await holdLease(database.source);
    await comesIn({ state: 'waiting', outcome: null, connected_at: null, ended_at: null });
    const asked: unknown[] = [];
    await new TargetRepository(database.source).claim(claimOf({ campaignId, lease, newJudge: () => ({ phone, recent }) => { asked.push([phone, recent]); return { deferUntilMs: Date.now() + 10_000, because: 'number-on-call' }; } }));
    expect(asked).toEqual([[target.phones[0], [expect.objectContaining({ endedAgoMs: null })]]]);
  });
});
