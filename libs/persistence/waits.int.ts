import { useTestDatabase } from '@paceline/testing/use-test-database';
import { randomUUID } from 'node:crypto';
import type { CallEventRow } from './call-event-row';
import { SingleCalls, openMigrated } from './fixtures.int-helper';
import { InboundCalls } from './inbound-calls';
import { rows, write } from './transaction';

const T0 = Date.parse('2026-01-05T09:00:00.125Z');
const at = (sec: number): Date => new Date(T0 + sec * 1_000);
const queued = (sec: number, queueId: string, points = 0): CallEventRow => ({ at: at(sec), kind: 'queued', data: { queueId, points } });
const left = (sec: number, how: string): CallEventRow => ({ at: at(sec), kind: 'left-queue', data: { how } });
const hungUp = (sec: number, outcome: 'abandoned-in-queue' | 'dropped' | 'answered') => ({ outcome, endedAt: at(sec), hangupCause: 'NORMAL_CLEARING' }) as const;

describe('a caller\'s stays in queues', () => {
  const database = useTestDatabase(openMigrated);
  const calls = (): SingleCalls => new SingleCalls(database.source);
  const inbound = (): InboundCalls => new InboundCalls(database.source, 'main');
  const state = { node: 'queue', language: 'en', isAnswered: true, serial: 3, askedAtMs: 0, tries: 0, answers: {}, exit: null } as const;
  async function comesIn(): Promise<string> {
    const id = randomUUID();
    const call = { id, clientId: '1', line: 'number-12125550199', state: 'ringing', phone: null, gateway: null, dialedNumber: '+12125550199', flowVersionId: '9', scriptState: state, at: at(0) } as const;
    await expect(inbound().begin(call, 1n)).resolves.toBe(true);
    await expect(inbound().begin(call, 2n)).resolves.toBe(false);
    return id;
  }
  /** Seconds since T0, in words. */
  const told = async (callId: string): Promise<string[]> =>
    (await rows<{ queueId: string; points: number; fromAt: Date; toAt: Date | null; endedBy: string | null }>(database.source,
      'SELECT queue_id AS queueId, points, from_at AS fromAt, to_at AS toAt, ended_by AS endedBy FROM waits WHERE call_id = ? ORDER BY from_at', [callId]))
      .map(({ queueId, points, fromAt, toAt, endedBy }) => `${queueId} (${points}) ${(fromAt.getTime() - T0) / 1_000}–${toAt === null ? '…' : (toAt.getTime() - T0) / 1_000}: ${endedBy ?? 'waits'}`);

  it('begin, end, and follow each other as the evidence has it', async () => {
    const callId = await comesIn();
    await calls().update(callId, 1n, { state: 'waiting', line: 'queue-7' }, [queued(1, '7', 30)]);
    await expect(told(callId)).resolves.toEqual(['7 (30) 1–…: waits']);
    await calls().update(callId, 1n, { line: 'queue-8' }, [queued(9, '8')]);
    await expect(told(callId)).resolves.toEqual(['7 (30) 1–9: moved', '8 (0) 9–…: waits']);
    await expect(inbound().lastWaits([callId, randomUUID()])).resolves.toEqual(new Map([[callId, expect.objectContaining({ queueId: '8', toAt: null })]]));
    await calls().update(callId, 1n, { state: 'talking' }, [left(12, 'answered')]);
    await calls().end(callId, 1n, hungUp(40, 'answered'), [], null);
    await expect(told(callId)).resolves.toEqual(['7 (30) 1–9: moved', '8 (0) 9–12: answered']);
  });

  it('keep whom the caller knows, and who called them in vain', async () => {
    const callId = await comesIn();
    await calls().update(callId, 1n, { state: 'waiting', line: 'queue-7' }, [{ ...queued(1, '7', 30), data: { queueId: '7', points: 30, lastAgentId: '4', calledBy: '3' } }]);
    await expect(inbound().lastWaits([callId])).resolves.toEqual(new Map([[callId, expect.objectContaining({ points: 30, lastAgentId: '4', calledBy: '3' })]]));
  });

  it('have other points when somebody is put first', async () => {
    const callId = await comesIn();
    await calls().update(callId, 1n, { state: 'waiting', line: 'queue-7' }, [queued(1, '7', 30)]);
    await calls().update(callId, 1n, {}, [{ at: at(5), kind: 'put-first', data: { points: 92.5, byUserId: '3' } }]);
    await expect(told(callId)).resolves.toEqual(['7 (92.5) 1–…: waits']);
  });

  it.each([['abandoned-in-queue', 'abandoned'], ['dropped', 'closed']] as const)('end with a call that was %s', async (outcome, how) => {
    const callId = await comesIn();
    await calls().end(callId, 1n, hungUp(5, outcome), [queued(1, '7')], null);
    await expect(told(callId)).resolves.toEqual([`7 (0) 1–5: ${how}`]);
  });

  it('are not there of a caller who was in none', async () => {
    const callId = await comesIn();
    await calls().end(callId, 1n, hungUp(5, 'dropped'), [], null);
    await expect(told(callId)).resolves.toEqual([]);
  });

  it('stand in the row with where the caller stands in the script', async () => {
    const callId = await comesIn();
    await calls().update(callId, 1n, { scriptState: { ...state, node: 'menu', answers: { menu: '1' } } }, []);
    await expect(calls().find(callId)).resolves.toMatchObject({ direction: 'inbound', dialedNumber: '+12125550199', flowVersionId: '9', phone: null, scriptState: { node: 'menu', answers: { menu: '1' } }, answeredAt: null });
  });

  it('lead through a number to what is published of its flow, and whether it is closed', async () => {
    const script = { languages: ['en'], start: 'a', emergency: 'a', nodes: { a: { kind: 'end', say: null } } };
    await expect(inbound().dialed('+12125550199')).resolves.toBeNull();
    const { insertId: flow } = await write(database.source, "INSERT INTO flows (client_id, name, draft, draft_changed_at) VALUES (1, 'a flow', '{}', NOW(3))", []);
    await write(database.source, "INSERT INTO inbound_numbers (client_id, switch_id, number, name, flow_id, max_calls, max_calls_per_caller) VALUES (1, 'main', '+12125550199', 'desk', ?, 5, 2)", [flow]);
    await expect(inbound().dialed('+12125550199')).resolves.toBeNull();
    const { insertId: version } = await write(database.source, "INSERT INTO flow_versions (flow_id, version, script, published_at, published_by) VALUES (?, 1, ?, NOW(3), 'a manager')", [flow, JSON.stringify(script)]);
    await write(database.source, 'UPDATE flows SET published_version_id = ? WHERE id = ?', [version, flow]);
    await expect(inbound().dialed('+12125550199')).resolves.toEqual({ clientId: '1', maxCalls: 5, maxCallsPerCaller: 2, flowVersionId: String(version), script, isClosed: false });
    await expect(new InboundCalls(database.source, 'other').dialed('+12125550199')).resolves.toBeNull();
    await write(database.source, "INSERT INTO inbound_closures (client_id, number_id, reason, closed_by, closed_at) VALUES (1, 0, 'fire', 'a manager', NOW(3))", []);
    await expect(inbound().dialed('+12125550199')).resolves.toMatchObject({ isClosed: true });
    await expect(inbound().script(String(version))).resolves.toEqual(script);
    await expect(inbound().script('999')).resolves.toBeNull();
  });
});
