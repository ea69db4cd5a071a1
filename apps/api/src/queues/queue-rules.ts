import { overflowCircle } from '@paceline/domain/queue/overflow';
import { waysOut, type QueueSettings, type WayOut } from '@paceline/domain/queue/queue-settings';
import { RINGS_AT_MOST_MS } from '@paceline/domain/script/charging';
import type { ClientLists, Queue } from '@paceline/persistence';
import { zonesOf } from '@paceline/platform/zones';
import { invalid } from '../edge/validation';
import type { Reach } from '../gateways/reach';

/** What of a queue contradicts itself. */
export function checkQueue(queue: QueueSettings): void {
  if (queue.zone.startsWith('*') || zonesOf(queue.zone).length === 0) throw invalid('zone', 'no-zone');
  if (queue.whileWaiting === 'ringing') checkRinging(queue);
  if (queue.priority.listedPoints > 0 && queue.priority.lists.length === 0) throw invalid('priority.lists', 'listed-on-none');
  const key = Object.entries(queue.keys).find(([, to]) => to.kind === 'callback')?.[0];
  if (key !== undefined && queue.callback === null) throw invalid(`keys.${key}`, 'callback-without-settings');
}

/** Kept: one that is being deleted is none. */
export async function checkLists({ priority: { lists } }: Pick<QueueSettings, 'priority'>, known: Pick<ClientLists, 'keep'>): Promise<void> {
  const there = await known.keep(lists);
  const unknown = lists.findIndex((id) => !there.has(id));
  if (unknown !== -1) throw invalid(`priority.lists.${unknown}`, 'unknown-list', { id: lists[unknown] ?? '' });
}

/** An unanswered call hears nothing of ours, and no key comes through. */
function checkRinging({ greeting, music, announcements, keys, longestWaitSec }: QueueSettings): void {
  if (longestWaitSec * 1000 > RINGS_AT_MOST_MS) throw invalid('longestWaitSec', 'rings-too-long', { mostSec: RINGS_AT_MOST_MS / 1000 });
  const said = Object.entries({ greeting, music, announcements }).find(([, given]) => given !== null)?.[0] ?? (Object.keys(keys).length > 0 ? 'keys' : null);
  if (said !== null) throw invalid(said, 'ringing-says-nothing');
}

/**
 * Where it sends its callers: to queues that there are, and in no circle; to numbers that may be dialed.
 * @param all the client's other queues, under their locks
 */
export function checkWaysOut(id: string, queue: QueueSettings, all: readonly Queue[], reach: Reach, switchId: string): void {
  for (const { path, to } of waysOut(queue)) {
    if (to.kind === 'queue' && to.queueId !== id && !all.some((other) => other.id === to.queueId)) throw invalid(`${path}.queueId`, 'unknown-queue', { id: to.queueId });
    if (to.kind === 'number') checkNumber(path, to, reach, switchId);
  }
  const circle = overflowCircle(id, (one) => one === id ? queue.overflow : all.find((other) => other.id === one)?.overflow ?? null);
  if (circle === null) return;
  const nameOf = (one: string): string => one === id ? 'this one' : `“${all.find((other) => other.id === one)?.name ?? one}”`;
  throw invalid('overflow', 'overflows-in-a-circle', { queues: circle.map(nameOf) });
}

function checkNumber(path: string, { number, gateway }: Extract<WayOut, { kind: 'number' }>, reach: Reach, switchId: string): void {
  const refusal = reach(number, gateway);
  if (refusal === null) return;
  if (refusal === 'unknown-gateway') throw invalid(`${path}.gateway`, 'unknown-gateway', { gateway: gateway ?? '', switchId });
  if (gateway === null) throw invalid(`${path}.number`, 'no-gateway-would-call', { phone: number, refusal });
  throw invalid(`${path}.number`, 'gateway-would-not-call', { gateway, phone: number, refusal });
}
