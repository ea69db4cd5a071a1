import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source';
import { migrate } from '../migrate';
import { TalkRepository } from '../talk-repository';
import { rows, write } from '../transaction';
import { Talks1764957000000 } from './1764957000000-talks';

const at = (sec: number): string => `2026-03-02 10:00:${String(sec).padStart(2, '0')}.125`;

/** Seconds of 10:00; the others are null. */
interface Row { readonly connected?: number; readonly ended?: number; readonly settled?: number; readonly wrapUp?: number; readonly agentId?: number; readonly cause?: string }

async function call(source: DataSource, id: string, { connected, ended, settled, wrapUp, agentId, cause }: Row, events: readonly (readonly [sec: number, kind: string, data: object])[]): Promise<void> {
  const instant = (sec: number | undefined): string | null => (sec === undefined ? null : at(sec));
  await write(source, `INSERT INTO calls (id, direction, state, switch_id, line, phone, not_after, ring_timeout_sec, planned_at, agent_id, hangup_cause, connected_at, ended_at, settled_at, wrap_up_until)
    VALUES (?, 'inbound', 'ended', 'main', 'campaign-1', '+12025550123', ?, 30, ?, ?, ?, ?, ?, ?, ?)`,
  [id, at(0), at(0), agentId ?? null, cause ?? null, instant(connected), instant(ended), instant(settled), instant(wrapUp)]);
  for (const [sec, kind, data] of events) await write(source, 'INSERT INTO call_events (call_id, at, kind, data) VALUES (?, ?, ?, ?)', [id, at(sec), kind, JSON.stringify(data)]);
}

it('tells who talked on the calls that there are, as their evidence does, whenever it was interrupted', async () => {
  const address = await scratchDatabase();
  const source = await createDataSource({ url: address.url, poolSize: 3 }).initialize();
  try {
    await migrate(source);
    await write(source, 'DROP TABLE talks', []);
    await write(source, "DELETE FROM migrations WHERE name = 'Talks1764957000000'", []);
    await call(source, 'busy', { ended: 3, settled: 3, cause: 'USER_BUSY' }, [[3, 'ended', {}]]);
    await call(source, 'twice', { connected: 1, ended: 20, settled: 25, agentId: 2, cause: 'NORMAL_CLEARING' },
      [[1, 'bridged', { agentId: '1' }], [8, 'agent-lost', { agentId: '1' }], [10, 'bridged', { agentId: '2' }], [20, 'ended', {}]]);
    await call(source, 'too-long', { connected: 1, ended: 20, wrapUp: 50, agentId: 1, cause: 'ALLOTTED_TIMEOUT' }, [[1, 'bridged', { agentId: '1' }]]);
    await call(source, 'goes-on', { connected: 1, agentId: 1 }, [[1, 'bridged', { agentId: '1' }]]);
    await call(source, 'by-record', { connected: 1, ended: 20, settled: 20, agentId: 1, cause: 'MEDIA_TIMEOUT' }, [[20, 'ended', {}]]);
    await call(source, 'unheard-of', { connected: 1, ended: 20, settled: 20, agentId: 1, cause: 'LOST' }, [[1, 'bridged', { agentId: null, missed: true }]]);
    await call(source, 'with-nobody', { connected: 1, ended: 20, settled: 20 }, [[1, 'bridged', { missed: true }]]);
    // More than one statement looks at: each has a talk.
    const digit = '(SELECT 0 n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)';
    await write(source, `INSERT INTO calls (id, direction, state, switch_id, line, phone, not_after, ring_timeout_sec, planned_at, agent_id, connected_at, ended_at, settled_at)
      SELECT CONCAT('many-', a.n, b.n, c.n, d.n), 'inbound', 'ended', 'main', 'campaign-1', '+12025550123', ?, 30, ?, 7, ?, ?, ?
        FROM ${digit} a JOIN ${digit} b JOIN ${digit} c JOIN ${digit} d`, [at(0), at(0), at(1), at(2), at(2)]);

    const runner = source.createQueryRunner();
    // Killed before it was noted as done, and started again.
    await new Talks1764957000000().up(runner);
    await runner.release();
    await migrate(source);

    const sec = (instant: Date | null): string => instant?.toISOString().slice(17, 19) ?? '…';
    const told = async (id: string): Promise<string[]> => (await new TalkRepository(source).ofCall(id))
      .map(({ agentId, fromAt, toAt, wrapUpUntil, endedBy }) => `${agentId} ${sec(fromAt)}–${sec(toAt)}–${sec(wrapUpUntil)} ${endedBy ?? 'goes on'}`);
    await expect(told('busy')).resolves.toEqual([]);
    await expect(told('twice')).resolves.toEqual(['1 01–08–08 agent-lost', '2 10–20–25 customer-hung-up']);
    await expect(told('too-long')).resolves.toEqual(['1 01–20–50 longest-call']);
    await expect(told('goes-on')).resolves.toEqual(['1 01–…–… goes on']);
    await expect(told('by-record')).resolves.toEqual(['1 01–20–20 connection-lost']);
    await expect(told('unheard-of')).resolves.toEqual(['1 01–20–20 unheard']);
    await expect(told('with-nobody')).resolves.toEqual([]);
    await expect(rows(source, 'SELECT COUNT(*) AS n, COUNT(DISTINCT call_id) AS calls FROM talks WHERE agent_id = 7', [])).resolves.toEqual([{ n: '10000', calls: '10000' }]);
  } finally {
    await source.destroy();
    await dropDatabase(address);
  }
});
