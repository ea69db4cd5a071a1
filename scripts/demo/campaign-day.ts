import { io } from 'socket.io-client';
import { REALTIME_NAMESPACE, type SequencedEvent, type Snapshot } from '@paceline/contracts/live';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import type { GatewayView } from '@paceline/contracts/gateways';
import type { ImportView } from '@paceline/contracts/imports';
import { ownNumber } from '../system/caller-number';
import { AgentRobot } from './agent-robot';
import { ApiClient } from './api-client';
import type { CampaignNews } from './progress';

const PASSWORD = 'demo-only-password';

export interface DayOptions {
  readonly apiUrl: string;
  readonly admin: { readonly username: string; readonly password: string };
  readonly csv: string;
  readonly agents: readonly { readonly legKind: 'extension' | 'gateway'; readonly legAddress: string; readonly legGateway: string | null }[];
  readonly gateway: string;
  /** What the gateway must be allowed, two letters. */
  readonly country: string;
  readonly say: (line: string) => void;
  readonly progress: (news: CampaignNews) => void;
  readonly withinMs: number;
}

export interface DayResult {
  readonly campaignId: string;
  readonly import: ImportView;
  readonly agentsMax: number;
  readonly agentIds: readonly string[];
}

/** What a manager and their agents do in a day, through the API alone: upload, set up, sign in, start, talk, finish. */
export async function runDay(options: DayOptions): Promise<DayResult> {
  const manager = await ApiClient.login(options.apiUrl, options.admin.username, options.admin.password);
  await allowCountry(manager, options);
  const imported = await importList(manager, options);
  const campaign = await createCampaign(manager, options, imported.listId);
  const robots = await signInAgents(manager, options, campaign);

  let agentsMax = 0;
  let lastNews: CampaignNews | null = null;
  const trouble: Error[] = [];
  const live = listen(options.apiUrl, manager.token, (event) => {
    for (const robot of robots) robot.heard(event);
    if (event.type !== 'campaign' || event.campaignId !== campaign.id) return;
    agentsMax = Math.max(agentsMax, event.agents.idle + event.agents.reserved + event.agents.talking + event.agents.wrapUp);
    lastNews = event;
    options.progress(event);
  }, (error) => { trouble.push(error); });
  for (const robot of robots) robot.failed = (error) => { trouble.push(error); };
  try {
    await manager.post(`/campaigns/${campaign.id}/start`);
    options.say(`campaign "${campaign.name}" is running: predictive, ${robots.length} agents`);
    await untilCompleted(manager, campaign.id, options.withinMs, trouble);
    // The row is ahead of the news: the last line shows how it ended.
    await poll(async () => lastNews?.status, (status) => status === 'completed', 10_000);
  } finally {
    live.close();
    for (const robot of robots) robot.stop();
  }
  for (const robot of robots) await robot.client.post('/agent/sign-out');
  return { campaignId: campaign.id, import: imported, agentsMax, agentIds: robots.map((robot) => robot.agentId) };
}

/** A fresh installation may dial nothing; the demo's administrator names the one country of its list. */
async function allowCountry(manager: ApiClient, { gateway, country, say }: DayOptions): Promise<void> {
  const { allowedCountries } = await manager.get<GatewayView>(`/gateways/${gateway}`);
  if (allowedCountries.includes(country)) return;
  await manager.patch(`/gateways/${gateway}`, { allowedCountries: [...allowedCountries, country] });
  say(`gateway ${gateway} may dial: ${[...allowedCountries, country].join(', ')}`);
}

async function importList(manager: ApiClient, options: DayOptions): Promise<ImportView> {
  const list = await manager.post<{ id: string }>('/lists', { name: `Sample list ${stamp()}` });
  const upload = await manager.upload<ImportView>(`/lists/${list.id}/imports`, 'sample.csv', options.csv, { country: 'US' });
  const done = await poll(() => manager.get<ImportView>(`/imports/${upload.id}`), (view) => view.state === 'done' || view.state === 'failed', 60_000);
  if (done.state === 'failed') throw new Error(`The import failed: ${done.error?.detail ?? 'no reason given'}`);
  options.say(`list imported: ${done.imported} new contacts, ${done.known} known already, ${done.duplicates} repeated, ${done.rejected} rows rejected`);
  return done;
}

/** Customers talk for seconds instead of minutes, so waits and wrap-up are seconds too. */
async function createCampaign(manager: ApiClient, options: DayOptions, listId: string): Promise<{ id: string; name: string; line: string }> {
  const seconds = (waitSec: number) => ({ maxAttempts: 2, waitSec });
  return await manager.post('/campaigns', {
    name: `Spring offer ${stamp()}`, purpose: 'sales', delivery: 'agent', mode: 'predictive', lists: [{ listId, priority: 1 }], gateways: [options.gateway], callerNumber: await ownNumber(manager),
    ringTimeoutSec: 15, maxCallSec: 120, wrapUpSec: 5, record: true, abandonTargetRatio: 0.03, maxLinesPerAgent: 3,
    retryRules: {
      maxAttempts: 2, byDisposition: { 'call-again': seconds(5) },
      byOutcome: { 'busy': seconds(5), 'congestion': seconds(3), 'handoff-failed': seconds(1) },
    },
  });
}

async function signInAgents(manager: ApiClient, options: DayOptions, campaign: { readonly line: string }): Promise<AgentRobot[]> {
  const robots: AgentRobot[] = [];
  for (const [index, leg] of options.agents.entries()) {
    const username = `agent-${index + 1}-${stamp()}`;
    const user = await manager.post<{ id: string }>('/users', { username, password: PASSWORD, role: 'agent' });
    const agent = await manager.post<{ id: string }>('/agents', { userId: user.id, name: `Agent ${index + 1}`, ...leg, lines: [campaign.line] });
    const client = await ApiClient.login(options.apiUrl, username, PASSWORD);
    await client.post('/agent/sign-in', { status: 'available' });
    robots.push(new AgentRobot(client, agent.id, 150 + index * 40));
  }
  await poll(() => Promise.all(robots.map((robot) => robot.client.get<{ agent: { live: { legUp: boolean } | null } }>('/agent'))),
    (sessions) => sessions.every((session) => session.agent.live?.legUp === true), 30_000);
  options.say(`${robots.length} agents are signed in and their phones are connected`);
  return robots;
}

function listen(apiUrl: string, token: string, heard: (event: RealtimeEvent) => void, failed: (error: Error) => void): { close: () => void } {
  const socket = io(`${apiUrl}${REALTIME_NAMESPACE}`, { auth: { token }, transports: ['websocket'] });
  let last: string | null = null;
  socket.on('connect', () => { socket.emit('resume', { after: last }); });
  socket.on('snapshot', (snapshot: Snapshot) => { last = snapshot.id; });
  socket.on('event', (event: SequencedEvent) => { last = event.id; heard(event.event); });
  socket.on('problem', (problem: { detail: string }) => { failed(new Error(problem.detail)); });
  return { close: () => { socket.close(); } };
}

async function untilCompleted(manager: ApiClient, campaignId: string, withinMs: number, trouble: readonly Error[]): Promise<void> {
  await poll(async () => {
    const first = trouble[0];
    if (first !== undefined) throw first;
    return await manager.get<{ status: string }>(`/campaigns/${campaignId}`);
  }, (campaign) => campaign.status === 'completed', withinMs);
}

async function poll<T>(ask: () => Promise<T>, done: (answer: T) => boolean, withinMs: number): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Not reached within ${withinMs / 1000} s: ${JSON.stringify(answer).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function stamp(): string {
  return Date.now().toString(36);
}
