import { randomUUID } from 'node:crypto';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { Agent } from '@paceline/persistence';
import { messageOf } from '@paceline/platform/errors';
import { isExtension } from '@paceline/contracts/agents';
import type { Endpoint } from '@paceline/telephony/port/switch-port';
import type { GatewayLines } from '../campaigns/gateway-lines';
import type { DialDoor, DoorRefusal } from '../dialing/dial-door';
import type { OwnerContext } from '../owner/owner-context';

const RING_SEC = 30;
const LONGEST_RETRY_MS = 60_000;
/** A phone that was not called, by a rule: asking again dials nobody. */
const ASK_AGAIN_MS = 5_000;

interface Leg {
  readonly agentId: string;
  readonly channelId: string;
  /** Through which it is called; null for a phone of the directory. */
  readonly gateway: string | null;
  /** Since when it may be on the switch. */
  readonly sinceMs: number;
  up: boolean;
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
  private readonly redials = new Map<string, NodeJS.Timeout>();
  /** Calls in a row that the agent's phone did not take. */
  private readonly failures = new Map<string, number>();
  private stopped = false;

  constructor(
    private readonly owner: OwnerContext,
    private readonly door: Pick<DialDoor, 'open'>,
    private readonly gateways: Pick<GatewayLines, 'inTurn' | 'works'>,
    private readonly heard: {
      /** The leg came up: the agent may be given calls. */
      readonly up: (agentId: string) => void;
      /** The leg of an agent is gone; `channelId` names the call it was on, if any. */
      readonly lost: (agentId: string, channelId: string) => void;
    },
  ) {}

  owns(channelId: string): boolean {
    return this.byChannel.has(channelId);
  }

  all(): { readonly agentId: string; readonly channelId: string }[] {
    return [...this.byChannel.values()];
  }

  /** Phones that are called, or up, through this gateway: each takes one of its lines. */
  onGateway(gateway: string): number {
    return [...this.byChannel.values()].filter((leg) => leg.gateway === gateway).length;
  }

  channelOf(agentId: string): string | null {
    const leg = this.byAgent.get(agentId);
    return leg?.up === true ? leg.channelId : null;
  }

  /** Calls the agent's phone, unless it is called or up already, or is to be called again later. */
  async ensure(agentId: string): Promise<void> {
    if (this.byAgent.has(agentId) || this.redials.has(agentId) || !this.owner.lease.isHeld()) return;
    let leg: Leg | null = null;
    try {
      const agent = await this.owner.dataSource.manager.findOneBy(Agent, { id: agentId });
      if (agent === null || agent.status === 'offline' || agent.legMode !== 'connected' || this.byAgent.has(agentId)) return;
      leg = { agentId, channelId: randomUUID(), gateway: gatewayOf(agent), sinceMs: this.owner.clock.nowMs(), up: false, doubtful: false };
      this.remember(leg);
      await this.dial(leg, agent);
    } catch (thrown) {
      if (leg === null) this.redialLater(agentId);
      else this.gone(leg, messageOf(thrown));
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
    const result = await way.send({
      channelId: leg.channelId, ringTimeoutSec: RING_SEC,
      callerNumber: null, accountCode: this.owner.environment.SWITCH_ACCOUNT_CODE, afterBridge: 'park', guard: null, webrtc: agent.legWebrtc,
    });
    // Whoever is at the phone, its call says nothing of the trunk that ringing would not.
    way.withdrawn();
    if (result.ok) return;
    if (result.kind === 'refused') this.gone(leg, result.text);
    else leg.doubtful = true;
  }

  /** Nothing was sent. What has to change is an administrator's to do, and is shown until then; the rule is asked again later. */
  private async notCalled(leg: Leg, why: DoorRefusal): Promise<void> {
    this.forget(leg);
    await this.owner.agents.legRefused(leg.agentId, why);
    this.owner.log.info({ agentId: leg.agentId, why }, 'agent\'s phone is not called');
    this.redialAfter(leg.agentId, ASK_AGAIN_MS);
  }

  /** A leg that is up, left by an earlier owner or come up unheard: kept, not called again. */
  adopt(agentId: string, channelId: string, gateway: string | null): void {
    const leg = this.follow(agentId, channelId, gateway);
    this.cameUp(leg);
  }

  /** A leg that an earlier owner began to call, and that still rings: its events decide. */
  follow(agentId: string, channelId: string, gateway: string | null): Leg {
    const known = this.byChannel.get(channelId);
    if (known !== undefined) return known;
    const leg = { agentId, channelId, gateway, sinceMs: 0, up: false, doubtful: false };
    this.remember(leg);
    return leg;
  }

  /** The leg of somebody who signed out in mid-call: it stays until the call ends, and takes no other. */
  keep(agentId: string, channelId: string, gateway: string | null): void {
    this.follow(agentId, channelId, gateway).up = true;
  }

  /** A leg that was not on the switch when that was asked for what it has. */
  missing(agentId: string, channelId: string, listedAtMs: number): void {
    const known = this.byChannel.get(channelId);
    // Called since then, it may be up by now; while it is called its own events tell.
    if (known !== undefined && (known.sinceMs >= listedAtMs || (!known.up && !known.doubtful))) return;
    this.gone(this.follow(agentId, channelId, null), 'missing on the switch');
  }

  async hangup(agentId: string): Promise<void> {
    clearTimeout(this.redials.get(agentId));
    this.redials.delete(agentId);
    const leg = this.byAgent.get(agentId);
    if (leg !== undefined) await this.owner.switchPort.hangup(leg.channelId, 'NORMAL_CLEARING');
  }

  /** A phone that did not take our calls has registered again: whose it is need not wait for the next try. */
  phoneIsBack(extension: string): void {
    if (this.redials.size === 0) return;
    this.owner.run('call a phone that is back', async () => {
      const { manager } = this.owner.dataSource;
      const switchId = this.owner.environment.SWITCH_ID;
      for (const { id } of await manager.findBy(Agent, { switchId, legKind: 'extension', legAddress: extension })) await this.callNow(id);
    });
  }

  /** As `ensure`; a phone that is to be called again later is called now. */
  async callNow(agentId: string): Promise<void> {
    clearTimeout(this.redials.get(agentId));
    this.redials.delete(agentId);
    this.failures.delete(agentId);
    await this.ensure(agentId);
  }

  handle(event: ChannelEvent): void {
    const leg = this.byChannel.get(event.channelId);
    if (leg === undefined) return;
    if (event.type === 'channel-answered' || event.type === 'channel-parked') this.cameUp(leg);
    else if (event.type === 'channel-ended' || event.type === 'channel-destroyed') this.gone(leg, event.type === 'channel-ended' ? event.cause : 'gone');
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.redials.values()) clearTimeout(timer);
    this.redials.clear();
  }

  private cameUp(leg: Leg): void {
    if (leg.up) return;
    leg.up = true;
    this.failures.delete(leg.agentId);
    this.gateways.works(leg.gateway, leg.sinceMs);
    this.owner.run('an agent\'s leg is up since now', () => this.owner.agents.legUp(leg.agentId, leg.channelId));
    this.owner.run('agent\'s leg is up', async () => {
      await this.owner.pool.setLeg(leg.agentId, leg.channelId);
      this.heard.up(leg.agentId);
    });
  }

  private gone(leg: Leg, cause: string): void {
    if (this.byChannel.get(leg.channelId) !== leg) return;
    this.forget(leg);
    this.owner.log.info({ agentId: leg.agentId, leg: leg.channelId, cause }, 'agent\'s leg is gone');
    // Written before anything that reserves, so that nobody is promised the lost leg.
    const told = this.owner.pool.setLeg(leg.agentId, null);
    this.owner.run('agent\'s leg is gone', async () => { await told; });
    // At once, and with Redis away too: somebody may be talking into the lost leg.
    this.heard.lost(leg.agentId, leg.channelId);
    this.owner.run('forget an agent\'s leg', () => this.owner.agents.legGone(leg.agentId, leg.channelId));
    this.redialLater(leg.agentId);
  }

  private redialLater(agentId: string): void {
    const failures = this.failures.get(agentId) ?? 0;
    this.failures.set(agentId, failures + 1);
    this.redialAfter(agentId, Math.min(this.owner.environment.AGENT_LEG_RETRY_MS * 2 ** Math.min(failures, 10), LONGEST_RETRY_MS));
  }

  private redialAfter(agentId: string, ms: number): void {
    if (this.stopped) return;
    clearTimeout(this.redials.get(agentId));
    this.redials.set(agentId, setTimeout(() => {
      this.redials.delete(agentId);
      this.owner.run('call an agent\'s phone again', () => this.ensure(agentId));
    }, ms));
  }

  private forget(leg: Leg): void {
    this.byChannel.delete(leg.channelId);
    if (this.byAgent.get(leg.agentId) === leg) this.byAgent.delete(leg.agentId);
  }

  private remember(leg: Leg): void {
    this.byChannel.set(leg.channelId, leg);
    this.byAgent.set(leg.agentId, leg);
  }
}

/** Null for an address that is none: it was another agent's as well. */
function endpointOf({ legKind, legAddress, legGateway }: Agent, domain: string): Endpoint | null {
  if (legKind === 'gateway') return { kind: 'gateway', gateway: legGateway ?? '', digits: legAddress };
  return isExtension(legAddress) ? { kind: 'extension', extension: legAddress, domain } : null;
}

/** The gateway that an agent's phone is called through; null for a phone of the directory. */
export function gatewayOf({ legKind, legGateway }: Agent): string | null {
  return legKind === 'gateway' ? legGateway : null;
}
