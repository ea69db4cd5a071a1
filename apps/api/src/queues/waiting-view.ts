import type { WaitingCaller } from '@paceline/contracts/queues';
import { lineOfQueue } from '@paceline/domain/routing/line';
import { PLAIN_ROUTING } from '@paceline/domain/routing/line-policy';
import { orderOfService } from '@paceline/domain/routing/order-of-service';
import type { Queue, QueueCallback, WaitingCallRow } from '@paceline/persistence';

type Waits = Omit<WaitingCaller, 'place' | 'since'> & { readonly since: Date };

/**
 * Those who wait, in the order in which they are served, on the line or to be called back: whoever is being connected, or called,
 * first, who has no place any more, and last whoever is not called before a time.
 */
export function toWaitingCallers(queue: Pick<Queue, 'id' | 'longestWaitSec'>, calls: readonly WaitingCallRow[], callbacks: readonly QueueCallback[], nowMs: number): WaitingCaller[] {
  const all: readonly Waits[] = [...calls.map((row) => ({ ...row, callbackId: null, notBefore: null })), ...callbacks.map((wish) => waitsOf(wish, nowMs))];
  const byWait = (these: readonly Waits[]): Waits[] => [...these].sort((one, other) => one.since.getTime() - other.since.getTime());
  const served = orderOfService(all.filter(({ isBeingConnected, notBefore }) => !isBeingConnected && notBefore === null).map((waits) => ({
    waits, callId: waits.callId ?? `callback ${waits.callbackId ?? ''}`, lineId: lineOfQueue(queue.id), routing: PLAIN_ROUTING, points: waits.points, waitingSinceMs: waits.since.getTime(),
    dueAtMs: null, longestWaitMs: queue.longestWaitSec * 1_000, lostItsAgent: waits.lostItsAgent, lastAgentId: null, calledByLine: null,
  })), () => false, nowMs);
  return [
    ...byWait(all.filter(({ isBeingConnected }) => isBeingConnected)).map((waits) => toView(waits, null)),
    ...served.map(({ call: { waits } }, before) => toView(waits, before + 1)),
    ...byWait(all.filter(({ isBeingConnected, notBefore }) => !isBeingConnected && notBefore !== null)).map((waits) => toView(waits, null)),
  ];
}

/** Who hung up and keeps the place. */
function waitsOf({ id, phone, waitingSince, points, state, nextAt, lastCallId }: QueueCallback, nowMs: number): Waits {
  const isCalled = state === 'calling';
  return {
    callId: isCalled ? lastCallId : null, callbackId: id, phone, dialedNumber: null, since: waitingSince, points, isBeingConnected: isCalled, lostItsAgent: false,
    notBefore: isCalled || nextAt.getTime() <= nowMs ? null : nextAt.toISOString(),
  };
}

function toView({ since, ...row }: Waits, place: number | null): WaitingCaller {
  return { ...row, place, since: since.toISOString() };
}
