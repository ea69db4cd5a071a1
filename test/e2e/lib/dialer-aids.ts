import type { CampaignStatus } from '@paceline/domain/campaign/life';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import { AgentLine, Campaign, Gateway, TalkRepository, rows, type Agent, type Talk } from '@paceline/persistence';
import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { EventStream, producerConnection } from '@paceline/queues';
import type { CallRecord, DeclaredCallee } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import type { Violation } from '../../../scripts/invariants/check';
import { judge } from '../../../scripts/invariants/judge';
import type { DialerRig } from './dialer-rig';

export type CampaignNews = Extract<RealtimeEvent, { type: 'campaign' }>;

/** Answers after 50 ms and talks for so long; hangs up when nobody comes for 15 s. */
export function talker(number: RegExp, talkMs: number, ringMs = 50, patienceMs = 15_000): DeclaredCallee {
  return { number, behaviour: { kind: 'answers', progress: 'ringing', ringMs, farewell: { kind: 'after-talk', patienceMs, talkMs } } };
}

export const SHORT_TALK = talker(/^\+1415600\d{4}$/, 200);
export const LONG_TALK = talker(/^\+1415601\d{4}$/, 4_000);
export const RINGS_ON: DeclaredCallee = { number: /^\+1415602\d{4}$/, behaviour: { kind: 'never-answers', givesUpMs: 60_000 } };
/** Numbers of one of these kinds. */
export const numbers = (kind: 'short-talk' | 'long-talk' | 'rings-on', count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => `+1415${{ 'short-talk': 600, 'long-talk': 601, 'rings-on': 602 }[kind]}${String(from + index).padStart(4, '0')}`);

/** The gateway as it is set when the worker starts; later changes take effect within seconds. */
export async function setGateway(rig: DialerRig, settings: Partial<Gateway> & Pick<Gateway, 'callsPerSec' | 'maxLines'>, name = 'carrier'): Promise<void> {
  await rig.dataSource.manager.upsert(Gateway, { name, switchId: 'main', allowedCountries: ['US'], allowedPrefixes: [], allowedNumbers: [], shortNumbers: [], enabled: true, ...settings }, ['switchId', 'name']);
}

/** As the API does it: the row, then the command. */
export async function setStatus(rig: DialerRig, campaign: Campaign, status: CampaignStatus): Promise<void> {
  await rig.dataSource.manager.update(Campaign, { id: campaign.id }, { status });
  const { state } = await rig.command('campaign-changed', { campaignId: campaign.id, byUserId: '1' });
  if (state !== 'done') throw new Error(`campaign-changed is ${state}`);
}

/** These agents serve these campaigns and no other. */
export async function serve(rig: DialerRig, agents: readonly Agent[], campaigns: readonly Campaign[]): Promise<void> {
  for (const agent of agents) {
    await rig.dataSource.manager.delete(AgentLine, { agentId: agent.id });
    for (const campaign of campaigns) await rig.dataSource.manager.insert(AgentLine, { agentId: agent.id, line: lineOfCampaign(campaign.id) });
    await rig.command('agent-lines', { agentId: agent.id, byUserId: agent.userId });
  }
}

/** INVITEs to the network, in order. */
export function invitesOf(rig: DialerRig): readonly CallRecord[] {
  return rig.simulated.invites.filter((invite) => invite.gateway !== '');
}

/** What does not hold of these campaigns (of all when none is named), which must be over; INVITEs that belong to no row at all are among it. */
export async function violations(rig: DialerRig, ...campaigns: readonly Campaign[]): Promise<readonly Violation[]> {
  return (await judge(rig, 'at-rest', campaigns.length === 0 ? null : campaigns.map(({ id }) => id))).violations;
}

/** What does not hold while calls go on, of all campaigns. */
export async function violationsWhileRunning(rig: DialerRig): Promise<readonly Violation[]> {
  return (await judge(rig, 'running', null)).violations;
}

/** Who talked on a call, in order. */
export async function talksOf(rig: DialerRig, callId: string): Promise<Talk[]> {
  return await new TalkRepository(rig.dataSource).ofCall(callId);
}

/** Nothing of the campaign is on its way: every call that was planned has ended and is settled. */
export async function settled(rig: DialerRig, campaign: Campaign): Promise<void> {
  await waitFor('every call of the campaign is settled', async () => (await rig.calls(campaign)).every((call) => call.settledAt !== null));
}

/** The agent's leg that is up now. */
export async function legOf(rig: DialerRig, agent: Agent): Promise<string> {
  return await waitFor('the agent\'s leg is up', async () => {
    const [row] = await rows<{ id: string | null }>(rig.dataSource, 'SELECT leg_channel_id AS id FROM agents WHERE id = ?', [agent.id]);
    return rig.simulated.channels.some((channel) => channel.channelId === row?.id && channel.callState === 'ACTIVE') && row?.id;
  });
}

/** What the screens were told of a campaign, oldest first. */
export async function newsOf(rig: DialerRig, campaign: Campaign): Promise<readonly CampaignNews[]> {
  return (await liveEvents(rig)).filter((event): event is CampaignNews => event.type === 'campaign' && event.campaignId === campaign.id);
}

/** Everything that the screens were told. */
export async function liveEvents(rig: DialerRig): Promise<readonly RealtimeEvent[]> {
  const redis = producerConnection(rig.environment.REDIS_URL);
  await redis.connect();
  try {
    const entries = await new EventStream(redis, rig.environment.REDIS_PREFIX).since('0-0', 20_000) ?? [];
    return entries.map(({ event }) => event);
  } finally {
    redis.disconnect();
  }
}

/** News of the campaign for which this holds, once there is some. */
export async function news(rig: DialerRig, campaign: Campaign, what: string, holds: (news: CampaignNews) => boolean): Promise<CampaignNews> {
  return await waitFor(`news that ${what}`, async () => (await newsOf(rig, campaign)).find(holds), { everyMs: 50 });
}

/** Most of these that fall into one window of this length. */
export function mostWithin(windowMs: number, instantsMs: readonly number[]): number {
  return Math.max(0, ...instantsMs.map((from) => instantsMs.filter((at) => at >= from && at < from + windowMs).length));
}

/** Most INVITEs that were on the network at once. */
export function mostAtOnce(invites: readonly CallRecord[]): number {
  return Math.max(0, ...invites.map(({ atMs }) => invites.filter((other) => other.atMs <= atMs && (other.endedAtMs ?? Number.POSITIVE_INFINITY) > atMs).length));
}
