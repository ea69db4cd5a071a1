import { legsTogether } from '@paceline/domain/call/legs';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { isOver } from '@paceline/domain/call/unseen';
import type { Line } from '@paceline/domain/routing/line-policy';
import { ClientCampaigns, SwitchAgents, type Call, type KeptInterview, type KeypadInterviews, type Talk, type TalkRepository } from '@paceline/persistence';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { AgentLegs } from '../agents/agent-legs';
import type { Bridging } from '../calls/bridging';
import type { CallEnding } from '../calls/call-ending';
import type { CallFlow } from '../calls/call-flow';
import type { CallJournal } from '../calls/call-journal';
import type { PlanOf } from '../calls/call-plan';
import type { CallRegistry } from '../calls/call-registry';
import { interviewNow } from '../calls/interview-book';
import type { LiveCall, PromisedAgent } from '../calls/live-call';
import type { LongestCall } from '../calls/longest-call';
import { listenerOf } from '../calls/caller-now';
import { reviveCall } from '../calls/revive-call';
import type { OnDemandPhones } from '../calls/on-demand-phones';
import type { SafeHarbour } from '../calls/safe-harbour';
import type { EarlierCallers } from '../callers/earlier-callers';
import type { AfterCallDesk } from '../callers/after-call-desk';
import type { FlowTrialDesk } from '../callers/flow-trials';
import type { MachineDesk } from '../callers/machine-desk';
import type { Reception } from '../callers/reception';
import { gatewayOf } from '../dialing/agent-endpoint';
import { lineOf } from '../lines/line-of';
import { eachOf } from '../context/each-of';
import type { OwnerContext } from '../context/owner-context';
import type { StrayChannels } from './stray-channels';

interface View {
  readonly channels: ReadonlyMap<string, SwitchChannel>;
  readonly listedAtMs: number;
  readonly startedAtMs: number;
  readonly afresh: boolean;
}

export interface ReconcilerParts {
  readonly registry: CallRegistry;
  readonly legs: AgentLegs;
  readonly phones: Pick<OnDemandPhones, 'all' | 'find' | 'compare'>;
  readonly journal: Pick<CallJournal, 'record'>;
  readonly talks: Pick<TalkRepository, 'lastOf'>;
  readonly ending: CallEnding;
  readonly flow: CallFlow;
  readonly bridging: Pick<Bridging, 'watch'>;
  readonly safeHarbour: SafeHarbour;
  readonly planOf: PlanOf;
  readonly longest: LongestCall;
  readonly strays: Pick<StrayChannels, 'endAmong'>;
  readonly trials: Pick<FlowTrialDesk, 'found'>;
  readonly afterCalls: Pick<AfterCallDesk, 'found'>;
  readonly machines: Pick<MachineDesk, 'found'>;
  readonly interviews: Pick<KeypadInterviews, 'open'>;
  readonly reception: Pick<Reception, 'found'>;
  readonly earlierCallers: Pick<EarlierCallers, 'lineOf' | 'revive'>;
}

/**
 * The rows, the owner's memory and the switch are brought to agree: when the switch is taken, after each
 * reconnect, and now and then. The switch is the reality; a channel of ours that no row wants is ended.
 */
export class Reconciler {
  /** Rows of an earlier owner that have our fence, and are not followed yet. */
  private readonly madeOurs = new Set<string>();
  /** What is heard of an earlier owner's calls while they are taken over. */
  private readonly meanwhile = new Map<string, ChannelEvent[]>();

  constructor(private readonly owner: Pick<OwnerContext, 'calls' | 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'switchPort'>, private readonly parts: ReconcilerParts) {}

  /**
   * @param afresh the switch was not heard for a while: what it says now goes before what we remember
   * @param startedAtMs when the switch was found to have been started anew: nothing older is on it; 0 for not
   */
  async reconcile({ afresh, startedAtMs }: { readonly afresh: boolean; readonly startedAtMs: number }): Promise<void> {
    // Before the list is asked for: of what changes after it there are events.
    for (const { id } of await this.earlierCalls()) this.meanwhile.set(id, []);
    try {
      await this.look({ afresh, startedAtMs });
    } finally {
      this.tellOfEarlierCalls();
    }
  }

  private tellOfEarlierCalls(): void {
    const meanwhile = [...this.meanwhile];
    this.meanwhile.clear();
    for (const [callId, events] of meanwhile) {
      const call = this.parts.registry.get(callId);
      if (call !== undefined) for (const event of events) this.parts.flow.handle(call, event, this.owner.clock.monotonicMs());
    }
  }

  /** Whether the call is being taken over: what is said of it is kept until it is known how it was found. */
  awaits(channelId: string): boolean {
    return this.meanwhile.has(channelId);
  }

  keep(event: ChannelEvent): void {
    this.meanwhile.get(event.channelId)?.push(event);
  }

  private async look({ afresh, startedAtMs }: { readonly afresh: boolean; readonly startedAtMs: number }): Promise<void> {
    const listedAtMs = this.owner.clock.nowMs();
    const listed = await this.owner.switchPort.listChannels();
    const view: View = { channels: new Map(listed.map((channel) => [channel.channelId, channel])), listedAtMs, startedAtMs, afresh };
    const lost = await this.adoptLegs(view.channels);
    await this.parts.phones.find(view.channels);
    const followed = new Set(this.parts.registry.all());
    if (this.meanwhile.size > 0) await this.adoptCalls(view);
    if (!this.owner.lease.isHeld()) return;
    await eachOf([...this.parts.registry.all()].map((call) => this.compare(call, view)));
    if (!this.owner.lease.isHeld()) return;
    if (view.afresh) for (const call of followed) this.hearAgain(call, view);
    // After the calls: one that has ended with its agent's leg ends in wrap-up, not as one who lost its agent.
    for (const { agentId, channelId } of lost) this.parts.legs.missing(agentId, channelId, listedAtMs);
    this.parts.phones.compare(view.channels, listedAtMs);
    // Before the callers: whose call is over, and who is still there, is none.
    await this.parts.afterCalls.found(view.channels, view.listedAtMs, view.afresh);
    await this.parts.machines.found(view.channels, view.listedAtMs);
    this.parts.reception.found(view.channels.values());
    await this.parts.trials.found(view.channels, view.listedAtMs, view.afresh);
    await this.parts.strays.endAmong(view.channels);
  }

  /** Agents' legs that are up are kept, not called again. Gives back those that the switch does not have. */
  private async adoptLegs(channels: ReadonlyMap<string, SwitchChannel>): Promise<{ agentId: string; channelId: string }[]> {
    const lost: { agentId: string; channelId: string }[] = [];
    for (const agent of await new SwitchAgents(this.owner.dataSource).of(this.owner.environment.SWITCH_ID)) {
      const channelId = agent.legChannelId;
      if (channelId === null || !this.owner.lease.isHeld()) continue;
      const channel = channels.get(channelId);
      const isUp = channel?.callState === 'ACTIVE' || channel?.callState === 'HELD';
      if (channel === undefined) lost.push({ agentId: agent.id, channelId });
      else if (agent.status === 'offline') { if (isUp && channel.callUuid !== '') this.parts.legs.keep(agent.id, channelId, gatewayOf(agent)); }
      else if (isUp) this.parts.legs.adopt(agent.id, channelId, gatewayOf(agent));
      else this.parts.legs.follow(agent.id, channelId, gatewayOf(agent));
    }
    return lost;
  }

  /**
   * Rows of an earlier owner that are not ended yet. Those of this very ownership are followed already, or their end is being written.
   * They are made ours before they are read: what the earlier owner is still writing is waited for, and what comes later is refused.
   */
  private async earlierCalls(): Promise<readonly Call[]> {
    const { SWITCH_ID } = this.owner.environment;
    const isEarlier = (row: Call): boolean => row.endedAt === null && !this.isFollowed(row.id) && (BigInt(row.fence) < this.owner.fence || this.madeOurs.has(row.id));
    const earlier = (await this.owner.calls.unsettled(SWITCH_ID)).filter(isEarlier).map(({ id }) => id);
    if (earlier.length === 0) return [];
    for (const id of earlier) this.madeOurs.add(id);
    await this.owner.calls.makeOurs(earlier, this.owner.fence);
    return (await this.owner.calls.unsettled(SWITCH_ID)).filter((row) => isEarlier(row) && this.madeOurs.has(row.id));
  }

  /** Or was until a moment ago: its row may not say yet that it has ended. */
  private isFollowed(callId: string): boolean {
    return this.parts.registry.get(callId) !== undefined || this.parts.registry.leftJustNow(callId);
  }

  private async adoptCalls(view: View): Promise<void> {
    const rows = await this.earlierCalls();
    const talks = await this.parts.talks.lastOf(rows.map(({ id }) => id));
    const interviews = new Map((await this.parts.interviews.open()).map(({ kept, call }) => [call.id, kept]));
    const givenBack: Promise<void>[] = [];
    for (const row of rows) {
      if (!this.owner.lease.isHeld()) break;
      const line = row.direction === 'inbound' ? null : await this.lineOf(row);
      if (this.isFollowed(row.id)) continue;
      const talk = talks.get(row.id) ?? null;
      const call = line === null ? await this.parts.earlierCallers.revive(row, talk) : reviveCall(row, line, talk, listenerOf(line, row.scriptState, { said: row.said, hasTalked: row.connectedAt !== null }));
      this.parts.registry.add(call);
      this.madeOurs.delete(row.id);
      if (row.state === 'planned') givenBack.push(this.parts.ending.neverSent(call, 'OWNER_CHANGED'));
      else this.resume(call, talk?.toAt === null ? talk : null, interviews.get(row.id) ?? null, view);
    }
    await eachOf(givenBack);
  }

  /** Of a call that we made. */
  private async lineOf(row: Call): Promise<Line> {
    if (row.callbackId !== null) return await this.parts.earlierCallers.lineOf(row);
    const campaign = row.campaignId === null ? null : await new ClientCampaigns(this.owner.dataSource, row).find(row.campaignId);
    return lineOf(row.line, campaign, this.owner.environment);
  }

  /** `open`: the talk that its earlier owner had not seen the end of; `interview`: one that goes on. */
  private resume(call: LiveCall, open: Talk | null, interview: KeptInterview | null, { channels, listedAtMs }: View): void {
    const channel = channels.get(call.callId);
    const phones = [...this.parts.legs.all(), ...this.parts.phones.all()];
    const [leg] = legsTogether(channel, this.shown(channels, phones.map(({ channelId }) => channelId)));
    const agentId = phones.find(({ channelId }) => channelId === leg?.channelId)?.agentId ?? null;
    // Whose customer is gone as well ends with the call.
    if (open !== null && open.agentId !== agentId && channel !== undefined) this.parts.journal.record(call, 'agent-lost', {}, { agentId: open.agentId, unheard: true }, listedAtMs);
    // It begins when the agent leaves.
    if (interview !== null && leg === undefined) {
      call.interview = interviewNow(interview);
      this.parts.longest.watch(call);
    }
    if (leg === undefined || agentId === null) this.parts.planOf(call).takenOver(call, channel, listedAtMs);
    else this.talks(call, open?.agentId === agentId, { agentId, token: call.callId, legChannelId: leg.channelId }, listedAtMs);
  }

  /** The two are bridged, however little of it the earlier owner had written: it may have died at any moment of a hand-off. */
  private talks(call: LiveCall, written: boolean, agent: PromisedAgent, listedAtMs: number): void {
    // No later than the list: the call may have ended since.
    const at = { channelId: call.callId, atMs: listedAtMs, sequence: 0 };
    if (call.answeredAtMs === null) this.parts.flow.handle(call, { type: 'channel-answered', ...at }, this.owner.clock.monotonicMs());
    this.parts.longest.watch(call);
    call.viewer = null;
    call.agent = agent;
    call.move('connecting');
    if (written) call.move('talking'); // all of it was written already
    else this.parts.flow.handle(call, { type: 'channel-bridged', ...at, otherId: agent.legChannelId }, this.owner.clock.monotonicMs());
  }

  /** What was missed while nobody listened. */
  private async compare(call: LiveCall, view: View): Promise<void> {
    if (call.state === 'planned' || call.state === 'ended') return;
    const channel = view.channels.get(call.callId);
    if (channel === undefined) {
      if (this.isOver(call, view)) await this.parts.ending.lost(call, (call.begunAtMs ?? view.listedAtMs) < view.startedAtMs);
      else await this.parts.ending.endedByRecord(call);
      return;
    }
    call.created = true;
    // It is being ended: whoever is idle is not given a person who hears that nobody is.
    if (channel.dismissed && !call.safeHarbour) this.parts.safeHarbour.found(call, view.listedAtMs);
    if (view.afresh && call.state === 'connecting') this.seeBridge(call, view);
    if (channel.callState === 'ACTIVE' && call.answeredAtMs === null) {
      this.parts.flow.handle(call, { type: 'channel-answered', channelId: call.callId, atMs: view.listedAtMs, sequence: 0 }, this.owner.clock.monotonicMs());
    }
  }

  private hearAgain(call: LiveCall, { channels }: View): void {
    const channel = channels.get(call.callId);
    if (channel !== undefined && call.state !== 'ended') this.parts.planOf(call).heardAgain(call, channel);
  }

  private isOver(call: LiveCall, { listedAtMs, startedAtMs }: View): boolean {
    const { begunAtMs, facts: { ringTimeoutSec } } = call;
    const unseen = { begunAtMs, hadChannel: call.created || call.answeredAtMs !== null, ringTimeoutSec };
    return isOver(unseen, { listedAtMs, startedAtMs, lostGraceMs: this.owner.environment.LOST_GRACE_MS });
  }

  /** The bridge may have come while nobody listened; if not, it gets its time again. */
  private seeBridge(call: LiveCall, { channels, listedAtMs }: View): void {
    const [leg] = legsTogether(channels.get(call.callId), this.shown(channels, this.parts.registry.legs.ofCall(call.callId)));
    if (leg === undefined) this.parts.bridging.watch(call);
    else this.parts.flow.bridgeSeen(call, leg.channelId, listedAtMs);
  }

  private shown(channels: View['channels'], channelIds: readonly string[]): SwitchChannel[] {
    return channelIds.flatMap((channelId) => channels.get(channelId) ?? []);
  }
}
