import { at, type Finding } from '../violation';
import type { StayFact, World } from '../world';
import { groupBy, pairs } from './groups';

/** Rule 2: the stay is written in the transaction that ends the call. */
export function staysEndWithTheirCalls({ calls, stays }: World): Finding[] {
  const ended = new Map(calls.filter(({ endedAtMs }) => endedAtMs !== null).map((call) => [call.id, call]));
  return stays.filter(({ callId, toMs, endedBy }) => (toMs === null) !== (endedBy === null) || (toMs === null && ended.has(callId))).map((stay) => ({
    code: 'stay-not-ended', subject: `call ${stay.callId}`, evidence: `${told(stay)}; the call ended ${at(ended.get(stay.callId)?.endedAtMs ?? null)}`,
  }));
}

/** Rule 3: whoever enters a queue has left the one before. */
export function callersWaitInOneQueue({ stays }: World): Finding[] {
  return [...groupBy(stays, ({ callId }) => callId)].flatMap(([callId, those]) => {
    const inOrder = [...those].sort((a, b) => a.fromMs - b.fromMs);
    const found = pairs(inOrder).find(([before, after]) => before.toMs === null || before.toMs > after.fromMs);
    return found === undefined ? [] : [{ code: 'stays-overlap' as const, subject: `call ${callId}`, evidence: found.map(told).join(', ') }];
  });
}

/** Rule 7: by the queue's setting as it is, and what a bridge that does not come or the next owner may take. */
export function nobodyWaitsTooLong({ stays, nowMs, limits }: World): Finding[] {
  return stays.filter(({ fromMs, toMs, longestWaitMs }) => longestWaitMs !== null && (toMs ?? nowMs) - fromMs > longestWaitMs + limits.graceMs).map((stay) => ({
    code: 'waited-too-long', subject: `call ${stay.callId}`, evidence: `${told(stay)}; its queue lets nobody wait for longer than ${stay.longestWaitMs} ms`,
  }));
}

/** Rule 3: the service level counts answers by stays, and talks are written with them. Who lost their agent and was given another was answered once. */
export function answersAreTold({ calls, stays, talks }: World): Finding[] {
  const talked = new Set(talks.map(({ callId }) => callId));
  const answered = groupBy(stays.filter(({ endedBy }) => endedBy === 'answered'), ({ callId }) => callId);
  return calls.filter(({ direction }) => direction === 'inbound').flatMap(({ id }) => {
    const times = answered.get(id)?.length ?? 0;
    return times === (talked.has(id) ? 1 : 0) ? [] : [{
      code: 'answer-not-once' as const, subject: `call ${id}`, evidence: `call ${id} ${talked.has(id) ? 'talked with an agent' : 'talked with no agent'}, and ${times} of its stays were answered`,
    }];
  });
}

function told({ callId, queueId, fromMs, toMs, endedBy }: StayFact): string {
  return `call ${callId} waited in queue ${queueId} from ${at(fromMs)} to ${at(toMs)} (${endedBy ?? 'waits'})`;
}
