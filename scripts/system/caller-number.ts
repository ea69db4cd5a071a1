import type { ApiClient } from '../demo/api-client';

/** Heard by whoever calls back: among the prompts that come with Paceline. */
const WHO_CALLED = 'safe-harbour-en.wav';

/**
 * The number that a demonstration's campaigns show, as digits: whoever calls it back hears who called. One that an earlier run has
 * set up stays as it is.
 */
export async function ownNumber(manager: ApiClient): Promise<string> {
  const digits = '12125550100';
  const { items } = await manager.get<{ items: readonly { number: string }[] }>('/inbound-numbers');
  if (items.some(({ number }) => number === `+${digits}`)) return digits;
  const draft = { languages: ['en'], start: 'who-called', emergency: 'who-called', nodes: { 'who-called': { kind: 'end', say: { en: WHO_CALLED } } } };
  const flow = await manager.post<{ id: string }>('/flows', { name: `Who called, +${digits}`, draft });
  await manager.post(`/flows/${flow.id}/publish`);
  await manager.post('/inbound-numbers', { number: `+${digits}`, name: 'Calls back', flowId: flow.id });
  return digits;
}
