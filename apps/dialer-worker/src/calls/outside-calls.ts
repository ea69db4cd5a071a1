import { createHash } from 'node:crypto';
import { guardSec } from '@paceline/domain/call/guard';
import { areTogether } from '@paceline/domain/call/legs';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import type { OutsideLegs } from '@paceline/persistence';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import type { DialDoor } from '../dialing/dial-door';
import { anyGatewayTo } from '../trunks/any-gateway';
import type { TrunkLines } from '../trunks/trunk-lines';
import type { CallJournal } from './call-journal';
import type { LegIndex } from './leg-index';
import type { LiveCall } from './live-call';

/** Beyond its ringing time a leg of which nothing is heard is given up. */
const UNHEARD_MS = 15_000;
/** While the link is lost: how often the switch's channels are asked for. */
const LOOK_AGAIN_MS = 500;

export interface NumberOutside {
  /** E.164. */
  readonly number: string;
  /** Null: whichever of the switch may reach it. */
  readonly gateway: string | null;
  readonly ringMs: number;
}

interface OutsideLeg {
  readonly call: LiveCall;
  /** Of the script's request. */
  readonly serial: number;
  readonly channelId: string;
  gateway: string | null;
  placedAtMs: number;
  created: boolean;
  state: 'called' | 'bridging' | 'talking';
}

/** What became of it. `over`: it had talked with the caller, and has left. */
export type OutsideTold = (call: LiveCall, serial: number, what: 'talks' | 'failed' | 'over') => void;

export interface OutsideCallsParts {
  readonly legs: Pick<LegIndex, 'join' | 'leave'>;
  readonly gateways: Pick<TrunkLines, 'free' | 'inTurn' | 'works'>;
  readonly door: Pick<DialDoor, 'open'>;
  readonly journal: Pick<CallJournal, 'note'>;
  readonly rows: Pick<OutsideLegs, 'placed' | 'gatewayOf' | 'answered' | 'ended'>;
  readonly told: OutsideTold;
}

/**
 * Somebody outside who is called for a caller, and bridged to them: the leg's id follows from the call's and the request's, so that
 * the next owner knows it. Bridged at its park: at the answer the originate's own thread may still overwrite that.
 */
export class OutsideCalls {
  private readonly byChannel = new Map<string, OutsideLeg>();

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'fence' | 'lease' | 'log' | 'run' | 'switchPort'>, private readonly parts: OutsideCallsParts,
  ) {}

  onGateway(gateway: string): number {
    return [...this.byChannel.values()].filter((leg) => leg.gateway === gateway).length;
  }

  dial(call: LiveCall, serial: number, outside: NumberOutside): void {
    const leg = this.remember(call, serial);
    call.after('outside', outside.ringMs + UNHEARD_MS, () => { this.giveUp(leg, 'nothing was heard of it'); });
    this.owner.run('call a number outside', async () => {
      try {
        await this.place(leg, outside);
      } catch (thrown) {
        this.gone(leg, 'it could not be placed');
        throw thrown;
      }
    });
  }

  /** The call's own event: the two hear each other. */
  met(call: LiveCall, channelId: string): void {
    const leg = this.byChannel.get(channelId);
    if (leg?.call !== call || leg.state === 'talking') return;
    leg.state = 'talking';
    call.cancel('outside');
    this.note(leg, 'talks');
    this.parts.told(call, leg.serial, 'talks');
  }

  handle(event: ChannelEvent): void {
    const leg = this.byChannel.get(event.channelId);
    if (leg === undefined) return;
    if (event.type !== 'channel-destroyed') leg.created = true;
    switch (event.type) {
      case 'channel-answered':
        this.answered(leg, event.atMs);
        this.parts.gateways.works(leg.gateway, leg.placedAtMs);
        return;
      case 'channel-ringing': this.parts.gateways.works(leg.gateway, leg.placedAtMs); return;
      case 'channel-parked': this.bridge(leg); return;
      case 'channel-ended':
        if (event.answeredAtMs !== 0) this.answered(leg, event.answeredAtMs);
        this.gone(leg, event.cause);
        return;
      default: return;
    }
  }

  /** The caller is gone, or was sent elsewhere: whoever rings or talks for them is hung up. */
  callerLeft(call: LiveCall): void {
    for (const leg of this.byChannel.values()) {
      if (leg.call !== call) continue;
      this.forget(leg);
      this.owner.run('end a leg outside', async () => { await this.owner.switchPort.hangup(leg.channelId, 'ORIGINATOR_CANCEL'); });
    }
  }

  /** Of an earlier owner: whether they talk. Whoever is not with the caller yet is ended, and may be called again. */
  async found(call: LiveCall, serial: number): Promise<boolean> {
    const leg = this.remember(call, serial);
    leg.created = true;
    leg.gateway = await persistently(this.owner, () => this.parts.rows.gatewayOf(leg.channelId));
    const channels = await this.channelsNow();
    const of = (channelId: string): SwitchChannel | undefined => channels.find((channel) => channel.channelId === channelId);
    const there = of(leg.channelId);
    if (there?.callState === 'ACTIVE') this.answered(leg, there.createdAtMs); // nearly then: who rang for long is counted for more
    if (areTogether(of(call.callId), there)) { leg.state = 'talking'; return this.byChannel.get(leg.channelId) === leg; }
    this.forget(leg);
    if (there !== undefined) await this.owner.switchPort.hangup(leg.channelId, 'ORIGINATOR_CANCEL');
    return false;
  }

  /** A list that cannot be had says nothing: two who talk are not parted for it. */
  private async channelsNow(): Promise<readonly SwitchChannel[]> {
    for (;;) {
      try {
        return await this.owner.switchPort.listChannels();
      } catch (thrown) {
        if (!this.owner.lease.isHeld()) throw thrown;
        await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN_MS); });
      }
    }
  }

  private async place(leg: OutsideLeg, { number, gateway, ringMs }: NumberOutside): Promise<void> {
    const { call, channelId } = leg;
    leg.gateway = gateway ?? await anyGatewayTo(this.owner, this.parts.gateways, number, 'transfer');
    if (leg.gateway === null) { this.gone(leg, 'no gateway may reach it'); return; }
    // A claim that is under way has counted this line as free; the next one counts it as taken.
    await this.parts.gateways.inTurn(() => Promise.resolve());
    const endpoint = { kind: 'gateway', gateway: leg.gateway, digits: number } as const;
    const way = await this.parts.door.open({ by: 'transfer', endpoint, notAfterMs: this.owner.clock.nowMs() + this.owner.environment.ORIGINATE_NOT_AFTER_MS });
    if (typeof way === 'string') { this.gone(leg, way); return; }
    if (this.byChannel.get(channelId) !== leg || !this.owner.lease.isHeld()) { way.withdrawn(); return; }
    leg.placedAtMs = this.owner.clock.nowMs();
    const { gateway: through, placedAtMs } = leg;
    this.written(leg, () => this.parts.rows.placed(channelId, call.callId, through, new Date(placedAtMs)));
    const { patienceMs, lastMessage } = call.facts.line.policy;
    const result = await way.send({
      channelId, ringTimeoutSec: Math.ceil(ringMs / 1_000), callerNumber: null, accountCode: this.owner.environment.SWITCH_ACCOUNT_CODE,
      afterBridge: 'hangup', guard: { sec: guardSec(patienceMs), prompt: lastMessage },
    });
    // Whoever is at that phone, its call says nothing of the trunk that ringing would not.
    way.withdrawn();
    // Of one that began its own events tell.
    if (!result.ok && result.kind === 'refused' && !leg.created) this.gone(leg, result.text);
  }

  private bridge(leg: OutsideLeg): void {
    const { call, channelId } = leg;
    if (leg.state !== 'called' || call.state === 'ended' || !this.owner.lease.isHeld()) return;
    leg.state = 'bridging';
    call.after('outside', this.owner.environment.BRIDGE_DEADLINE_MS, () => { this.giveUp(leg, 'no bridge in time'); });
    // The caller first: who must live, and parks when the other dies before the bridge. A bridge ends whoever rings.
    const ordered = call.answeredAtMs === null ? this.owner.switchPort.answerAndBridge(call.callId, channelId) : this.owner.switchPort.bridge(call.callId, channelId);
    this.owner.run('bridge a caller to a number outside', async () => {
      const result = await ordered;
      if (!result.ok && result.kind === 'refused') this.giveUp(leg, result.text);
    });
  }

  private giveUp(leg: OutsideLeg, why: string): void {
    if (this.byChannel.get(leg.channelId) !== leg || leg.state === 'talking') return;
    this.owner.run('give up a leg outside', async () => { await this.owner.switchPort.hangup(leg.channelId, 'ORIGINATOR_CANCEL'); });
    this.gone(leg, why);
  }

  private gone(leg: OutsideLeg, why: string): void {
    if (this.byChannel.get(leg.channelId) !== leg) return;
    this.forget(leg);
    leg.call.cancel('outside');
    if (leg.call.state === 'ended') return;
    this.note(leg, why);
    this.parts.told(leg.call, leg.serial, leg.state === 'talking' ? 'over' : 'failed');
  }

  private note({ call, channelId, gateway }: OutsideLeg, what: string): void {
    this.parts.journal.note(call, 'outside', { leg: channelId, gateway, what });
  }

  private remember(call: LiveCall, serial: number): OutsideLeg {
    const leg: OutsideLeg = { call, serial, channelId: outsideLegOf(call.callId, serial), gateway: null, placedAtMs: this.owner.clock.nowMs(), created: false, state: 'called' };
    this.byChannel.set(leg.channelId, leg);
    this.parts.legs.join(call.callId, leg.channelId, 'third');
    return leg;
  }

  private answered(leg: OutsideLeg, atMs: number): void {
    this.written(leg, () => this.parts.rows.answered(leg.channelId, new Date(atMs)));
  }

  /** Behind what was written of it before. */
  private written(leg: OutsideLeg, write: () => Promise<void>): void {
    this.owner.run('write of a leg outside', () => leg.call.write(write));
  }

  private forget(leg: OutsideLeg): void {
    this.written(leg, () => this.parts.rows.ended(leg.channelId, new Date(this.owner.clock.nowMs())));
    this.byChannel.delete(leg.channelId);
    this.parts.legs.leave(leg.call.callId, leg.channelId);
  }
}

/** A UUID of our own making (RFC 9562, version 8). */
export function outsideLegOf(callId: string, serial: number): string {
  const hex = createHash('sha256').update(`${callId} ${serial}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
