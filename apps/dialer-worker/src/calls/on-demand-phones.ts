import { randomUUID } from 'node:crypto';
import type { Reservation } from '@paceline/agent-pool';
import { putDown, refusedRingEnd, ringEndOf, type RingEnd } from '@paceline/domain/agent/ring';
import { guardSec } from '@paceline/domain/call/guard';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { YOUNG_MS } from '@paceline/domain/call/unseen';
import type { Turn } from '@paceline/domain/routing/order-of-service';
import { SwitchAgents, type AgentRings } from '@paceline/persistence';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { AgentNews } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import { endpointOf, gatewayOf } from '../dialing/agent-endpoint';
import type { DialDoor } from '../dialing/dial-door';
import type { TrunkLines } from '../trunks/trunk-lines';
import type { CallJournal } from './call-journal';
import type { EndedCall } from './call-news';
import type { CallRegistry } from './call-registry';
import { viewerLeaseMs } from './keeping';
import type { LiveCall } from './live-call';
import { releaseAgent } from './release-agent';
import { TURN_WITHIN_MS, UNHEARD_MS, type RungPhone, type Wish } from './rung-phone';

/** The ends of two legs that were bridged are told within some tens of milliseconds of each other. */
const BOTH_END_WITHIN_MS = 400;

export interface OnDemandParts {
  /** Whether the customer stays when their agent puts the phone down. */
  readonly staysAlone: (call: LiveCall) => Promise<boolean>;
  readonly rows: Pick<AgentRings, 'begin' | 'beginForCallback' | 'answered' | 'end' | 'openBefore'>;
  readonly registry: Pick<CallRegistry, 'ofLeg'> & { readonly legs: Pick<CallRegistry['legs'], 'phoneAdded' | 'phoneGone'> };
  readonly door: Pick<DialDoor, 'open'>;
  readonly gateways: Pick<TrunkLines, 'inTurn' | 'works'>;
  readonly journal: Pick<CallJournal, 'note'>;
  readonly agents: AgentNews;
  readonly connect: (call: LiveCall, reservation: Reservation, turn: Turn) => void;
  readonly offer: (call: LiveCall) => Promise<boolean>;
}

/**
 * The phones of agents that are rung for each call. The caller waits on meanwhile, with their place and their music; whoever does not
 * answer is passed over. Bridged at the park: at the answer the originate's own thread may still overwrite that. The leg ends with
 * the call, and the switch's own guard ends one that was answered while no worker was there.
 */
export class OnDemandPhones {
  private readonly byChannel = new Map<string, RungPhone>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'log' | 'metrics' | 'pool' | 'run' | 'switchPort'>,
    private readonly parts: OnDemandParts,
  ) {}

  has(channelId: string): boolean {
    return this.byChannel.has(channelId);
  }

  all(): { readonly agentId: string; readonly channelId: string }[] {
    return [...this.byChannel.values()];
  }

  agentOn(channelId: string): string | null {
    return this.byChannel.get(channelId)?.agentId ?? null;
  }

  /** Each takes one of its gateway's lines. */
  onGateway(gateway: string): number {
    return [...this.byChannel.values()].filter((phone) => phone.gateway === gateway).length;
  }

  /** The agent is promised to the call: their phone rings, and they are bridged when they answer. */
  ring(call: LiveCall, reservation: Reservation, turn: Turn): void {
    const { agentId, token } = reservation;
    const phone = this.remember({ channelId: randomUUID(), agentId, wish: { call, reservation, turn }, gateway: null, sentAtMs: null, created: false, end: null });
    call.rung = { agentId, token, legChannelId: phone.channelId };
    this.parts.journal.note(call, 'agent-rung', { agentId, leg: phone.channelId, turn });
    this.parts.agents.emit('changed', agentId, reservation.agent);
    this.watch(phone, call);
    this.owner.run('ring an agent\'s phone', async () => {
      try {
        await this.place(phone);
      } catch (thrown) {
        this.gone(phone, 'not-called');
        throw thrown;
      }
    });
  }

  handle(event: ChannelEvent): void {
    const phone = this.byChannel.get(event.channelId);
    if (phone === undefined) return;
    if (event.type !== 'channel-destroyed') phone.created = true;
    switch (event.type) {
      case 'channel-created':
        if (phone.end !== null) this.hangUp(phone);
        return;
      case 'channel-ringing': this.parts.gateways.works(phone.gateway, phone.sentAtMs); return;
      case 'channel-answered':
        this.parts.gateways.works(phone.gateway, phone.sentAtMs);
        this.owner.run('an agent\'s phone was answered', () => this.parts.rows.answered(phone.channelId));
        return;
      case 'channel-parked': this.answered(phone); return;
      case 'channel-ended': this.gone(phone, ringEndOf(event.cause, event.sip), putDown(event.cause)); return;
      case 'channel-destroyed': if (phone.created) this.gone(phone, 'unreachable'); return; // else its command's result tells
      default: return;
    }
  }

  /** Whoever's phone rings for this call is not waited for any more: its caller goes elsewhere. */
  callOff(call: LiveCall): void {
    const { rung } = call;
    if (rung === null) return;
    this.stopRinging(call);
    this.end(rung.legChannelId);
    this.owner.run('release an agent whose phone rang', () => releaseAgent(this.owner, this.parts.agents, rung));
  }

  /** The agent takes no more calls now: whom their phone rings for is given to somebody else. One that is answered goes on. */
  left(agentId: string): void {
    for (const { wish } of [...this.byChannel.values()].filter((phone) => phone.agentId === agentId)) {
      if (wish === null) continue;
      this.callOff(wish.call);
      this.offerAgain(wish.call);
    }
  }

  /** Nobody is left for the agent to talk with. */
  callOver({ call, wasTalking }: Pick<EndedCall, 'call' | 'wasTalking'>): void {
    this.callOff(call);
    const leg = call.agent?.legChannelId ?? call.viewer?.legChannelId;
    if (leg !== undefined) this.end(leg, wasTalking ? 'talked' : 'called-off');
  }

  /** Hangs up a phone that is rung, or was answered, for nobody. */
  end(channelId: string, how: RingEnd = 'called-off'): void {
    const phone = this.byChannel.get(channelId);
    if (phone === undefined) return;
    phone.wish = null;
    phone.end ??= how;
    // Not sent yet, it is not sent any more.
    if (phone.sentAtMs === null && !phone.created) this.forget(phone);
    else this.hangUp(phone);
  }

  /** What an earlier owner had rung, and is on the switch still, is known from here on. Of the rest nobody heard how it ended; a talk that came of it is written. */
  async find(channels: ReadonlyMap<string, SwitchChannel>): Promise<void> {
    for (const { channelId, agentId, gateway, hasTalked } of await this.parts.rows.openBefore(this.owner.environment.SWITCH_ID, this.owner.fence)) {
      if (this.byChannel.has(channelId)) continue;
      if (channels.has(channelId)) this.remember({ channelId, agentId, wish: null, gateway, sentAtMs: 0, created: true, end: null });
      else this.ended(channelId, hasTalked ? 'talked' : 'unheard');
    }
  }

  /** After the calls were looked at: whoever is with nobody then is hung up, and their caller waits for somebody to be given. */
  compare(channels: ReadonlyMap<string, SwitchChannel>, listedAtMs: number): void {
    for (const phone of [...this.byChannel.values()]) {
      const { channelId, sentAtMs, wish } = phone;
      const channel = channels.get(channelId);
      if (channel === undefined) {
        if (sentAtMs !== null && listedAtMs - sentAtMs > YOUNG_MS) this.gone(phone, 'unheard');
      } else if (wish === null && this.parts.registry.ofLeg(channelId) === undefined) this.end(channelId, 'unheard');
      else if (channel.callState === 'ACTIVE' && channel.application === 'park') this.answered(phone);
    }
  }

  private async place(phone: RungPhone): Promise<void> {
    const { channelId, agentId, wish } = phone;
    if (wish === null) return;
    const agent = await new SwitchAgents(this.owner.dataSource).find(agentId);
    const endpoint = agent === null ? null : endpointOf(agent, this.owner.environment.FREESWITCH_AGENT_DOMAIN);
    if (agent === null || endpoint === null) { this.gone(phone, 'unreachable'); return; }
    phone.gateway = gatewayOf(agent);
    // A claim that is under way has counted this line as free; the next one counts it as taken.
    if (phone.gateway !== null) await this.parts.gateways.inTurn(() => Promise.resolve());
    const way = await this.parts.door.open({ by: 'agent-leg', endpoint, notAfterMs: this.owner.clock.nowMs() + TURN_WITHIN_MS });
    if (typeof way === 'string') { this.refused(phone, way); return; }
    const isWanted = (): boolean => this.byChannel.get(channelId) === phone && this.owner.lease.isHeld();
    const { callId, callbackId } = wish.call;
    const ring = { channelId, agentId, callId, gateway: phone.gateway };
    const began = isWanted() && await (callbackId === null || !wish.call.keepsPlace ? this.parts.rows.begin(ring, this.owner.fence) : this.parts.rows.beginForCallback(ring, callbackId, this.owner.fence));
    if (!began || !isWanted()) {
      way.withdrawn();
      if (began) this.ended(channelId, 'called-off');
      else this.refused(phone, 'dialing-stopped');
      return;
    }
    phone.sentAtMs = this.owner.clock.nowMs();
    const { patienceMs, lastMessage } = wish.call.facts.line.policy;
    // Whoever is to be called back is called when the agent is there, who waits for their answer.
    const waitsMs = wish.call.callbackId === null ? patienceMs : viewerLeaseMs(wish.call, this.owner.environment);
    const result = await way.send({
      channelId, ringTimeoutSec: this.owner.environment.AGENT_RING_SEC, callerNumber: null, accountCode: this.owner.environment.SWITCH_ACCOUNT_CODE,
      afterBridge: 'hangup', guard: { sec: guardSec(waitsMs), prompt: lastMessage }, webrtc: agent.legWebrtc,
    });
    // Whoever is at that phone, its call says nothing of the trunk that ringing would not.
    way.withdrawn();
    // Of one that began its own events tell.
    if (!result.ok && result.kind === 'refused' && !phone.created) this.gone(phone, this.owner.switchPort.up ? refusedRingEnd(result.text.replace(/^-ERR /, '').trim()) : 'not-called');
  }

  private refused(phone: RungPhone, why: string): void {
    this.owner.log.info({ agentId: phone.agentId, why }, 'an on-demand agent\'s phone is not rung');
    this.gone(phone, 'not-called');
  }

  /** The switch tells within the ringing time, unless it cannot be heard. */
  private watch(phone: RungPhone, call: LiveCall): void {
    call.after('ring', TURN_WITHIN_MS + this.owner.environment.AGENT_RING_SEC * 1_000 + UNHEARD_MS, () => {
      if (phone.wish === null) return;
      if (!this.owner.switchPort.up) { this.watch(phone, call); return; }
      this.passOver(phone, phone.wish, 'unheard');
      this.end(phone.channelId, 'unheard');
    });
  }

  /** At its park. */
  private answered(phone: RungPhone): void {
    const { wish, channelId } = phone;
    if (phone.end !== null) { this.hangUp(phone); return; }
    if (wish === null || !this.owner.lease.isHeld()) return;
    this.stopRinging(wish.call);
    phone.wish = null;
    this.parts.connect(wish.call, { ...wish.reservation, legChannelId: channelId }, wish.turn);
    // The caller left in this moment.
    if (wish.call.agent?.legChannelId !== channelId && wish.call.viewer?.legChannelId !== channelId) this.end(channelId);
  }

  /** @param wasPutDown by the agent, if they talked */
  private gone(phone: RungPhone, heard: RingEnd, wasPutDown = false): void {
    const { channelId, agentId, wish, end } = phone;
    if (this.byChannel.get(channelId) !== phone) return;
    const call = this.parts.registry.ofLeg(channelId);
    const talked = call?.state === 'talking';
    const how = end ?? (talked ? 'talked' : heard);
    this.forget(phone);
    if (phone.sentAtMs !== null) this.ended(channelId, how);
    if (wish !== null) { this.passOver(phone, wish, how); return; }
    if (call === undefined || end !== null) return;
    this.parts.agents.emit('ring-ended', agentId, how);
    const left = (): void => {
      if (talked && wasPutDown) this.hungUpByAgent(call);
      else this.parts.agents.emit('leg-lost', agentId, channelId);
    };
    // Bridged legs end with each other, and the ends of the two are told in any order: a caller who hung up has done so by then.
    if (talked) call.after('left-alone', BOTH_END_WITHIN_MS, left);
    else left();
  }

  /** Whoever talked on a phone of their own ends the call as one does: by putting it down. */
  private hungUpByAgent(call: LiveCall): void {
    this.owner.run('end a call that its agent has ended', async () => {
      if (await this.parts.staysAlone(call)) return;
      call.endedHere = true;
      await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING');
    });
  }

  /** The next one, at once: not offered to the same again, since what became of the ring is told first. */
  private passOver({ agentId }: RungPhone, { call, reservation }: Wish, how: RingEnd): void {
    this.stopRinging(call);
    this.parts.journal.note(call, 'ring-ended', { agentId, how });
    this.parts.agents.emit('ring-ended', agentId, how);
    this.owner.run('pass over an agent who did not answer', async () => {
      try {
        await releaseAgent(this.owner, this.parts.agents, reservation);
      } finally {
        this.offerAgain(call);
      }
    });
  }

  private offerAgain(call: LiveCall): void {
    this.owner.run('offer a caller whom nobody answered', async () => { await this.parts.offer(call); });
  }

  private stopRinging(call: LiveCall): void {
    call.rung = null;
    call.cancel('ring');
  }

  private hangUp({ channelId }: RungPhone): void {
    this.owner.run('hang up an agent\'s phone', async () => { await this.owner.switchPort.hangup(channelId, 'ORIGINATOR_CANCEL'); });
  }

  private ended(channelId: string, how: RingEnd): void {
    this.owner.metrics.agentRings.inc({ end: how });
    this.owner.run('note how an agent\'s phone was left', () => persistently(this.owner, () => this.parts.rows.end(channelId, how)));
  }

  private remember(phone: RungPhone): RungPhone {
    this.byChannel.set(phone.channelId, phone);
    this.parts.registry.legs.phoneAdded(phone.channelId);
    return phone;
  }

  private forget({ channelId }: RungPhone): void {
    this.byChannel.delete(channelId);
    this.parts.registry.legs.phoneGone(channelId);
  }
}
