import { Agent, Campaign, type Call } from '@paceline/persistence';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { AgentLegs } from '../agents/agent-legs';
import type { CallEnding } from '../calls/call-ending';
import type { CallFlow } from '../calls/call-flow';
import type { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { reviveCall } from '../calls/revive-call';
import type { SafeHarbour } from '../calls/safe-harbour';
import type { OwnerContext } from './owner-context';

/** A channel younger than this may belong to a command that is on its way. */
const YOUNG_MS = 5_000;

export interface ReconcilerParts {
  readonly registry: CallRegistry;
  readonly legs: AgentLegs;
  readonly ending: CallEnding;
  readonly flow: CallFlow;
  readonly safeHarbour: SafeHarbour;
}

/**
 * The rows, the owner's memory and the switch are brought to agree: when the switch is taken, after each
 * reconnect, and now and then. The switch is the reality; a channel of ours that no row wants is ended.
 */
export class Reconciler {
  constructor(private readonly owner: OwnerContext, private readonly parts: ReconcilerParts) {}

  async reconcile(): Promise<void> {
    const channels = new Map((await this.owner.switchPort.listChannels()).map((channel) => [channel.channelId, channel]));
    await this.adoptLegs(channels);
    await this.adoptCalls(channels);
    for (const call of [...this.parts.registry.all()]) await this.compare(call, channels.get(call.callId));
    await this.endOrphans(channels);
  }

  /** Agents' legs that are up are kept, not called again. */
  private async adoptLegs(channels: ReadonlyMap<string, SwitchChannel>): Promise<void> {
    const agents = await this.owner.dataSource.manager.findBy(Agent, { switchId: this.owner.environment.SWITCH_ID });
    for (const agent of agents) {
      const { legChannelId } = agent;
      if (legChannelId === null) continue;
      const up = channels.get(legChannelId)?.callState;
      if (up === undefined) this.parts.legs.missing(agent.id, legChannelId);
      else if (agent.status !== 'offline' && (up === 'ACTIVE' || up === 'HELD')) this.parts.legs.adopt(agent.id, legChannelId);
    }
  }

  /** Rows of an earlier owner that are not settled yet. */
  private async adoptCalls(channels: ReadonlyMap<string, SwitchChannel>): Promise<void> {
    for (const row of await this.owner.calls.unsettled(this.owner.environment.SWITCH_ID)) {
      // Rows of this very ownership are followed already, or their end is being written.
      if (row.endedAt !== null || BigInt(row.fence) >= this.owner.fence) continue;
      const campaign = row.campaignId === null ? null : await this.owner.dataSource.manager.findOneBy(Campaign, { id: row.campaignId });
      const call = reviveCall(row, campaign);
      this.parts.registry.add(call);
      if (row.state === 'planned') await this.parts.ending.neverSent(call, 'OWNER_CHANGED');
      else this.resume(call, row, channels);
    }
  }

  private resume(call: LiveCall, row: Call, channels: ReadonlyMap<string, SwitchChannel>): void {
    if (call.state !== 'talking' && call.state !== 'connecting') {
      if (call.answeredAtMs !== null) this.parts.safeHarbour.watch(call, call.answeredAtMs);
      return;
    }
    const leg = row.agentId === null ? null : this.parts.legs.channelOf(row.agentId);
    const together = leg !== null && channels.get(leg)?.callUuid !== '' && channels.get(leg)?.callUuid === channels.get(row.id)?.callUuid;
    if (together && row.agentId !== null) call.agent = { agentId: row.agentId, token: row.id, legChannelId: leg };
    else call.state = 'waiting';
  }

  /** What was missed while nobody listened. */
  private async compare(call: LiveCall, channel: SwitchChannel | undefined): Promise<void> {
    const sinceMs = this.owner.clock.nowMs() - (call.originatingAtMs ?? this.owner.clock.nowMs());
    if (call.state === 'planned') return;
    if (channel === undefined) {
      // Not created yet, perhaps: only events or the ring timeout and its grace can tell.
      if (call.answeredAtMs === null && sinceMs < call.facts.ringTimeoutSec * 1000 + this.owner.environment.LOST_GRACE_MS) return;
      if (sinceMs > YOUNG_MS) await this.parts.ending.lost(call);
      return;
    }
    call.created = true;
    if (channel.callState === 'ACTIVE' && call.answeredAtMs === null) {
      const nowMs = this.owner.clock.nowMs();
      this.parts.flow.handle(call, { type: 'channel-answered', channelId: call.callId, atMs: nowMs, sequence: 0 }, this.owner.clock.monotonicMs());
    }
  }

  /** Ours by `accountcode`, on no row that lives: nobody would ever end it. */
  private async endOrphans(channels: ReadonlyMap<string, SwitchChannel>): Promise<void> {
    for (const channel of channels.values()) {
      const ours = channel.accountCode === this.owner.environment.SWITCH_ACCOUNT_CODE && channel.direction === 'outbound';
      const young = this.owner.clock.nowMs() - channel.createdAtMs < YOUNG_MS;
      const known = this.parts.registry.get(channel.channelId) !== undefined || this.parts.registry.leftJustNow(channel.channelId);
      if (!ours || young || known || this.parts.legs.owns(channel.channelId)) continue;
      this.owner.log.warn({ channelId: channel.channelId, destination: channel.destination }, 'ending a channel of ours that no call wants');
      await this.owner.switchPort.hangup(channel.channelId, 'NORMAL_CLEARING');
    }
  }
}
