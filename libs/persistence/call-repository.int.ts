import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import type { CallEventRow } from './call-event-row';
import { SingleCalls, openMigrated, planCall } from './fixtures.int-helper';
import { rows, write } from './transaction';

const AT = new Date('2026-01-05T09:00:00.123Z');
const happened = (kind: string): CallEventRow => ({ at: AT, kind, data: { why: 'a "quoted" reason' } });

describe('a call\'s row', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);
  const row = async (callId: string): Promise<Record<string, unknown>> =>
    (await rows<Record<string, unknown>>(database.source, 'SELECT * FROM calls WHERE id = ?', [callId]))[0] ?? {};
  const kinds = async (): Promise<string[]> => (await rows<{ kind: string }>(database.source, 'SELECT kind FROM call_events ORDER BY id', [])).map(({ kind }) => kind);
  const ended = { outcome: 'busy', endedAt: AT, hangupCause: 'USER_BUSY' } as const;

  describe('before the command is sent', () => {
    it('becomes originating once, whoever tries at the same time', async () => {
      const { call } = await planCall(database.source);
      const committed = await Promise.all(Array.from({ length: 12 }, () => calls().commitOriginating(call.callId, 1n)));
      expect(committed.filter(Boolean)).toHaveLength(1);
      await expect(row(call.callId)).resolves.toMatchObject({ state: 'originating', originating_at: expect.any(Date) as unknown });
    });

    it('does not once its time is over, by the database\'s clock', async () => {
      const { call } = await planCall(database.source, { sendWithinMs: 1 });
      await waitFor('the time is over', async () => (await rows(database.source, 'SELECT 1 FROM calls WHERE not_after < UTC_TIMESTAMP(3)', [])).length === 1);
      await expect(calls().commitOriginating(call.callId, 1n)).resolves.toBe(false);
      await expect(row(call.callId)).resolves.toMatchObject({ state: 'planned', originating_at: null });
    });

    it('does not under an older fence, and does under a newer one, which it then carries', async () => {
      const { call } = await planCall(database.source);
      await expect(calls().commitOriginating(call.callId, 0n)).resolves.toBe(false);
      await expect(calls().commitOriginating(call.callId, 2n)).resolves.toBe(true);
      await expect(row(call.callId)).resolves.toMatchObject({ fence: '2' });
    });

    it('does not when it was given back, nor when there is none', async () => {
      const { call } = await planCall(database.source);
      await calls().end(call.callId, 1n, { outcome: 'not-dialed', endedAt: AT, hangupCause: 'TOO_LATE' }, [happened('ended')], null);
      await expect(calls().commitOriginating(call.callId, 1n)).resolves.toBe(false);
      await expect(calls().commitOriginating('00000000-0000-7000-8000-000000000000', 1n)).resolves.toBe(false);
    });
  });

  describe('while it lives', () => {
    it('takes what happened, with its evidence', async () => {
      const { call } = await planCall(database.source);
      await expect(calls().update(call.callId, 1n, { state: 'ringing', ringingAt: AT }, [happened('ringing')])).resolves.toBe(true);
      await expect(row(call.callId)).resolves.toMatchObject({ state: 'ringing', ringing_at: AT, answered_at: null });
      const [event] = await rows<{ at: Date; data: unknown }>(database.source, 'SELECT at, data FROM call_events', []);
      expect(event?.at).toEqual(AT);
      expect(typeof event?.data === 'string' ? JSON.parse(event.data) : event?.data).toEqual({ why: 'a "quoted" reason' });
    });

    it('says true for the same change twice: rows that match count, not rows that differ', async () => {
      const { call } = await planCall(database.source);
      for (let time = 0; time < 2; time++) await expect(calls().update(call.callId, 1n, { state: 'ringing', ringingAt: AT }, [])).resolves.toBe(true);
    });

    it('leaves what a patch does not name', async () => {
      const { call } = await planCall(database.source);
      await calls().update(call.callId, 1n, { agentId: '7', ringingAt: AT }, []);
      await calls().update(call.callId, 1n, { state: 'answered' }, []);
      await expect(row(call.callId)).resolves.toMatchObject({ agent_id: '7', ringing_at: AT, state: 'answered', phone: call.phone, gateway: 'trunk' });
      await calls().update(call.callId, 1n, { agentId: null }, []);
      await expect(row(call.callId)).resolves.toMatchObject({ agent_id: null });
    });

    it('is not changed by an owner whose fence is older, and leaves no evidence of the attempt', async () => {
      const { call } = await planCall(database.source);
      await calls().update(call.callId, 5n, { state: 'originating' }, [happened('newer')]);
      const before = await row(call.callId);
      await expect(calls().update(call.callId, 4n, { state: 'answered' }, [happened('older')])).resolves.toBe(false);
      await expect(calls().end(call.callId, 4n, ended, [happened('older end')], null)).resolves.toBe(false);
      await expect(calls().commitOriginating(call.callId, 4n)).resolves.toBe(false);
      await expect(row(call.callId)).resolves.toEqual(before);
      await expect(kinds()).resolves.toEqual(['newer']);
      await expect(calls().totals('1', AT)).resolves.toEqual({});
    });
  });

  describe('once it has ended', () => {
    it('never changes again, whoever writes', async () => {
      const { campaignId, call } = await planCall(database.source);
      await expect(calls().end(call.callId, 1n, ended, [happened('ended')], null)).resolves.toBe(true);
      const before = await row(call.callId);
      expect(before).toMatchObject({ state: 'ended', outcome: 'busy', hangup_cause: 'USER_BUSY', ended_at: AT, live_target_id: null });
      await expect(calls().update(call.callId, 99n, { state: 'talking' }, [happened('late')])).resolves.toBe(false);
      await expect(calls().end(call.callId, 99n, { ...ended, outcome: 'lost' }, [happened('late')], null)).resolves.toBe(false);
      await expect(calls().commitOriginating(call.callId, 99n)).resolves.toBe(false);
      await expect(row(call.callId)).resolves.toEqual(before);
      await expect(kinds()).resolves.toEqual(['ended']);
      await expect(calls().totals(campaignId, AT)).resolves.toEqual({ busy: 1 });
    });

    it('has ended once, however many say so at the same time', async () => {
      const { campaignId, call } = await planCall(database.source);
      const ends = await Promise.all(Array.from({ length: 8 }, () => calls().end(call.callId, 1n, ended, [happened('ended')], null)));
      expect(ends.filter(Boolean)).toHaveLength(1);
      await expect(kinds()).resolves.toEqual(['ended']);
      await expect(calls().totals(campaignId, AT)).resolves.toEqual({ busy: 1 });
    });
  });

  describe('that somebody still has to deal with', () => {
    it('is live, or ended and not settled', async () => {
      const { call } = await planCall(database.source);
      const ids = async (switchId = 'main'): Promise<string[]> => (await calls().unsettled(switchId)).map(({ id }) => id);
      await expect(ids()).resolves.toEqual([call.callId]);
      await expect(ids('other')).resolves.toEqual([]);
      await calls().end(call.callId, 1n, ended, [happened('ended')], null);
      await expect(ids()).resolves.toEqual([call.callId]);
      await calls().settle({ callId: call.callId, disposition: null, doNotCall: null, decide: () => ({ state: 'done', result: 'busy', attempts: 1 }) }, happened('disposition'));
      await expect(ids()).resolves.toEqual([]);
    });

    it('is overdue two seconds after its wrap-up was to end, and not before', async () => {
      const { call } = await planCall(database.source);
      const endWrapUp = (sql: string): Promise<unknown> => write(database.source, `UPDATE calls SET wrap_up_until = ${sql}`, []);
      await calls().end(call.callId, 1n, { ...ended, outcome: 'connected', wrapUpUntil: AT }, [happened('ended')], null);
      await expect(calls().overdueWrapUps('main')).resolves.toEqual([call.callId]);
      await endWrapUp('UTC_TIMESTAMP(3)');
      await expect(calls().overdueWrapUps('main')).resolves.toEqual([]);
      await endWrapUp('TIMESTAMPADD(SECOND, -3, UTC_TIMESTAMP(3))');
      await expect(calls().overdueWrapUps('other')).resolves.toEqual([]);
      await expect(calls().overdueWrapUps('main')).resolves.toEqual([call.callId]);
    });
  });

  it('changes only together with its evidence', async () => {
    const { call } = await planCall(database.source);
    await expect(calls().update(call.callId, 1n, { state: 'ringing' }, [happened('x'.repeat(100))])).rejects.toThrow(/kind/);
    await expect(calls().find(call.callId)).resolves.toMatchObject({ state: 'planned' });
  });

  it('keeps its evidence once when a write is tried again whose answer was lost', async () => {
    const { call } = await planCall(database.source);
    await calls().update(call.callId, 1n, { state: 'ringing' }, [happened('ringing'), happened('answered')]);
    await calls().update(call.callId, 1n, { state: 'ringing' }, [happened('ringing'), happened('answered')], true);
    await expect(kinds()).resolves.toEqual(['ringing', 'answered']);
    // What was not carried out is.
    await calls().update(call.callId, 1n, {}, [happened('bridged')], true);
    await expect(kinds()).resolves.toEqual(['ringing', 'answered', 'bridged']);
  });

  it('keeps its recordings: one row a file, however often start and stop are heard', async () => {
    const { call } = await planCall(database.source);
    for (let time = 0; time < 2; time++) await calls().recordingStarted(call.callId, 'a/b.wav', AT);
    await calls().recordingStopped('a/b.wav', new Date(AT.getTime() + 5_000), 5_000);
    await calls().recordingStopped('a/b.wav', new Date(AT.getTime() + 9_000), 9_000);
    await expect(rows(database.source, 'SELECT call_id AS callId, path, started_at AS startedAt, stopped_at AS stoppedAt, length_ms AS lengthMs FROM recordings', []))
      .resolves.toEqual([{ callId: call.callId, path: 'a/b.wav', startedAt: AT, stoppedAt: new Date(AT.getTime() + 5_000), lengthMs: 5_000 }]);
  });

  it('ends a recording with its call, told of its start only afterwards, too', async () => {
    const { call } = await planCall(database.source);
    await calls().end(call.callId, 1n, { outcome: 'no-answer', endedAt: AT, hangupCause: 'NO_ANSWER' }, [], null);
    await calls().recordingStarted(call.callId, 'a/late.wav', AT);
    await expect(rows(database.source, 'SELECT path, stopped_at AS stoppedAt FROM recordings', [])).resolves.toEqual([{ path: 'a/late.wav', stoppedAt: AT }]);
  });
});
