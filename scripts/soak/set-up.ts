import type { ImportView } from '@paceline/contracts/imports';
import { ApiClient } from '../demo/api-client';
import { extensionOf } from '../system/switch';
import { RETRY_RULES, listOf } from './people';
import { phoneOf } from './phones';
import type { SoakQueue } from './queues';
import { SoakAgent } from './soak-agent';

const PASSWORD = 'soak-only-password';
const IMPORT_WITHIN_MS = 300_000;
/** That all campaigns show. */
const CALLER_NUMBER = '12125550100';

export interface SoakCampaign { readonly id: string; readonly name: string; readonly line: string }

const CAMPAIGNS = [
  { name: 'progressive', mode: 'progressive', record: false },
  { name: 'predictive', mode: 'predictive', record: false },
  { name: 'predictive, recorded', mode: 'predictive', record: true },
] as const;

/** A list and a campaign for each of the kinds above, through the API. */
export async function makeCampaigns(manager: ApiClient, gateway: string): Promise<SoakCampaign[]> {
  const campaigns: SoakCampaign[] = [];
  for (const [index, kind] of CAMPAIGNS.entries()) {
    const list = await manager.post<{ id: string }>('/lists', { name: kind.name });
    const upload = await manager.upload<ImportView>(`/lists/${list.id}/imports`, 'people.csv', listOf(index, CAMPAIGNS.length), { country: 'US' });
    const done = await imported(manager, upload.id);
    if (done.rejected > 0) throw new Error(`${done.rejected} rows of the list were rejected`);
    campaigns.push(await manager.post<SoakCampaign>('/campaigns', {
      ...kind, purpose: 'sales', delivery: 'agent', lists: [{ listId: list.id, priority: 1 }], gateways: [gateway], callerNumber: CALLER_NUMBER, ringTimeoutSec: 15, maxCallSec: 60, wrapUpSec: 4,
      abandonTargetRatio: 0.03, maxLinesPerAgent: 3, retryRules: RETRY_RULES,
    }));
  }
  return campaigns;
}

/**
 * Agents of every campaign; one in four serves two of them, and one in five a queue as well. Whoever never answers takes callers alone:
 * they wait, as those whom we call may not.
 */
export async function makeAgents(
  manager: ApiClient, apiUrl: string, count: number, campaigns: readonly SoakCampaign[], queues: readonly SoakQueue[], rng: () => number, failed: (error: Error) => void,
): Promise<SoakAgent[]> {
  const agents: SoakAgent[] = [];
  for (let index = 0; index < count; index++) {
    const username = `agent-${index}`;
    const user = await manager.post<{ id: string }>('/users', { username, password: PASSWORD, role: 'agent' });
    const { legMode, isAnswered } = phoneOf(index);
    const served = isAnswered ? [campaigns[index % campaigns.length], ...(index % 4 === 0 ? [campaigns[(index + 1) % campaigns.length]] : [])] : [];
    const lines = [...served, ...(index % 5 === 0 ? [queues[(index / 5) % queues.length]] : [])].flatMap((one) => one?.line ?? []);
    const agent = await manager.post<{ id: string }>('/agents', { userId: user.id, name: `Agent ${index}`, legMode, legKind: 'extension', legAddress: extensionOf(index), lines });
    const client = await ApiClient.login(apiUrl, username, PASSWORD);
    agents.push(new SoakAgent(client, agent.id, rng, failed));
  }
  for (const { id } of campaigns) await manager.post(`/campaigns/${id}/who-called`);
  return agents;
}

async function imported(manager: ApiClient, id: string): Promise<ImportView> {
  for (const deadline = Date.now() + IMPORT_WITHIN_MS; ;) {
    const view = await manager.get<ImportView>(`/imports/${id}`);
    if (view.state === 'done') return view;
    if (view.state === 'failed' || Date.now() > deadline) throw new Error(`the import is ${view.state}: ${view.error?.detail ?? 'it takes too long'}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
