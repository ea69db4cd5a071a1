import type { QueueCallbackView } from '@paceline/contracts/queue-callbacks';
import type { ApiClient } from '../demo/api-client';
import { CALLBACK_KEY, VOICEMAIL_KEY } from './callers';

export interface SoakQueue { readonly id: string; readonly line: string; readonly number: string }

const LONGEST_WAIT_SEC = 30;
const LONGEST_MESSAGE_SEC = 15;
const MESSAGE = { kind: 'voicemail', say: { en: 'say-en-leave-message.wav' }, longestSec: LONGEST_MESSAGE_SEC } as const;

/** Callers whom nobody takes leave a message; who wants to is called back, and waits no less for that. */
const SETTINGS = {
  greeting: { en: 'please-wait-en.wav' }, announcements: { everySec: 10 }, longestWaitSec: LONGEST_WAIT_SEC, longestQueue: 200, wrapUpSec: 4, maxCallSec: 60,
  overflow: { waitedTooLong: MESSAGE, full: MESSAGE }, keys: { [CALLBACK_KEY]: { kind: 'callback' }, [VOICEMAIL_KEY]: MESSAGE },
  callback: { tries: 2, retrySec: 60, expiresSec: 600, ringTimeoutSec: 15 },
};
const QUEUES = [
  { name: 'Support', number: '12125550101', settings: { ...SETTINGS, priority: { abandonedPoints: 20, abandonedWithinSec: 120 }, record: true } },
  { name: 'Sales', number: '12125550102', settings: { ...SETTINGS, strategy: 'round-robin', lastAgentFirstSec: 5 } },
] as const;

/** Each with a number that leads to it. */
export async function makeQueues(manager: ApiClient): Promise<SoakQueue[]> {
  const queues: SoakQueue[] = [];
  for (const { name, number, settings } of QUEUES) {
    const queue = await manager.post<{ id: string; line: string }>('/queues', { name, ...settings });
    const draft = { languages: ['en'], start: 'queue', emergency: 'closed', nodes: { queue: { kind: 'queue', queueId: queue.id }, closed: { kind: 'end', say: { en: 'no-agent-en.wav' } } } };
    const flow = await manager.post<{ id: string }>('/flows', { name, draft });
    await manager.post(`/flows/${flow.id}/publish`);
    await manager.post('/inbound-numbers', { number: `+${number}`, name, flowId: flow.id, maxCalls: 500 });
    queues.push({ ...queue, number });
  }
  return queues;
}

/** Nobody is called back any more; those who are being called are left to their call. */
export async function callNobodyBack(manager: ApiClient, queues: readonly SoakQueue[]): Promise<void> {
  for (const { id } of queues) {
    const { items } = await manager.get<{ items: QueueCallbackView[] }>(`/queues/${id}/callbacks`);
    for (const wish of items.filter(({ state }) => state === 'waiting')) await manager.delete(`/queues/${id}/callbacks/${wish.id}`).catch(() => undefined); // it has come up meanwhile
  }
}
