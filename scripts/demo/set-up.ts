import type { GatewayView } from '@paceline/contracts/gateways';
import type { ImportView } from '@paceline/contracts/imports';
import type { InboundNumberView } from '@paceline/contracts/inbound';
import { AgentRobot } from './agent-robot';
import { ApiClient } from './api-client';
import { poll } from './poll';

const PASSWORD = 'demo-only-password';
/** That the campaign shows; at the next ones callers reach the queues. */
export const CALLER_NUMBER = '+12125550101';

export interface DemoLine { readonly id: string; readonly line: string; readonly name: string }

/** Two queues with targets of their own; seconds, where a call centre has minutes. */
export const QUEUES = [
  {
    name: 'Support', number: '+12125550199', share: 0.6,
    settings: {
      serviceLevelRatio: 0.8, serviceLevelSec: 4, shortAbandonSec: 1, longestWaitSec: 60, wrapUpSec: 5, maxCallSec: 120, record: true,
      greeting: { en: 'please-wait-en.wav' }, announcements: { everySec: 10 },
    },
  },
  { name: 'Sales', number: '+12125550100', share: 0.4, settings: { serviceLevelRatio: 0.9, serviceLevelSec: 2, longestWaitSec: 60, wrapUpSec: 5, maxCallSec: 120, priority: { queuePoints: 3 } } },
] as const;

/** A fresh installation may dial nothing; the demo's administrator names the one country of its list. */
export async function allowCountry(manager: ApiClient, { gateway, country, say }: { readonly gateway: string; readonly country: string; readonly say: (line: string) => void }): Promise<void> {
  const { allowedCountries } = await manager.get<GatewayView>(`/gateways/${gateway}`);
  if (allowedCountries.includes(country)) return;
  await manager.patch(`/gateways/${gateway}`, { allowedCountries: [...allowedCountries, country] });
  say(`gateway ${gateway} may dial: ${[...allowedCountries, country].join(', ')}`);
}

export async function importList(manager: ApiClient, csv: string): Promise<ImportView> {
  const list = await manager.post<{ id: string }>('/lists', { name: `Sample list ${stamp()}` });
  const upload = await manager.upload<ImportView>(`/lists/${list.id}/imports`, 'sample.csv', csv, { country: 'US' });
  const done = await poll(() => manager.get<ImportView>(`/imports/${upload.id}`), (view) => view.state === 'done' || view.state === 'failed', 60_000);
  if (done.state === 'failed') throw new Error(`The import failed: ${done.error?.detail ?? 'no reason given'}`);
  return done;
}

/** Each with a number of its own that leads to it at once. */
export async function createQueues(manager: ApiClient): Promise<DemoLine[]> {
  const made: DemoLine[] = [];
  for (const { name, number, settings } of QUEUES) {
    const queue = await manager.post<{ id: string; line: string }>('/queues', { name: `${name} ${stamp()}`, ...settings });
    const flow = await manager.post<{ id: string }>('/flows', {
      name: `${name} ${stamp()}`,
      draft: { languages: ['en'], start: 'queue', emergency: 'closed', nodes: { queue: { kind: 'queue', queueId: queue.id }, closed: { kind: 'end', say: { en: 'no-agent-en.wav' } } } },
    });
    await manager.post(`/flows/${flow.id}/publish`);
    await giveNumber(manager, name, number, flow.id);
    made.push({ id: queue.id, line: queue.line, name });
  }
  return made;
}

/** A database that is kept knows the number of an earlier run. */
async function giveNumber(manager: ApiClient, name: string, number: string, flowId: string): Promise<void> {
  const known = await manager.get<{ items: InboundNumberView[] }>('/inbound-numbers?limit=200');
  const before = known.items.find((one) => one.number === number);
  if (before === undefined) await manager.post('/inbound-numbers', { number, name, flowId, maxCalls: 500 });
  else await manager.patch(`/inbound-numbers/${before.id}`, { flowId });
}

/** Whoever calls back the campaign's number hears who called, and reaches its agents. */
export async function letCallBack(manager: ApiClient, campaignId: string): Promise<void> {
  await manager.post(`/campaigns/${campaignId}/who-called`);
}

/** Customers talk for seconds instead of minutes, so waits and wrap-up are seconds too. */
export async function createCampaign(manager: ApiClient, listId: string, gateway: string): Promise<DemoLine> {
  const seconds = (waitSec: number) => ({ maxAttempts: 2, waitSec });
  return await manager.post('/campaigns', {
    name: `Spring offer ${stamp()}`, purpose: 'sales', delivery: 'agent', mode: 'predictive', lists: [{ listId, priority: 1 }], gateways: [gateway], callerNumber: CALLER_NUMBER.slice(1),
    ringTimeoutSec: 15, maxCallSec: 120, wrapUpSec: 5, record: true, abandonTargetRatio: 0.03, maxLinesPerAgent: 3,
    retryRules: {
      maxAttempts: 2, byDisposition: { 'call-again': seconds(5) },
      byOutcome: { 'busy': seconds(5), 'congestion': seconds(3), 'handoff-failed': seconds(1) },
    },
  });
}

export interface DemoPhone { readonly legKind: 'extension' | 'gateway'; readonly legAddress: string; readonly legGateway: string | null }

/** All of them serve all lines. */
export async function createAgents(manager: ApiClient, apiUrl: string, phones: readonly DemoPhone[], lines: readonly DemoLine[]): Promise<AgentRobot[]> {
  const robots: AgentRobot[] = [];
  for (const [index, phone] of phones.entries()) {
    const username = `agent-${index + 1}-${stamp()}`;
    const user = await manager.post<{ id: string }>('/users', { username, password: PASSWORD, role: 'agent' });
    const agent = await manager.post<{ id: string }>('/agents', { userId: user.id, name: `Agent ${index + 1}`, ...phone, lines: lines.map(({ line }) => line) });
    robots.push(new AgentRobot(await ApiClient.login(apiUrl, username, PASSWORD), agent.id, 150 + index * 40));
  }
  return robots;
}

export async function signIn(robots: readonly AgentRobot[]): Promise<void> {
  for (const { client } of robots) await client.post('/agent/sign-in', { status: 'available' });
  await poll(() => Promise.all(robots.map((robot) => robot.client.get<{ agent: { live: { legUp: boolean } | null } }>('/agent'))),
    (sessions) => sessions.every((session) => session.agent.live?.legUp === true), 30_000);
}

function stamp(): string {
  return Date.now().toString(36);
}
