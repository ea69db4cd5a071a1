import { randomUUID } from 'node:crypto';
import type { NoPhone } from '@paceline/domain/agent/phone-trouble';
import { wasSteady } from '@paceline/domain/agent/redial';
import { NO_SIP_ANSWER, type SipAnswer } from '@paceline/domain/call/sip-answer';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { SwitchAgents, type Agent } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import type { LegIndex } from '../calls/leg-index';
import type { TrunkLines } from '../trunks/trunk-lines';
import { endpointOf, gatewayOf } from '../dialing/agent-endpoint';
import type { DialDoor, DoorRefusal } from '../dialing/dial-door';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import { LegRedials } from './leg-redials';

const RING_SEC = 30;
/** Nobody heard when it came up: it works. */
const SINCE_LONG_AGO = 0;

interface Leg {
  readonly agentId: string;
  readonly channelId: string;
  /** Through which it is called; null for a phone of the directory. */
  readonly gateway: string | null;
  /** Since when it may be on the switch. */
  readonly sinceMs: number;
  /** Since when it is up. */
  upAtMs: number | null;
  rang: boolean;
  /** Whether the switch has said anything of it. */
  created: boolean;
  /** Nobody can say whether its command was carried out: when the switch does not have it, it is gone. */
  doubtful: boolean;
}

/**
 * The agents' own phones in connected mode: called once at sign-in, parked between calls, called again
 * when lost. A leg's row is committed before it is dialed, as a call's is.
 */
export class AgentLegs {
  private readonly byChannel = new Map<string, Leg>();
  private readonly byAgent = new Map<string, Leg>();
  private readonly redials: LegRedials;

  constructor(
    private readonly owner: Pick<OwnerContext, 'agents' | 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'log' | 'pool' | 'run' | 'switchPort'>,
    private readonly door: Pick<DialDoor, 'open'>,
    private readonly gateways: Pick<TrunkLines, 'inTurn' | 'works'>,
    private readonly index: Pick<LegIndex, 'phoneAdded' | 'phoneGone'>,
    private readonly news: AgentNews,
  ) {
    this.redials = new LegRedials(owner, (agentId) => this.ensure(agentId), (agentId) => { this.complained(agentId); });
  }

  all(): { readonly agentId: string; readonly channelId: string }[] {
    return [...this.byChannel.values()];
  }

  /** Phones that are called, or up, through this gateway: each takes one of its lines. */
  onGateway(gateway: string): number {
    return [...this.byChannel.values()].filter((leg) => leg.gateway === gateway).length;
  }

  agentOn(channelId: string): string | null {
    return this.byChannel.get(channelId)?.agentId ?? null;
  }

  channelOf(agentId: string): string | null {
    const leg = this.byAgent.get(agentId);
    return leg !== undefined && leg.upAtMs !== null ? leg.channelId : null;
  }

  /** Why an agent has no phone: what the switch said, or the rule by which it was not called. Null while nothing was said. */
  why(agentId: string): NoPhone | null {
    return this.channelOf(agentId) === null ? this.redials.why(agentId) : null;
  }

  /** Calls the agent's phone, unless it is called or up already, or is to be called again later. */
  async ensure(agentId: string): Promise<void> {
    if (this.byAgent.has(agentId) || this.redials.isDue(agentId) || !this.owner.lease.isHeld()) return;
    let leg: Leg | null = null;
    try {
      const agent = await new SwitchAgents(this.owner.dataSource).find(agentId);
      if (agent === null || agent.status === 'offline' || agent.legMode !== 'connected' || this.byAgent.has(agentId)) return;
      leg = { agentId, channelId: randomUUID(), gateway: gatewayOf(agent), sinceMs: this.owner.clock.nowMs(), upAtMs: null, rang: false, created: false, doubtful: false };
      this.remember(leg);
      await this.dial(leg, agent);
    } catch (thrown) {
      if (leg === null) this.redials.again(agentId);
      else this.gone(leg, { cause: messageOf(thrown), by: 'us' });
      throw thrown;
    }
  }

  private async dial(leg: Leg, agent: Agent): Promise<void> {
    const endpoint = endpointOf(agent, this.owner.environment.FREESWITCH_AGENT_DOMAIN);
    if (endpoint === null) { await this.notCalled(leg, 'no-valid-phone'); return; }
    const notAfterMs = this.owner.clock.nowMs() + this.owner.environment.ORIGINATE_NOT_AFTER_MS;
    // A claim that is under way has counted this line as free; the next one counts it as taken.
    if (leg.gateway !== null) await this.gateways.inTurn(() => Promise.resolve());
    const way = await this.door.open({ by: 'agent-leg', endpoint, notAfterMs });
    if (typeof way === 'string') { await this.notCalled(leg, way); return; }
    const ours = this.byChannel.get(leg.channelId) === leg && await this.owner.agents.legCalled(leg.agentId, leg.channelId, this.owner.fence);
    if (!ours || !this.owner.lease.isHeld()) { way.withdrawn(); this.forget(leg); return; }
    this.redials.called(leg.agentId);
    const result = await way.send({
      channelId: leg.channelId, ringTimeoutSec: RING_SEC,
      callerNumber: null, accountCode: this.owner.environment.SWITCH_ACCOUNT_CODE, afterBridge: 'park', guard: null, webrtc: agent.legWebrtc,
    });
    // Whoever is at the phone, its call says nothing of the trunk that ringing would not.
    way.withdrawn();
    if (result.ok) return;
    if (result.kind === 'refused') this.refused(leg, result.text);
    else leg.doubtful = true;
  }

  /** The switch's events tell more of a call that began, and come before or after this. */
  private refused(leg: Leg, text: string): void {
    if (leg.created) leg.doubtful = true;
    else this.gone(leg, { cause: text.replace(/^-ERR /, ''), by: this.owner.switchPort.up ? 'switch' : 'us' });
  }

  private async notCalled(leg: Leg, why: DoorRefusal): Promise<void> {
    this.forget(leg);
    await this.owner.agents.legRefused(leg.agentId, why);
    this.owner.log.info({ agentId: leg.agentId, why }, 'agent\'s phone is not called');
    this.redials.refused(leg.agentId, why);
    this.complained(leg.agentId);
  }

  /** A leg that is up, left by an earlier owner or come up unheard: kept, not called again. */
  adopt(agentId: string, channelId: string, gateway: string | null): void {
    const leg = this.follow(agentId, channelId, gateway);
    this.cameUp(leg, SINCE_LONG_AGO);
  }

  /** A leg that an earlier owner began to call, and that still rings: its events decide. */
  follow(agentId: string, channelId: string, gateway: string | null): Leg {
    const known = this.byChannel.get(channelId);
    if (known !== undefined) return known;
    const leg = { agentId, channelId, gateway, sinceMs: 0, upAtMs: null, rang: false, created: true, doubtful: false };
    this.remember(leg);
    return leg;
  }

  /** The leg of somebody who signed out in mid-call: it stays until the call ends, and takes no other. */
  keep(agentId: string, channelId: string, gateway: string | null): void {
    this.follow(agentId, channelId, gateway).upAtMs = SINCE_LONG_AGO;
  }

  /** A leg that was not on the switch when that was asked for what it has. */
  missing(agentId: string, channelId: string, listedAtMs: number): void {
    const known = this.byChannel.get(channelId);
    // Called since then, it may be up by now; while it is called its own events tell.
    if (known !== undefined && (known.sinceMs >= listedAtMs || (known.upAtMs === null && !known.doubtful))) return;
    this.gone(this.follow(agentId, channelId, null), { cause: 'missing on the switch', by: 'us' });
  }

  async hangup(agentId: string): Promise<void> {
    this.redials.cancel(agentId);
    const leg = this.byAgent.get(agentId);
    if (leg !== undefined) await this.owner.switchPort.hangup(leg.channelId, 'NORMAL_CLEARING');
  }

  /** A phone has registered: if it was away when we called it, whose it is need not wait for the next try. */
  phoneIsBack(extension: string): void {
    if (!this.redials.anybodyAway) return;
    this.owner.run('call a phone that is back', async () => {
      for (const { id } of await new SwitchAgents(this.owner.dataSource).atExtension(this.owner.environment.SWITCH_ID, extension)) {
        if (this.redials.helpsToRegister(id)) await this.callNow(id);
      }
    });
  }

  /** As `ensure`; a phone that is to be called again later is called now. */
  async callNow(agentId: string): Promise<void> {
    this.redials.cancel(agentId);
    await this.ensure(agentId);
  }

  /** The same, and what the phone did before is forgotten: the agent signs in, or serves another line. */
  async callAfresh(agentId: string): Promise<void> {
    if (this.channelOf(agentId) === null) this.redials.forget(agentId);
    await this.callNow(agentId);
  }

  handle(event: ChannelEvent): void {
    const leg = this.byChannel.get(event.channelId);
    if (leg === undefined) return;
    leg.created ||= event.type !== 'channel-destroyed'; // of a channel that never was there is only this
    if (event.type === 'channel-ringing') leg.rang = true;
    else if (event.type === 'channel-answered' || event.type === 'channel-parked') this.cameUp(leg, this.owner.clock.nowMs());
    else if (event.type === 'channel-ended') this.gone(leg, { cause: event.cause, by: 'switch', sip: event.sip });
    else if (event.type === 'channel-destroyed' && leg.created) this.gone(leg, { cause: 'DESTROYED', by: 'switch' });
    else if (event.type === 'channel-destroyed') leg.doubtful = true; // why, its command's result tells
  }

  stop(): void {
    this.redials.stop();
  }

  private cameUp(leg: Leg, upAtMs: number): void {
    if (leg.upAtMs !== null) return;
    leg.upAtMs = upAtMs;
    this.redials.answered(leg.agentId);
    this.gateways.works(leg.gateway, leg.sinceMs);
    this.owner.run('an agent\'s leg is up since now', () => this.owner.agents.legUp(leg.agentId, leg.channelId));
    this.owner.run('agent\'s leg is up', async () => {
      const set = await this.owner.pool.setLeg(leg.agentId, leg.channelId);
      this.news.emit('may-serve', leg.agentId, set.ok ? set.agent : null);
    });
  }

  private gone(leg: Leg, end: LegEnd): void {
    if (this.byChannel.get(leg.channelId) !== leg) return;
    this.forget(leg);
    this.owner.log.info({ agentId: leg.agentId, leg: leg.channelId, cause: end.cause }, 'agent\'s leg is gone');
    // Written before anything that reserves, so that nobody is promised the lost leg.
    const told = this.owner.pool.setLeg(leg.agentId, null);
    this.owner.run('agent\'s leg is gone', async () => { await told; });
    // At once, and with Redis away too: somebody may be talking into the lost leg.
    this.news.emit('leg-lost', leg.agentId, leg.channelId);
    this.owner.run('forget an agent\'s leg', () => this.owner.agents.legGone(leg.agentId, leg.channelId));
    this.callLater(leg, end);
  }

  private callLater({ agentId, upAtMs, rang }: Leg, { cause, by, sip = NO_SIP_ANSWER }: LegEnd): void {
    const upForMs = upAtMs === null ? null : this.owner.clock.nowMs() - upAtMs;
    const steady = upForMs !== null && wasSteady(upForMs);
    if (steady) this.redials.proved(agentId);
    if (steady || by === 'us') this.redials.again(agentId);
    else this.redials.failed(agentId, { cause, sipStatus: sip.status, upForMs, rang });
  }

  /** Something else is wrong with the agent's phone than before, or nothing any more: the row says what. */
  private complained(agentId: string): void {
    this.news.emit('changed', agentId, null);
  }

  private forget(leg: Leg): void {
    this.byChannel.delete(leg.channelId);
    this.index.phoneGone(leg.channelId);
    if (this.byAgent.get(leg.agentId) === leg) this.byAgent.delete(leg.agentId);
  }

  private remember(leg: Leg): void {
    this.byChannel.set(leg.channelId, leg);
    this.index.phoneAdded(leg.channelId);
    this.byAgent.set(leg.agentId, leg);
  }
}

/** `us`: the database, the socket, a switch that was restarted; it says nothing of the phone. */
interface LegEnd { readonly cause: string; readonly by: 'switch' | 'us'; readonly sip?: SipAnswer }
