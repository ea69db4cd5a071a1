import { useTestDatabase } from '@paceline/testing/use-test-database';
import type { SwitchRecord } from '@paceline/domain/call/switch-record';
import type { CallEventRow } from './call-event-row';
import { SingleCalls, claimOf, holdLease, makeCampaign, makeTargets, openMigrated, planCall, sessionOf } from './fixtures.int-helper';
import type { Settlement } from './settlement';
import { SwitchRecordRepository } from './switch-record-repository';
import { TalkRepository } from './talk-repository';
import { TargetRepository } from './target-repository';
import { rows, write } from './transaction';

const T0 = Date.parse('2026-01-05T09:00:00.125Z');
const at = (sec: number): Date => new Date(T0 + sec * 1_000);
const bridged = (sec: number, agentId: string | null = '1'): CallEventRow => ({ at: at(sec), kind: 'bridged', data: { agentId, leg: agentId === null ? null : `leg-${agentId}` } });
const lost = (sec: number, unheard = false): CallEventRow => ({ at: at(sec), kind: 'agent-lost', data: { agentId: '1', ...(unheard && { unheard }) } });
const ended = (sec: number): CallEventRow => ({ at: at(sec), kind: 'ended', data: {} });
const hungUp = (sec: number, wrapUpSec = 0) => ({
  outcome: 'connected', endedAt: at(sec), hangupCause: 'NORMAL_CLEARING', talkEnd: 'customer-hung-up', wrapUpUntil: at(sec + wrapUpSec),
} as const);

describe('an agent\'s part in a call', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);
  const talks = (): TalkRepository => new TalkRepository(database.source);
  const aCall = async (): Promise<string> => (await planCall(database.source)).call.callId;
  const threeCalls = async (): Promise<[string, string, string]> => {
    const campaignId = await makeCampaign(database.source);
    await makeTargets(database.source, { campaignId, count: 3 });
    const { calls: [one, two, three] } = await new TargetRepository(database.source).claim(claimOf({ campaignId, lease: await holdLease(database.source) }));
    if (one === undefined || two === undefined || three === undefined) throw new Error('three targets were not claimed');
    return [one.callId, two.callId, three.callId];
  };
  /** Seconds since T0, in words. */
  const told = async (callId: string): Promise<string[]> => (await talks().ofCall(callId)).map(({ agentId, channelId, fromAt, toAt, wrapUpUntil, endedBy }) => {
    const sec = (instant: Date | null): string => (instant === null ? '…' : String((instant.getTime() - T0) / 1_000));
    return `${agentId} on ${channelId ?? 'none'} ${sec(fromAt)}–${sec(toAt)}, wrap-up until ${sec(wrapUpUntil)}: ${endedBy ?? 'goes on'}`;
  });

  it('begins with the bridge, and ends with the call', async () => {
    const callId = await aCall();
    await calls().update(callId, 1n, { state: 'talking', connectedAt: at(1), agentId: '1' }, [bridged(1)]);
    await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–…, wrap-up until …: goes on']);
    await calls().end(callId, 1n, hungUp(9, 30), [ended(9)], null);
    await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–9, wrap-up until 39: customer-hung-up']);
  });

  it('is one of several when the agent was lost and another came', async () => {
    const callId = await aCall();
    await calls().update(callId, 1n, { state: 'talking' }, [bridged(1)]);
    await calls().update(callId, 1n, { state: 'waiting' }, [lost(4)]);
    await calls().update(callId, 1n, { state: 'talking' }, [bridged(6, '2')]);
    await calls().end(callId, 1n, hungUp(9, 30), [ended(9)], null);
    await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–4, wrap-up until 4: agent-lost', '2 on leg-2 6–9, wrap-up until 39: customer-hung-up']);
    const last = await talks().lastOf([callId, 'none']);
    expect([...last].map(([id, { agentId }]) => [id, agentId])).toEqual([[callId, '2']]);
  });

  it('is told the same when all of it is written at once', async () => {
    const callId = await aCall();
    await calls().end(callId, 1n, hungUp(9), [bridged(1), lost(4, true), bridged(6, '2'), ended(9)], null);
    await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–4, wrap-up until 4: unheard', '2 on leg-2 6–9, wrap-up until 9: customer-hung-up']);
  });

  it('does not end before it began, by the clock of whoever noticed', async () => {
    const callId = await aCall();
    await calls().update(callId, 1n, { state: 'talking' }, [bridged(5)]);
    await calls().update(callId, 1n, { state: 'waiting' }, [lost(4)]);
    await expect(told(callId)).resolves.toEqual(['1 on leg-1 5–5, wrap-up until 5: agent-lost']);
  });

  it('is none of a call that nobody took, nor of a bridge of which nobody knows with whom', async () => {
    const callId = await aCall();
    await calls().update(callId, 1n, { state: 'answered' }, [bridged(1, null)]);
    await calls().end(callId, 1n, { outcome: 'hung-up-waiting', endedAt: at(2), hangupCause: 'NORMAL_CLEARING' }, [ended(2)], null);
    await expect(told(callId)).resolves.toEqual([]);
  });

  it('costs a statement at the bridge and one at the end, in their transactions; a call without any costs none', async () => {
    const sent = async (steps: (repository: SingleCalls) => Promise<unknown>): Promise<string[]> => {
      const heard: string[] = [];
      await database.source.transaction((manager) => steps(new SingleCalls(sessionOf(manager, (sql) => { heard.push(sql); }))));
      return heard.filter((sql) => /\btalks\b/.test(sql)).map((sql) => sql.trim().split(' ')[0] ?? '');
    };
    const [talked, busy] = await threeCalls();
    await expect(sent((repository) => repository.update(talked, 1n, { state: 'talking' }, [bridged(1)]))).resolves.toEqual(['INSERT']);
    await expect(sent((repository) => repository.end(talked, 1n, hungUp(9), [ended(9)], null))).resolves.toEqual(['UPDATE']);
    await expect(sent((repository) => repository.end(busy, 1n, { outcome: 'busy', endedAt: at(2), hangupCause: 'USER_BUSY' }, [ended(2)], null))).resolves.toEqual([]);
  });

  it('is written by the owner of the switch alone, and not twice', async () => {
    const callId = await aCall();
    await calls().update(callId, 5n, { state: 'talking' }, [bridged(1)]);
    await expect(calls().update(callId, 4n, { state: 'waiting' }, [lost(2)])).resolves.toBe(false);
    // Its answer was lost on the way, and it is tried again.
    await calls().update(callId, 5n, { state: 'talking' }, [bridged(1)], true);
    await expect(calls().end(callId, 4n, hungUp(3), [ended(3)], null)).resolves.toBe(false);
    await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–…, wrap-up until …: goes on']);
    await Promise.all([9, 10].map((sec) => calls().end(callId, 5n, hungUp(sec), [ended(sec)], null)));
    const once = await told(callId);
    await calls().update(callId, 9n, { state: 'talking' }, [bridged(20, '2')]);
    await expect(told(callId)).resolves.toEqual(once);
  });

  describe('has a wrap-up', () => {
    const settlement = (callId: string): Settlement => ({
      callId, disposition: { code: 'sold', by: 'agent', note: null }, doNotCall: null, decide: () => ({ state: 'done', result: 'sold', attempts: 1 }),
    });
    const untilSec = async (callId: string): Promise<number> => {
      const [talk] = await talks().ofCall(callId);
      return ((talk?.wrapUpUntil?.getTime() ?? 0) - (talk?.toAt?.getTime() ?? 0)) / 1_000;
    };
    const endedNow = async (agoSec: number, wrapUpSec: number): Promise<string> => {
      const callId = await aCall();
      const [{ now } = { now: new Date() }] = await rows<{ now: Date }>(database.source, 'SELECT UTC_TIMESTAMP(3) AS now', []);
      const endedAt = new Date(now.getTime() - agoSec * 1_000);
      await calls().end(callId, 1n, { ...hungUp(0), endedAt, wrapUpUntil: new Date(endedAt.getTime() + wrapUpSec * 1_000) },
        [{ ...bridged(0), at: new Date(endedAt.getTime() - 5_000) }], null);
      return callId;
    };

    it('that is over when the agent says what came of the call', async () => {
      const callId = await endedNow(10, 3_600);
      await calls().settle(settlement(callId), { at: at(9), kind: 'disposition', data: {} });
      const lasted = await untilSec(callId);
      expect(lasted).toBeGreaterThanOrEqual(10);
      expect(lasted).toBeLessThan(600);
    });

    it('that was over when its time was, however late that is seen', async () => {
      const callId = await endedNow(100, 30);
      await calls().settle(settlement(callId), { at: at(9), kind: 'disposition', data: {} });
      await expect(untilSec(callId)).resolves.toBe(30);
    });

    it('that does not end before it begins, by a clock of the database that is behind', async () => {
      const callId = await endedNow(-60, 30);
      await calls().settle(settlement(callId), { at: at(9), kind: 'disposition', data: {} });
      await expect(untilSec(callId)).resolves.toBe(0);
    });
  });

  describe('of a call whose end nobody heard', () => {
    const recordOf = (callId: string, changes: Partial<SwitchRecord> = {}): SwitchRecord => ({
      channelId: callId, direction: 'outbound', number: '+989120000001', accountCode: 'paceline', cause: 'NORMAL_CLEARING', sip: { status: 200, reason: '' }, safeHarbourAtMs: null,
      createdAtMs: T0, ringingAtMs: T0, answeredAtMs: T0, bridgedAtMs: at(1).getTime(), endedAtMs: at(7).getTime(), recordedMs: null, ...changes,
    });
    const lose = async (callId: string, wrapUpSec = 0): Promise<void> => {
      await calls().end(callId, 1n, { outcome: 'connected', endedAt: at(20), hangupCause: 'LOST', talkEnd: 'unheard', wrapUpUntil: at(20 + wrapUpSec) }, [ended(20)], null);
    };

    it('ends as the switch says it did, when that says so', async () => {
      const callId = await aCall();
      await calls().update(callId, 1n, { state: 'talking', answeredAt: at(0), connectedAt: at(1) }, [bridged(1)]);
      await lose(callId);
      await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–20, wrap-up until 20: unheard']);
      await new SwitchRecordRepository(database.source).take('main', recordOf(callId, { cause: 'ALLOTTED_TIMEOUT' }));
      await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–7, wrap-up until 7: longest-call']);
    });

    it('keeps the wrap-up that was spent', async () => {
      const callId = await aCall();
      await calls().update(callId, 1n, { state: 'talking', answeredAt: at(0), connectedAt: at(1) }, [bridged(1)]);
      await lose(callId, 30);
      await new SwitchRecordRepository(database.source).take('main', recordOf(callId));
      await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–7, wrap-up until 50: customer-hung-up']);
    });

    it('leaves what an agent did before', async () => {
      const callId = await aCall();
      await calls().update(callId, 1n, { state: 'waiting', answeredAt: at(0), connectedAt: at(1) }, [bridged(1), lost(3)]);
      await lose(callId);
      await new SwitchRecordRepository(database.source).take('main', recordOf(callId));
      await expect(told(callId)).resolves.toEqual(['1 on leg-1 1–3, wrap-up until 3: agent-lost']);
    });

    it('is known by the record alone: the agent was promised, and the bridge not heard of', async () => {
      const callId = await aCall();
      await calls().update(callId, 1n, { state: 'connecting', answeredAt: at(0), agentId: '1' }, []);
      await calls().end(callId, 1n, { outcome: 'hung-up-waiting', endedAt: at(20), hangupCause: 'LOST' }, [ended(20)], null);
      const records = new SwitchRecordRepository(database.source);
      await records.take('main', recordOf(callId));
      await expect(told(callId)).resolves.toEqual(['1 on none 1–7, wrap-up until 7: customer-hung-up']);
      await records.take('main', recordOf(callId));
      await expect(told(callId)).resolves.toHaveLength(1);
    });
  });

  it('adds up to what the agent did: handle time, transfers, lost agents', async () => {
    const [first, second, open] = await threeCalls();
    await calls().end(first, 1n, hungUp(9, 30), [bridged(1), lost(4), bridged(6, '2'), ended(9)], null);
    await calls().end(second, 1n, { ...hungUp(109), talkEnd: 'transferred', wrapUpUntil: at(110) }, [bridged(100)], null);
    await calls().update(open, 1n, { state: 'talking' }, [bridged(120)]);
    const all = { from: at(0), to: at(1_000), agentId: null };
    await expect(talks().handled(all)).resolves.toEqual([
      { agentId: '1', talks: 2, talkMs: 12_000, wrapUpMs: 1_000, handleMs: 13_000, transferred: 1, lost: 1 },
      { agentId: '2', talks: 1, talkMs: 3_000, wrapUpMs: 30_000, handleMs: 33_000, transferred: 0, lost: 0 },
    ]);
    await expect(talks().handled({ ...all, agentId: '2' })).resolves.toMatchObject([{ agentId: '2', talks: 1 }]);
    await expect(talks().handled({ ...all, from: at(6), to: at(100) })).resolves.toMatchObject([{ agentId: '2', talks: 1 }]);
    await write(database.source, 'DELETE FROM talks', []);
    await expect(talks().handled(all)).resolves.toEqual([]);
  });

  it('is told by line, as calls are shared by it: from an instant on, and with the talk that goes on', async () => {
    const [first, second, open] = await threeCalls();
    await calls().end(first, 1n, hungUp(9), [bridged(1), lost(4), bridged(6), ended(9)], null);
    await calls().end(second, 1n, hungUp(60), [bridged(50), ended(60)], null);
    await calls().update(open, 1n, { state: 'talking' }, [bridged(120)]);
    await write(database.source, 'UPDATE calls SET line = IF(id = ?, ?, ?)', [second, 'queue-2', 'campaign-1']);
    await expect(talks().byLine('1', at(5))).resolves.toEqual([
      { line: 'campaign-1', talks: 2, talkMs: 3_000, lastAt: at(120) }, { line: 'queue-2', talks: 1, talkMs: 10_000, lastAt: at(50) },
    ]);
    await expect(talks().byLine('2', at(5))).resolves.toEqual([]);
  });
});
