import type { WaitingCaller } from '@paceline/contracts/queues';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { PLAIN_ROUTING } from '@paceline/domain/routing/line-policy';
import { orderOfService } from '@paceline/domain/routing/order-of-service';
import type { Queue, WaitingCallRow } from '@paceline/persistence';

/** Those who wait, in the order in which they are served: whoever is being connected first, who has no place any more. */
export function toWaitingCallers(queue: Pick<Queue, 'id' | 'longestWaitSec'>, waiting: readonly WaitingCallRow[], nowMs: number): WaitingCaller[] {
  const served = orderOfService(waiting.filter(({ isBeingConnected }) => !isBeingConnected).map((row) => ({
    row, callId: row.callId, lineId: lineOfQueue(queue.id), routing: PLAIN_ROUTING, points: row.points, waitingSinceMs: row.since.getTime(),
    dueAtMs: null, longestWaitMs: queue.longestWaitSec * 1_000, lostItsAgent: row.lostItsAgent, lastAgentId: null, calledByLine: null,
  })), () => false, nowMs);
  const connecting = waiting.filter(({ isBeingConnected }) => isBeingConnected).sort((one, other) => one.since.getTime() - other.since.getTime());
  return [...connecting.map((row) => toView(row, null)), ...served.map(({ call: { row } }, before) => toView(row, before + 1))];
}

function toView({ since, ...row }: WaitingCallRow, place: number | null): WaitingCaller {
  return { ...row, place, since: since.toISOString() };
}
