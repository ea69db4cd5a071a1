import { useTestDatabase } from '@paceline/testing/use-test-database';
import { randomUUID } from 'node:crypto';
import { openMigrated } from './fixtures.int-helper';
import { callsByQuarterIn, lastEndsIn, lastTalksOf } from './queue-history';
import { write } from './transaction';

const MIDNIGHT = Date.parse('2026-01-14T00:00:00Z');
const HOUR_MS = 3_600_000;

describe('what rows tell of a queue', () => {
  const database = useTestDatabase(openMigrated);

  /** @param talk how long after the wait was over the talk ended, and its wrap-up, in milliseconds */
  async function stay(queueId: string, fromMs: number, waitedMs: number | null, endedBy: string | null, talk?: readonly [number, number], clientId = '1'): Promise<void> {
    const id = randomUUID();
    const [from, to] = [new Date(fromMs), waitedMs === null ? null : new Date(fromMs + waitedMs)];
    await write(database.source, 'INSERT INTO waits (call_id, from_at, queue_id, to_at, ended_by) VALUES (?, ?, ?, ?, ?)', [id, from, queueId, to, endedBy]);
    if (talk === undefined || to === null) return;
    await write(database.source,
      `INSERT INTO calls (id, client_id, direction, state, switch_id, line, phone, planned_at, fence) VALUES (?, ?, 'inbound', 'ended', 'main', ?, NULL, ?, 1)`, [id, clientId, `queue-${queueId}`, from]);
    await write(database.source, 'INSERT INTO talks (call_id, from_at, agent_id, to_at, wrap_up_until) VALUES (?, ?, 1, ?, ?)',
      [id, to, new Date(to.getTime() + talk[0]), new Date(to.getTime() + talk[0] + talk[1])]);
  }

  it('are its calls by the quarter of an hour in which they came', async () => {
    const at = (hours: number): number => MIDNIGHT + hours * HOUR_MS;
    for (const fromMs of [at(9), at(9.25) - 1, at(9.25), at(-1), at(24)]) await stay('7', fromMs, 5_000, 'answered');
    await stay('8', at(9), 5_000, 'answered');
    const quarters = async (queueId: string) => await callsByQuarterIn(database.source, queueId, new Date(MIDNIGHT), new Date(at(24)));
    await expect(quarters('7')).resolves.toEqual([{ atMs: at(9), calls: 2 }, { atMs: at(9.25), calls: 1 }]);
    await expect(quarters('9')).resolves.toEqual([]);
  });

  it('is how its last calls went: how long they waited and kept their agents, of no more than so many', async () => {
    await stay('7', MIDNIGHT, 4_000, 'answered', [60_000, 10_500]);
    await stay('7', MIDNIGHT + 1_000, 30_000, 'abandoned');
    for (const how of ['moved', 'overflowed', 'callback', 'closed']) await stay('7', MIDNIGHT + 2_000, 1_000, how);
    await stay('7', MIDNIGHT + 3_000, null, null);
    await stay('8', MIDNIGHT, 9_000, 'answered', [1_000, 0]);
    const heard = await lastEndsIn(database.source, '7', new Date(MIDNIGHT), 10);
    expect(heard).toEqual({ answeredAfterMs: [4_000], abandonedAfterMs: [30_000], handledForMs: [70_500] });
    await expect(lastEndsIn(database.source, '7', new Date(MIDNIGHT), 1)).resolves.toEqual({ answeredAfterMs: [], abandonedAfterMs: [30_000], handledForMs: [] });
    await expect(lastEndsIn(database.source, '7', new Date(MIDNIGHT + 500), 10)).resolves.toMatchObject({ answeredAfterMs: [] });
  });

  it('is how long a client\'s agents talked and wrapped up: of talks that are over, wrap-up and all', async () => {
    await stay('7', MIDNIGHT, 4_000, 'answered', [60_000, 10_500]);
    await stay('7', MIDNIGHT + 1_000, 4_000, 'answered', [20_000, 0]);
    await stay('8', MIDNIGHT, 4_000, 'answered', [99_000, 0], '2');
    await stay('7', Date.now(), 0, 'answered', [0, HOUR_MS]);
    const talks = async (most: number, switchId = 'main') => await lastTalksOf(database.source, { clientId: '1', switchId }, new Date(MIDNIGHT), most);
    await expect(talks(10)).resolves.toEqual({ talkedForMs: [20_000, 60_000], wrappedForMs: [10_500] });
    await expect(talks(1)).resolves.toEqual({ talkedForMs: [20_000], wrappedForMs: [] });
    await expect(talks(10, 'other')).resolves.toEqual({ talkedForMs: [], wrappedForMs: [] });
  });
});
