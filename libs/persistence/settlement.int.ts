import { useTestDatabase } from '@paceline/testing/use-test-database';
import type { Outcome } from '@paceline/domain/call/outcome';
import { CallAmendments } from './call-amendments';
import type { CallEventRow } from './call-event-row';
import type { Settlement, SettlementFacts } from './settlement';
import { SingleCalls, claimOf, holdLease, makeCampaign, makeTargets, openMigrated, planCall } from './fixtures.int-helper';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

const AT = new Date('2026-01-05T23:59:59.500Z');
const LATER = new Date('2026-01-06T08:00:00.123Z');
const EVENT: CallEventRow = { at: AT, kind: 'ended', data: {} };
const SAID: CallEventRow = { at: LATER, kind: 'disposition', data: {} };
const ended = (outcome: Outcome, endedAt = AT) => ({ outcome, endedAt, hangupCause: 'NORMAL_CLEARING' });

describe('the settling of an ended call', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);
  const one = async (sql: string): Promise<Record<string, unknown>> => (await rows<Record<string, unknown>>(database.source, sql, []))[0] ?? {};
  const target = (): Promise<Record<string, unknown>> => one('SELECT state, attempts, phone_position AS phonePosition, result, next_at AS nextAt FROM targets');
  const settlement = (callId: string, changes: Partial<Settlement> = {}): Settlement => ({
    callId, disposition: null, doNotCall: null, decide: () => ({ state: 'done', result: 'busy', attempts: 1 }), ...changes,
  });

  it('makes the target ready again when and where its rule says, in the transaction of the end', async () => {
    const { call } = await planCall(database.source, { phones: 3 });
    const facts: [SettlementFacts, Outcome][] = [];
    await expect(calls().end(call.callId, 1n, ended('busy'), [EVENT], settlement(call.callId, {
      decide: (known, outcome) => { facts.push([known, outcome]); return { state: 'ready', nextAtMs: LATER.getTime(), attempts: 1, phonePosition: 2 }; },
    }))).resolves.toBe(true);
    expect(facts).toEqual([[{ attemptsBefore: 0, sameOutcomeBefore: 0, phonePosition: 0, phoneCount: 3 }, 'busy']]);
    await expect(target()).resolves.toEqual({ state: 'ready', attempts: 1, phonePosition: 2, result: null, nextAt: LATER });
    await expect(one('SELECT settled_at IS NOT NULL AS settled, disposition_code AS code FROM calls')).resolves.toMatchObject({ code: null });
    await expect(calls().unsettled('main')).resolves.toEqual([]);
  });

  it('ends the target with its result, and keeps what was said', async () => {
    const { call } = await planCall(database.source);
    await calls().end(call.callId, 1n, ended('connected'), [EVENT], null);
    await expect(target()).resolves.toMatchObject({ state: 'calling' });
    await expect(calls().settle(settlement(call.callId, {
      disposition: { code: 'sold', by: 'agent', note: 'نوت 😀' }, decide: () => ({ state: 'done', result: 'sold', attempts: 1 }),
    }), SAID)).resolves.toBe(true);
    await expect(target()).resolves.toMatchObject({ state: 'done', result: 'sold', attempts: 1 });
    await expect(one('SELECT disposition_code AS code, disposition_by AS who, note, wrap_up_until AS until FROM calls')).resolves.toEqual({ code: 'sold', who: 'agent', note: 'نوت 😀', until: null });
  });

  it('happens once, whoever tries at the same time', async () => {
    const { call } = await planCall(database.source);
    await calls().end(call.callId, 1n, ended('connected'), [EVENT], null);
    const settled = await Promise.all(Array.from({ length: 8 }, (_unused, by) => calls().settle(settlement(call.callId, {
      disposition: { code: `code-${by}`, by: 'agent', note: null }, decide: () => ({ state: 'done', result: `code-${by}`, attempts: 1 }),
    }), SAID)));
    expect(settled.filter(Boolean)).toHaveLength(1);
    await expect(one("SELECT COUNT(*) AS n FROM call_events WHERE kind = 'disposition'")).resolves.toEqual({ n: '1' });
    const winner = `code-${settled.indexOf(true)}`;
    await expect(target()).resolves.toMatchObject({ result: winner, attempts: 1 });
    await expect(one('SELECT disposition_code AS code FROM calls')).resolves.toEqual({ code: winner });
  });

  it('is amended once by the same words said twice, as a write is whose answer was lost', async () => {
    const { call } = await planCall(database.source);
    await calls().end(call.callId, 1n, ended('connected'), [EVENT], settlement(call.callId));
    const word = settlement(call.callId, { disposition: { code: 'sold', by: 'agent', note: null }, decide: () => ({ state: 'done', result: 'sold', attempts: 1 }) });
    for (let times = 1; times <= 2; times++) await expect(new CallAmendments(database.source).amend(word, SAID, '1')).resolves.toBe(true);
    await expect(target()).resolves.toMatchObject({ result: 'sold', attempts: 1 });
    await expect(one("SELECT COUNT(*) AS n FROM call_events WHERE kind = 'disposition'")).resolves.toEqual({ n: '1' });
  });

  it('waits for the end, and knows no call that is not there', async () => {
    const { call } = await planCall(database.source);
    await expect(calls().settle(settlement(call.callId), SAID)).resolves.toBe(false);
    await expect(calls().settle(settlement('00000000-0000-7000-8000-000000000000'), SAID)).resolves.toBe(false);
    await expect(target()).resolves.toMatchObject({ state: 'calling' });
  });

  it('leaves a target alone that another call has taken over, and still settles its own', async () => {
    const { call } = await planCall(database.source);
    await calls().end(call.callId, 1n, ended('connected'), [EVENT], null);
    await write(database.source, "UPDATE targets SET last_call_id = '00000000-0000-7000-8000-000000000000'", []);
    await expect(calls().settle(settlement(call.callId), SAID)).resolves.toBe(true);
    await expect(target()).resolves.toMatchObject({ state: 'calling', attempts: 0 });
  });

  it('counts earlier calls of this outcome, of this target alone', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 2 });
    const lease = await holdLease(database.source);
    const seen: number[] = [];
    for (const outcome of ['busy', 'no-answer', 'busy', 'not-dialed', 'busy'] as const) {
      const { calls: claimed } = await new TargetRepository(database.source).claim(claimOf({ campaignId, lease, count: 2 }));
      for (const call of claimed) {
        await calls().end(call.callId, 1n, ended(outcome), [EVENT], settlement(call.callId, {
          decide: ({ attemptsBefore, sameOutcomeBefore }) => {
            if (outcome === 'busy') seen.push(sameOutcomeBefore);
            return { state: 'ready', nextAtMs: 0, attempts: attemptsBefore + 1, phonePosition: 0 };
          },
        }));
      }
    }
    expect(seen).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('puts the number that was called and all others of the contact on the do-not-call list', async () => {
    const { call } = await planCall(database.source, { phones: 2 });
    await write(database.source, "UPDATE contact_phones SET phone = '+989990000000' WHERE position = 0", []); // changed since
    await write(database.source, "INSERT INTO do_not_call (phone, reason) VALUES ('+989990000000', 'before')", []);
    await calls().end(call.callId, 1n, ended('connected'), [EVENT], settlement(call.callId, { doNotCall: { disposition: 'do-not-call', byUserId: null } }));
    const listed = await rows<{ phone: string; reason: string }>(database.source, 'SELECT phone, reason FROM do_not_call ORDER BY phone', []);
    const [other] = await rows<{ phone: string }>(database.source, 'SELECT phone FROM contact_phones WHERE position = 1', []);
    const reasons = new Map(listed.map(({ phone, reason }) => [phone, reason]));
    expect(reasons).toEqual(new Map([['+989990000000', 'before'], [call.phone, 'said-on-call'], [other?.phone, 'said-on-call']]));
  });

  it('undoes the end when the rule throws: both or neither', async () => {
    const { campaignId, call } = await planCall(database.source);
    await expect(calls().end(call.callId, 1n, ended('busy'), [EVENT], settlement(call.callId, { decide: () => { throw new Error('a rule that is broken'); } }))).rejects.toThrow('a rule that is broken');
    await expect(one('SELECT state, ended_at AS endedAt FROM calls')).resolves.toEqual({ state: 'planned', endedAt: null });
    await expect(one('SELECT COUNT(*) AS n FROM call_events')).resolves.toEqual({ n: '0' });
    await expect(calls().totals(campaignId, new Date(0))).resolves.toEqual({});
  });
});

describe('the totals of a campaign', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);

  it('count every end by its day in UTC and its outcome, of many who end at the same time', async () => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 60 });
    const lease = await holdLease(database.source);
    const { calls: claimed } = await new TargetRepository(database.source).claim(claimOf({ campaignId, lease, count: 60 }));
    await Promise.all(claimed.map((call, index) => calls().end(call.callId, 1n, ended(index % 3 === 0 ? 'busy' : 'connected', index < 30 ? AT : LATER), [EVENT], {
      callId: call.callId, disposition: null, doNotCall: null, decide: () => ({ state: 'done', result: 'x', attempts: 1 }),
    })));
    await expect(calls().totals(campaignId, new Date(0))).resolves.toEqual({ busy: 20, connected: 40 });
    await expect(calls().totals(campaignId, LATER)).resolves.toEqual({ busy: 10, connected: 20 });
    await expect(calls().totals(campaignId, new Date('2026-01-07'))).resolves.toEqual({});
    await expect(calls().totals('999', new Date(0))).resolves.toEqual({});
    await expect(new TargetRepository(database.source).counts(campaignId)).resolves.toEqual({ ready: 0, calling: 0, done: 60 });
    await expect(new TargetRepository(database.source).allDone(campaignId)).resolves.toBe(true);
  });
});
