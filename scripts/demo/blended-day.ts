import { io } from 'socket.io-client';
import { REALTIME_NAMESPACE, type SequencedEvent, type Snapshot } from '@paceline/contracts/live';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import type { ImportView } from '@paceline/contracts/imports';
import { ApiClient } from './api-client';
import { callersOf } from './callers';
import { CallingIn } from './calling-in';
import { poll } from './poll';
import type { CampaignNews, QueueNews, QueueProgress } from './progress';
import type { PublicNetwork } from './public-network';
import { QUEUES, allowCountry, createCampaign, createAgents, createQueues, importList, letCallBack, signIn, type DemoLine, type DemoPhone } from './set-up';

/** Behind the campaign's end. */
const LAST_CALLERS_WITHIN_MS = 60_000;

export interface DayOptions {
  readonly apiUrl: string;
  readonly admin: { readonly username: string; readonly password: string };
  readonly csv: string;
  readonly agents: readonly DemoPhone[];
  readonly gateway: string;
  /** What the gateway must be allowed, two letters. */
  readonly country: string;
  /** Null: nobody calls in. */
  readonly network: ((failed: (error: Error) => void) => Promise<PublicNetwork>) | null;
  /** Sees to it that the queues had callers the day before. */
  readonly hadYesterday: (queues: readonly DemoLine[], agentIds: readonly string[]) => Promise<void>;
  readonly callers: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly progress: (news: CampaignNews, queues: readonly QueueProgress[]) => void;
  readonly withinMs: number;
}

export interface DayResult {
  readonly campaign: DemoLine;
  readonly queues: readonly DemoLine[];
  readonly import: ImportView;
  readonly agentsMax: number;
  readonly agentIds: readonly string[];
  /** From the campaign's start until everything was over. */
  readonly from: Date;
  readonly to: Date;
  /** How many called in. */
  readonly callers: number;
}

/** What a manager, their agents and their callers do in a day, through the API: upload, set up, sign in, start, talk, finish. */
export async function runDay(options: DayOptions): Promise<DayResult> {
  const manager = await ApiClient.login(options.apiUrl, options.admin.username, options.admin.password);
  const { say } = options;
  await allowCountry(manager, options);
  const imported = await importList(manager, options.csv);
  say(`list imported: ${imported.imported} new contacts, ${imported.known} known already, ${imported.duplicates} repeated, ${imported.rejected} rows rejected`);
  const queues = await createQueues(manager);
  const campaign = await createCampaign(manager, imported.listId, options.gateway);
  const robots = await createAgents(manager, options.apiUrl, options.agents, [campaign, ...queues]);
  await letCallBack(manager, campaign.id);
  await options.hadYesterday(queues, robots.map(({ agentId }) => agentId));
  await signIn(robots);
  say(`${robots.length} agents are signed in and their phones are connected: each serves the campaign and both queues`);

  const trouble: Error[] = [];
  const failed = (error: Error): void => { trouble.push(error); };
  for (const robot of robots) robot.failed = failed;
  const network = await options.network?.(failed) ?? null;
  const callers = network === null ? [] : callersOf(options.callers, QUEUES, options.seed);
  let callingIn: CallingIn | null = null;
  let [from, to] = [new Date(), new Date()];
  let agentsMax = 0;
  let lastNews: CampaignNews | null = null;
  const queueNews = new Map<string, QueueNews>();
  const live = listen(options.apiUrl, manager.token, (event) => {
    for (const robot of robots) robot.heard(event);
    if (event.type === 'call') callingIn?.heard(event);
    if (event.type === 'queue') queueNews.set(event.queueId, event);
    if (event.type !== 'campaign' || event.campaignId !== campaign.id) return;
    agentsMax = Math.max(agentsMax, event.agents.idle + event.agents.reserved + event.agents.talking + event.agents.wrapUp);
    lastNews = event;
    options.progress(event, queues.map(({ id, name }) => ({ name, now: queueNews.get(id) ?? null })));
  }, failed);
  try {
    from = new Date();
    await manager.post(`/campaigns/${campaign.id}/start`);
    say(`campaign "${campaign.name}" is running: predictive; ${callers.length} callers come meanwhile`);
    if (network !== null) callingIn = new CallingIn(callers, network, failed);
    await untilCompleted(manager, campaign.id, options.withinMs, trouble);
    // The row is ahead of the news: the last line shows how it ended.
    await poll(async () => lastNews?.status, (status) => status === 'completed', 10_000);
    await poll(async () => { raise(trouble); return callingIn?.left ?? 0; }, (left) => left === 0, LAST_CALLERS_WITHIN_MS);
    await poll(() => Promise.all(robots.map((robot) => robot.client.get<{ agent: { live: { state: string } | null } }>('/agent'))),
      (sessions) => sessions.every(({ agent }) => agent.live?.state === 'idle'), LAST_CALLERS_WITHIN_MS);
    to = new Date();
  } finally {
    live.close();
    for (const robot of robots) robot.stop();
    await (callingIn?.stop() ?? network?.close());
  }
  for (const robot of robots) await robot.client.post('/agent/sign-out');
  return { campaign, queues, import: imported, agentsMax, agentIds: robots.map((robot) => robot.agentId), from, to, callers: callers.length };
}

export function listen(apiUrl: string, token: string, heard: (event: RealtimeEvent) => void, failed: (error: Error) => void): { close: () => void } {
  const socket = io(`${apiUrl}${REALTIME_NAMESPACE}`, { auth: { token }, transports: ['websocket'] });
  let last: string | null = null;
  socket.on('connect', () => { socket.emit('resume', { after: last }); });
  socket.on('snapshot', (snapshot: Snapshot) => { last = snapshot.id; });
  socket.on('event', (event: SequencedEvent) => { last = event.id; heard(event.event); });
  socket.on('problem', (problem: { detail: string }) => { failed(new Error(problem.detail)); });
  return { close: () => { socket.close(); } };
}

export async function untilCompleted(manager: ApiClient, campaignId: string, withinMs: number, trouble: readonly Error[]): Promise<void> {
  await poll(async () => {
    raise(trouble);
    return await manager.get<{ status: string }>(`/campaigns/${campaignId}`);
  }, (campaign) => campaign.status === 'completed', withinMs);
}

function raise(trouble: readonly Error[]): void {
  const [first] = trouble;
  if (first !== undefined) throw first;
}
