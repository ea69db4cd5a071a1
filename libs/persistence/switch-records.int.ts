import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import { DEFAULT_RETRY_RULES } from '@paceline/domain/retry/retry';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import type { CallEventRow } from './call-event-row';
import { SingleCalls, openMigrated, planCall } from './fixtures.int-helper';
import type { Settlement } from './settlement';
import { SwitchRecordRepository, type Taking } from './switch-record-repository';
import { targetAfter } from '@paceline/domain/retry/target-after';
import { rows, write } from './transaction';

const SECOND = 1_000;
const NOTICED = new Date('2026-01-06T00:00:20.000Z');
/** The day before it was noticed, in UTC. */
const ENDED = new Date('2026-01-05T23:59:59.500Z');

function recordOf(callId: string, changes: Partial<SwitchRecord> = {}): SwitchRecord {
  const endedAtMs = ENDED.getTime();
  return {
    channelId: callId, direction: 'outbound', number: '+989120000001', accountCode: 'paceline', cause: 'USER_BUSY', sip: { status: 486, reason: '' }, safeHarbourAtMs: null,
    createdAtMs: endedAtMs - 9 * SECOND, ringingAtMs: endedAtMs - 8 * SECOND, answeredAtMs: null, bridgedAtMs: null, endedAtMs, recordedMs: null, ...changes,
  };
}

describe('the switch\'s record of a leg', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);
  const records = (): SwitchRecordRepository => new SwitchRecordRepository(database.source);
  const one = async (sql: string): Promise<Record<string, unknown>> => (await rows<Record<string, unknown>>(database.source, sql, []))[0] ?? {};
  const call = (): Promise<Record<string, unknown>> => one(`SELECT state, outcome, hangup_cause AS cause, ringing_at AS ringingAt, answered_at AS answeredAt,
    connected_at AS connectedAt, ended_at AS endedAt, disposition_code AS disposition FROM calls`);
  const target = (): Promise<Record<string, unknown>> => one('SELECT state, attempts, result, next_at AS nextAt FROM targets');
  const events = async (): Promise<string[]> => (await rows<{ kind: string }>(database.source, 'SELECT kind FROM call_events ORDER BY id', [])).map(({ kind }) => kind);
  const totals = async (): Promise<Record<string, number>> => Object.fromEntries(
    (await rows<{ at: string; calls: number }>(database.source, "SELECT CONCAT(day, ' ', outcome) AS at, calls FROM campaign_outcomes WHERE calls > 0", [])).map(({ at, calls: n }) => [at, n]));

  const answers = async (): Promise<Record<string, string>> => Object.fromEntries(
    (await rows<{ at: string; counted: string }>(database.source, "SELECT CAST(hour AS CHAR) AS at, CONCAT(answers, ' answered, ', abandoned, ' abandoned') AS counted FROM campaign_answers", [])).map(({ at, counted }) => [at, counted]));

  const lostEvent: CallEventRow = { at: NOTICED, kind: 'ended', data: { outcome: 'lost', cause: 'LOST' } };
  const settlement = (callId: string): Settlement => ({
    callId, disposition: null, doNotCall: null,
    decide: (facts, outcome) => targetAfter({ ...facts, rules: DEFAULT_RETRY_RULES, outcome, disposition: null, endedAtMs: NOTICED.getTime() }),
  });
  /** As the worker ends a call of which nobody can tell any more. */
  const lose = (callId: string, outcome: 'lost' | 'hung-up-waiting' | 'connected' = 'lost', settled = true): Promise<boolean> =>
    calls().end(callId, 1n, { outcome, endedAt: NOTICED, hangupCause: 'LOST' }, [lostEvent], settled ? settlement(callId) : null);

  it('is taken in once, however often and by however many at the same time', async () => {
    const record = recordOf('11111111-1111-4111-8111-111111111111', { answeredAtMs: ENDED.getTime() - 3 * SECOND, bridgedAtMs: ENDED.getTime() - 2 * SECOND, safeHarbourAtMs: ENDED.getTime() - SECOND });
    const taken = await Promise.all(Array.from({ length: 6 }, () => records().take('main', record)));
    expect(taken.sort()).toEqual(['known', 'known', 'known', 'known', 'known', 'stored'] satisfies Taking[]);
    await expect(records().take('main', { ...record, cause: 'OTHER' })).resolves.toBe('known');
    await expect(records().find('main', record.channelId)).resolves.toEqual(record);
    await expect(records().find('other', record.channelId)).resolves.toBeNull();
    await expect(one('SELECT COUNT(*) AS n FROM switch_records')).resolves.toEqual({ n: '1' });
  });

  it('moves an answer to the hour in which it really ended, as what it really was', async () => {
    const { call: { callId } } = await planCall(database.source);
    await lose(callId, 'hung-up-waiting');
    const hourOf = (at: Date): string => `${at.toISOString().slice(0, 13).replace('T', ' ')}:00:00`;
    await expect(answers()).resolves.toEqual({ [hourOf(NOTICED)]: '1 answered, 1 abandoned' });
    await records().take('main', recordOf(callId, { cause: 'NORMAL_CLEARING', answeredAtMs: ENDED.getTime() - 3 * SECOND, bridgedAtMs: ENDED.getTime() - 2 * SECOND }));
    await expect(answers()).resolves.toEqual({ [hourOf(NOTICED)]: '0 answered, 0 abandoned', [hourOf(ENDED)]: '1 answered, 0 abandoned' });
  });

  it('moves what its caller number counts to the day on which it really ended, as blocked if it was', async () => {
    const { call: { callId } } = await planCall(database.source);
    await lose(callId);
    const numbers = async (): Promise<string[]> => (await rows<{ counted: string }>(database.source,
      "SELECT CONCAT(day, ' ', dialed, ' dialed, ', blocked, ' blocked') AS counted FROM caller_number_days ORDER BY day", [])).map(({ counted }) => counted);
    await expect(numbers()).resolves.toEqual(['2026-01-06 1 dialed, 0 blocked']);
    await records().take('main', recordOf(callId, { cause: 'CALL_REJECTED', sip: { status: 608, reason: '' } }));
    await expect(numbers()).resolves.toEqual(['2026-01-05 1 dialed, 1 blocked', '2026-01-06 0 dialed, 0 blocked']);
  });

  it('takes the agent who only looked at a contact for none who was being connected', async () => {
    const { call: { callId } } = await planCall(database.source);
    await calls().update(callId, 1n, { agentId: '1' }, []);
    await lose(callId);
    await records().take('main', recordOf(callId, { cause: 'ORIGINATOR_CANCEL', sip: { status: 0, reason: '' } }));
    await expect(call()).resolves.toMatchObject({ outcome: 'cancelled' });
  });

  it('amends the call that was LOST: cause, times, outcome, total and target, with its evidence, once', async () => {
    const { call: { callId } } = await planCall(database.source);
    await lose(callId);
    await expect(target()).resolves.toMatchObject({ state: 'ready', attempts: 1, nextAt: new Date(NOTICED.getTime() + 2 * 3600 * SECOND) });
    await expect(totals()).resolves.toEqual({ '2026-01-06 lost': 1 });

    const record = recordOf(callId);
    await expect(records().take('main', record)).resolves.toBe('amended');
    const amended = await call();
    expect(amended).toEqual({ state: 'ended', outcome: 'busy', cause: 'USER_BUSY', ringingAt: new Date(ENDED.getTime() - 8 * SECOND), answeredAt: null, connectedAt: null, endedAt: ENDED, disposition: null });
    // Called again by the rule of what it really was, from when it really ended; still one attempt.
    await expect(target()).resolves.toMatchObject({ state: 'ready', attempts: 1, nextAt: new Date(ENDED.getTime() + 300 * SECOND) });
    await expect(totals()).resolves.toEqual({ '2026-01-05 busy': 1 });
    await expect(events()).resolves.toEqual(['ended', 'amended-by-switch-record']);

    await expect(records().take('main', record)).resolves.toBe('known');
    await expect(call()).resolves.toEqual(amended);
    await expect(totals()).resolves.toEqual({ '2026-01-05 busy': 1 });
    await expect(events()).resolves.toHaveLength(2);
  });

  it('says of an answered call whose end was not heard whether it was ever connected', async () => {
    const { call: { callId } } = await planCall(database.source);
    const answeredAt = new Date(ENDED.getTime() - 7 * SECOND);
    await calls().update(callId, 1n, { state: 'answered', answeredAt }, []);
    await lose(callId, 'hung-up-waiting');
    await records().take('main', recordOf(callId, { cause: 'NORMAL_CLEARING', sip: { status: 200, reason: '' }, answeredAtMs: answeredAt.getTime() + 40, bridgedAtMs: ENDED.getTime() - 5 * SECOND }));
    // What was heard itself stays as it was heard.
    await expect(call()).resolves.toMatchObject({ outcome: 'connected', answeredAt, connectedAt: new Date(ENDED.getTime() - 5 * SECOND), cause: 'NORMAL_CLEARING' });
    await expect(target()).resolves.toMatchObject({ state: 'done', result: 'connected', attempts: 1 });
  });

  it('leaves the target to the agent who still has to say what came of it', async () => {
    const { call: { callId } } = await planCall(database.source);
    await calls().update(callId, 1n, { state: 'talking', answeredAt: ENDED, connectedAt: ENDED }, []);
    await lose(callId, 'connected', false);
    await expect(records().take('main', recordOf(callId, { cause: 'NORMAL_CLEARING', sip: { status: 200, reason: '' } }))).resolves.toBe('amended');
    await expect(target()).resolves.toMatchObject({ state: 'calling' });
    await expect(call()).resolves.toMatchObject({ outcome: 'connected', cause: 'NORMAL_CLEARING', endedAt: ENDED });
    await expect(calls().settle(settlement(callId), { at: ENDED, kind: 'disposition', data: {} })).resolves.toBe(true);
  });

  it('changes nothing of a call whose cause is known, or that goes on, or of another switch', async () => {
    const { call: { callId } } = await planCall(database.source);
    await calls().update(callId, 1n, { state: 'ringing' }, []);
    const living = await call();
    await expect(records().take('main', recordOf(callId))).resolves.toBe('stored');
    await expect(call()).resolves.toEqual(living);

    await calls().end(callId, 1n, { outcome: 'rejected', endedAt: NOTICED, hangupCause: 'CALL_REJECTED' }, [], settlement(callId));
    const known = await call();
    await expect(records().take('main', recordOf(callId))).resolves.toBe('known');
    await expect(call()).resolves.toEqual(known);
    await expect(totals()).resolves.toEqual({ '2026-01-06 rejected': 1 });

    await write(database.source, "UPDATE calls SET hangup_cause = 'LOST', outcome = 'lost'", []);
    await write(database.source, 'DELETE FROM switch_records', []);
    await expect(records().take('other', recordOf(callId))).resolves.toBe('stored');
    await expect(call()).resolves.toMatchObject({ outcome: 'lost', cause: 'LOST' });
  });

  it('leaves a target alone that was called again since', async () => {
    const { call: { callId } } = await planCall(database.source);
    await lose(callId);
    await write(database.source, "UPDATE targets SET state = 'done', result = 'sold', attempts = 2, last_call_id = '00000000-0000-7000-8000-000000000000'", []);
    await expect(records().take('main', recordOf(callId))).resolves.toBe('amended');
    await expect(target()).resolves.toMatchObject({ state: 'done', result: 'sold', attempts: 2 });
    await expect(call()).resolves.toMatchObject({ outcome: 'busy' });
  });

  describe('and the end as LOST that is written at the same time', () => {
    /** On this database; others use the same server. */
    const runs = async (statement: string): Promise<boolean> =>
      (await rows(database.source, 'SELECT 1 FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE ?', [statement])).length > 0;

    it('finds a record that was stored after it had been looked for', async () => {
      const { call: { callId } } = await planCall(database.source);
      await records().take('main', recordOf(callId));
      await expect(lose(callId)).resolves.toBe(true);
      await expect(call()).resolves.toMatchObject({ outcome: 'busy', cause: 'USER_BUSY', endedAt: ENDED });
      await expect(target()).resolves.toMatchObject({ state: 'ready', attempts: 1, nextAt: new Date(ENDED.getTime() + 300 * SECOND) });
      await expect(totals()).resolves.toEqual({ '2026-01-05 busy': 1 });
      await expect(events()).resolves.toEqual(['ended', 'amended-by-switch-record']);
    });

    it('waits for a taking that holds the call, and sees what it stored', async () => {
      const { call: { callId } } = await planCall(database.source);
      let ended = false;
      const end = await database.source.transaction(async (manager) => {
        await rows(manager, 'SELECT 1 FROM calls WHERE id = ? FOR UPDATE', [callId]);
        const losing = lose(callId).finally(() => { ended = true; });
        await waitFor('the end waits for the call', () => runs('UPDATE calls%'));
        await write(manager, `INSERT INTO switch_records (channel_id, switch_id, direction, number, account_code, cause, sip_status, created_at, ended_at)
          VALUES (?, 'main', 'outbound', '', '', 'USER_BUSY', 486, ?, ?)`, [callId, ENDED, ENDED]);
        expect(ended).toBe(false);
        return { losing };
      });
      await end.losing;
      await expect(call()).resolves.toMatchObject({ outcome: 'busy', cause: 'USER_BUSY' });
    });

    it('makes the taking wait for it, which then amends it', async () => {
      const { call: { callId } } = await planCall(database.source);
      const taking = await database.source.transaction(async (manager) => {
        await write(manager, "UPDATE calls SET state = 'ended', outcome = 'lost', hangup_cause = 'LOST', ended_at = ?, settled_at = ? WHERE id = ?", [NOTICED, NOTICED, callId]);
        const waiting = records().take('main', recordOf(callId));
        await waitFor('the taking waits for the call', () => runs('SELECT id, outcome, hangup_cause%'));
        return { waiting };
      });
      await expect(taking.waiting).resolves.toBe('amended');
      await expect(call()).resolves.toMatchObject({ outcome: 'busy', cause: 'USER_BUSY' });
    });

    it('ends with the truth whoever comes first, each of many times', async () => {
      for (let time = 0; time < 12; time++) {
        const { call: { callId } } = await planCall(database.source);
        const [ended, taken] = await Promise.all([lose(callId), records().take('main', recordOf(callId))]);
        expect([ended, ['stored', 'amended'].includes(taken)]).toEqual([true, true]);
        await expect(call()).resolves.toMatchObject({ outcome: 'busy', cause: 'USER_BUSY', endedAt: ENDED });
        await expect(totals()).resolves.toEqual({ '2026-01-05 busy': 1 });
        for (const table of ['call_events', 'calls', 'targets', 'campaign_outcomes', 'campaigns', 'leases', 'switch_records']) await write(database.source, `DELETE FROM ${table}`, []);
      }
    });
  });

  it('is forgotten after some days, a batch at a time', async () => {
    for (const digit of [1, 2, 3]) await records().take('main', recordOf(`${String(digit).repeat(8)}-0000-4000-8000-000000000000`));
    await write(database.source, "UPDATE switch_records SET taken_at = TIMESTAMPADD(DAY, -8, taken_at) WHERE channel_id < '3'", []);
    await expect(records().prune(9, 10)).resolves.toBe(0);
    await expect(records().prune(7, 1)).resolves.toBe(1);
    await expect(records().prune(7, 10)).resolves.toBe(1);
    await expect(one('SELECT channel_id AS id FROM switch_records')).resolves.toEqual({ id: '33333333-0000-4000-8000-000000000000' });
  });
});
