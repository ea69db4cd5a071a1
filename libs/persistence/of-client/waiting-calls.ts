import { lineOfQueue } from '@paceline/domain/routing/line';
import type { ClientScope } from '@paceline/domain/client/client';
import type { Database } from '../database';
import type { Queue } from '../entities/queues';
import { rows } from '../transaction';

/** Somebody who waits in a queue. */
export interface WaitingCallRow {
  readonly callId: string;
  readonly phone: string | null;
  readonly dialedNumber: string | null;
  /** Since when they have their place; of one who has lost an agent, since then. */
  readonly since: Date;
  readonly points: number;
  /** An agent is promised to them, and about to be bridged. */
  readonly isBeingConnected: boolean;
  readonly lostItsAgent: boolean;
}

type Found = Omit<WaitingCallRow, 'isBeingConnected' | 'lostItsAgent' | 'since' | 'points'>
  & { readonly state: string; readonly fromAt: Date | null; readonly lostAt: Date | null; readonly points: number | null };

/** Those who wait in a client's queue, in no order: few, and found by what is not settled yet. */
export async function waitingIn(on: Database, { clientId }: ClientScope, queue: Pick<Queue, 'id' | 'switchId'>): Promise<WaitingCallRow[]> {
  const found = await rows<Found>(on,
    `SELECT c.id AS callId, c.phone, c.dialed_number AS dialedNumber, c.state, w.from_at AS fromAt, w.points,
            IF(c.connected_at IS NULL, NULL, (SELECT MAX(t.to_at) FROM talks t WHERE t.call_id = c.id)) AS lostAt
       FROM calls c LEFT JOIN waits w ON w.call_id = c.id AND w.to_at IS NULL
      WHERE c.switch_id = ? AND c.settled_at IS NULL AND c.ended_at IS NULL AND c.client_id = ? AND c.direction = 'inbound' AND c.line = ?
        AND c.state IN ('waiting', 'connecting')`, [queue.switchId, clientId, lineOfQueue(queue.id)]);
  return found.flatMap(({ state, fromAt, lostAt, points, ...call }) => {
    // Told that nobody comes: it has left the queue, and is not over yet.
    const since = lostAt ?? fromAt;
    return since === null ? [] : [{ ...call, since, points: points ?? 0, isBeingConnected: state === 'connecting', lostItsAgent: lostAt !== null }];
  });
}
