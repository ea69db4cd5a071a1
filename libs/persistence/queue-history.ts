import { QUARTER_MS, type QuarterCalls } from '@paceline/domain/queue/usual-arrivals';
import type { FreeingHeard } from '@paceline/domain/queue/freeing';
import type { QueueHeard } from '@paceline/domain/queue/queue-learned';
import type { Database } from './database';
import { rows } from './transaction';

/** How many calls came into a queue, by the quarters of an hour since `from`: over the index of its stays alone. */
export async function callsByQuarterIn(on: Database, queueId: string, from: Date, to: Date): Promise<QuarterCalls[]> {
  const found = await rows<Record<'quarter' | 'calls', string>>(on,
    `SELECT TIMESTAMPDIFF(SECOND, ?, from_at) DIV 900 AS quarter, COUNT(*) AS calls FROM waits
      WHERE queue_id = ? AND from_at >= ? AND from_at < ? GROUP BY quarter ORDER BY quarter`, [from, queueId, from, to]);
  return found.map(({ quarter, calls }) => ({ atMs: from.getTime() + Number(quarter) * QUARTER_MS, calls: Number(calls) }));
}

/** How the last calls that an agent took, or that gave up, went; durations in milliseconds. Who still talks or wraps up is not among them. */
export async function lastEndsIn(on: Database, queueId: string, from: Date, most: number): Promise<QueueHeard> {
  const found = await rows<{ endedBy: string; waitedMs: string; handledMs: string | null }>(on,
    `SELECT w.ended_by AS endedBy, TIMESTAMPDIFF(MICROSECOND, w.from_at, w.to_at) DIV 1000 AS waitedMs,
            (SELECT SUM(TIMESTAMPDIFF(MICROSECOND, t.from_at, t.wrap_up_until)) DIV 1000 FROM talks t
              WHERE t.call_id = w.call_id AND t.wrap_up_until <= UTC_TIMESTAMP(3)) AS handledMs
       FROM waits w WHERE w.queue_id = ? AND w.from_at >= ? AND w.ended_by IN ('answered', 'abandoned') ORDER BY w.from_at DESC LIMIT ?`, [queueId, from, most]);
  const waits = (how: string): number[] => found.filter(({ endedBy }) => endedBy === how).map(({ waitedMs }) => Number(waitedMs));
  return {
    answeredAfterMs: waits('answered'), abandonedAfterMs: waits('abandoned'),
    handledForMs: found.flatMap(({ endedBy, handledMs }) => endedBy === 'answered' && handledMs !== null ? [Number(handledMs)] : []),
  };
}

/** How long the last talks on a client's calls at a switch kept their agents, of whatever line; durations in milliseconds. */
export async function lastTalksOf(on: Database, { clientId, switchId }: { readonly clientId: string; readonly switchId: string }, from: Date, most: number): Promise<FreeingHeard> {
  const found = await rows<Record<'talkedMs' | 'wrappedMs', string>>(on,
    `SELECT TIMESTAMPDIFF(MICROSECOND, t.from_at, t.to_at) DIV 1000 AS talkedMs, TIMESTAMPDIFF(MICROSECOND, t.to_at, t.wrap_up_until) DIV 1000 AS wrappedMs
       FROM talks t JOIN calls c ON c.id = t.call_id
      WHERE t.from_at >= ? AND t.to_at IS NOT NULL AND t.wrap_up_until <= UTC_TIMESTAMP(3) AND c.client_id = ? AND c.switch_id = ?
      ORDER BY t.from_at DESC LIMIT ?`, [from, clientId, switchId, most]);
  return { talkedForMs: found.map(({ talkedMs }) => Number(talkedMs)), wrappedForMs: found.map(({ wrappedMs }) => Number(wrappedMs)).filter((ms) => ms > 0) };
}
