import type { Stay, StayEnd } from '@paceline/domain/queue/stays';
import type { Database } from './database';
import { rows } from './transaction';

/** A stay, and what tells it from others: its call and the instant in which it began. */
export interface QueueStay extends Stay { readonly callId: string }

/** The stays in a queue that began from an instant on, and before another, by the index of their beginning. */
export async function staysIn(on: Database, queueId: string, from: Date, before: Date | null = null): Promise<QueueStay[]> {
  const found = await rows<{ callId: string; fromAt: Date; toAt: Date | null; endedBy: StayEnd | null }>(on,
    `SELECT call_id AS callId, from_at AS fromAt, to_at AS toAt, ended_by AS endedBy FROM waits WHERE queue_id = ? AND from_at >= ?${before === null ? '' : ' AND from_at < ?'}`, [queueId, from, ...before === null ? [] : [before]]);
  return found.map(({ callId, fromAt, toAt, endedBy }) => ({
    callId, enteredAtMs: fromAt.getTime(), left: toAt === null || endedBy === null ? null : { atMs: toAt.getTime(), how: endedBy },
  }));
}
