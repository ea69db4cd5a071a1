import { LISTENS, leavingStep, type Leaving, type LeavingAction, type LeavingEvent } from '@paceline/domain/call/left-message';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { MACHINE_CODE } from '@paceline/domain/retry/dispositions';
import type { MachineMessages } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import { listenForNextBeep } from '../calls/beep-listening';
import type { CallEnding } from '../calls/call-ending';
import type { CallRegistry } from '../calls/call-registry';
import type { CallerSounds } from '../calls/caller-sounds';
import { LiveCall, type LiveCallFacts } from '../calls/live-call';
import type { Recordings } from '../calls/recordings';
import type { Vouching } from '../calls/vouching';
import type { WrapUp } from '../calls/wrap-up';
import type { OwnerContext } from '../context/owner-context';
import { persistently } from '../context/persistently';
import { lineOfNumber } from '../lines/line-of-queue';

/** The park follows its command within 45 ms; when its event does not come, the machine is alone all the same. */
const PARK_WAIT_MS = 1_000;
/** However it goes, the call ends. */
const AT_MOST_MS = 5 * 60_000;

export interface MachineDeskParts {
  readonly rows: Pick<MachineMessages, 'asked' | 'ended' | 'open'>;
  readonly registry: Pick<CallRegistry, 'get'> & { readonly legs: Pick<CallRegistry['legs'], 'join' | 'callEnded'> };
  readonly ending: Pick<CallEnding, 'ended'>;
  readonly wrapUp: Pick<WrapUp, 'disposition'>;
  readonly sounds: Pick<CallerSounds, 'prompts'>;
  readonly vouching: Pick<Vouching, 'begin'>;
  readonly recordings: Pick<Recordings, 'stop' | 'stopped'>;
}

/** A machine that its agent has left, on a channel of which no call is wanted any more. */
interface Alone { readonly call: LiveCall; readonly prompt: string; readonly beepedAtMs: number | null; leaving: Leaving; begun: boolean }

/**
 * An agent has known a machine, and goes on to the next call: theirs has ended with the talk, and what came of it is said. The
 * machine's channel stays until it is left the campaign's message.
 */
export class MachineDesk {
  private readonly alone = new Map<string, Alone>();
  private readonly ending = new Set<string>();

  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'fence' | 'lease' | 'log' | 'run' | 'switchPort'>, private readonly parts: MachineDeskParts) {}

  has(channelId: string): boolean {
    return this.alone.has(channelId);
  }

  onGateway(gateway: string): number {
    return [...this.alone.values()].filter(({ call }) => call.facts.gateway === gateway).length;
  }

  stop(): void {
    for (const { call } of this.alone.values()) call.cancelAll();
    this.alone.clear();
  }

  /** By the agent's key. Throws `wrong-state` where there is no talk, or nothing to be left. */
  async leave(callId: string, byUserId: string): Promise<void> {
    await this.isLeft(callId);
    await this.parts.wrapUp.disposition(callId, { code: MACHINE_CODE, note: null, byUserId, targetId: null });
  }

  handle(event: ChannelEvent): void {
    const alone = this.alone.get(event.channelId);
    if (alone === undefined) return;
    switch (event.type) {
      case 'channel-parked': this.begin(alone); return;
      case 'beep-heard': this.tell(alone, { kind: 'beeped', atMs: event.atMs }); return;
      case 'channel-executed': {
        const [, serial] = event.executionId.split(`${event.channelId}-machine-`);
        if (serial !== undefined) this.tell(alone, { kind: 'said', serial: Number(serial) });
        return;
      }
      case 'recording-stopped': this.owner.run('note a recording', () => this.parts.recordings.stopped(alone.call, event.path, event.atMs, event.lengthMs)); return;
      case 'channel-ended': this.over(alone); return;
      default: return;
    }
  }

  /** Of an earlier owner, and those of ours whose end was missed. @param listedAtMs when the switch was asked for its channels */
  async found(channels: ReadonlyMap<string, SwitchChannel>, listedAtMs: number): Promise<void> {
    // Whose end is being written may stand there as open yet.
    const known = new Set([...this.alone.keys(), ...this.ending]);
    const open = await this.parts.rows.open();
    for (const alone of [...this.alone.values()]) if (!channels.has(alone.call.callId) && (alone.call.answeredAtMs ?? 0) < listedAtMs) this.over(alone);
    for (const { call: { id: callId, clientId, gateway, phone, endedAt }, prompt } of open) {
      if (endedAt === null || known.has(callId) || this.alone.has(callId) || this.parts.registry.get(callId) !== undefined || !this.owner.lease.isHeld()) continue;
      const channel = channels.get(callId);
      const alone = this.follow({ callId, clientId, gateway, phone }, prompt, null);
      if (channel === undefined) this.over(alone);
      else if (!channel.dismissed) this.park(alone);
    }
  }

  /** Done when the agent is in wrap-up, be it that an owner before has done it. */
  private async isLeft(callId: string): Promise<void> {
    const call = this.parts.registry.get(callId);
    const message = call?.facts.line.policy.machineMessage ?? null;
    if (call === undefined || call.state !== 'talking') {
      if (call === undefined && (await this.parts.rows.open()).some((one) => one.call.id === callId)) return;
      throw new PacelineError('wrong-state', 'nobody-talks');
    }
    const [prompt] = this.parts.sounds.prompts(call, null, message);
    if (prompt?.kind !== 'file') throw new PacelineError('wrong-state', 'no-machine-message');
    await persistently(this.owner, () => this.parts.rows.asked(callId, prompt.name, new Date(this.owner.clock.nowMs())));
    if (call.state !== 'talking' || !this.owner.lease.isHeld()) {
      if (!this.alone.has(callId)) await this.parts.rows.ended(callId, false, new Date(this.owner.clock.nowMs()));
      throw new PacelineError('wrong-state', 'nobody-talks');
    }
    // From here on what the switch says of the channel is heard here: all of it in one go, so that nothing is missed in between.
    if (call.facts.line.policy.isRecorded) this.owner.run('stop a recording', () => this.parts.recordings.stop(call));
    call.endedHere = true;
    const ended = this.parts.ending.ended(call, 'NORMAL_CLEARING', NO_SIP_ANSWER, this.owner.clock.nowMs());
    this.park(this.follow(call.facts, prompt.name, call.beepedAtMs));
    await ended;
  }

  /** The switch's guard may look in the moment of the park. */
  private park(alone: Alone): void {
    const { call } = alone;
    this.parts.vouching.begin(call);
    this.owner.run('park a machine whose agent has left', async () => { await this.owner.switchPort.park(call.callId); });
    call.after('park', PARK_WAIT_MS, () => { this.begin(alone); });
    call.after('at-most', AT_MOST_MS, () => { this.hangUp(alone); });
  }

  private begin(alone: Alone): void {
    if (alone.begun || !this.owner.lease.isHeld()) return;
    alone.begun = true;
    alone.call.cancel('park');
    // What has told one is deaf for the next.
    if (alone.beepedAtMs !== null) listenForNextBeep(this.owner, alone.call);
    this.tell(alone, { kind: 'alone', beepedAtMs: alone.beepedAtMs, atMs: this.owner.clock.nowMs() });
  }

  private tell(alone: Alone, event: LeavingEvent): void {
    const { leaving, action } = leavingStep(alone.leaving, event);
    alone.leaving = leaving;
    if (action !== null) this.perform(alone, action);
    if (event.kind === 'beeped' && action !== null) listenForNextBeep(this.owner, alone.call);
  }

  private perform(alone: Alone, action: LeavingAction): void {
    const { call, prompt } = alone;
    switch (action.kind) {
      case 'listen':
        call.after('beep', action.withinMs, () => { this.tell(alone, { kind: 'unheard', atMs: this.owner.clock.nowMs() }); });
        return;
      case 'say': {
        call.cancel('beep');
        const silence = action.afterMs > 0 ? [{ kind: 'silence' as const, ms: Math.ceil(action.afterMs) }] : [];
        this.owner.run('leave a machine its message', async () => {
          await this.owner.switchPort.announce(call.callId, [...silence, { kind: 'file', name: prompt }], `${call.callId}-machine-${String(action.serial)}`);
        });
        return;
      }
      case 'hang-up': this.hangUp(alone);
    }
  }

  private hangUp({ call }: Alone): void {
    this.owner.run('end a machine\'s call', async () => { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
  }

  private over(alone: Alone): void {
    const { call } = alone;
    if (!this.alone.delete(call.callId)) return;
    this.tell(alone, { kind: 'hung-up' });
    call.cancelAll();
    call.move('ended');
    this.parts.registry.legs.callEnded(call.callId);
    const whole = alone.leaving.kind === 'over' && alone.leaving.whole;
    const at = new Date(this.owner.clock.nowMs());
    this.ending.add(call.callId);
    this.owner.run('note what a machine was left', async () => {
      await persistently(this.owner, () => this.parts.rows.ended(call.callId, whole, at)).finally(() => { this.ending.delete(call.callId); });
    });
  }

  private follow({ callId, clientId, gateway, phone }: Pick<LiveCallFacts, 'callId' | 'clientId' | 'gateway' | 'phone'>, prompt: string, beepedAtMs: number | null): Alone {
    const call = new LiveCall({
      callId, clientId, line: lineOfNumber('machine', this.owner.environment), targetId: null, contactId: null, gateway, direction: 'inbound',
      phone, callerNumber: null, ringTimeoutSec: null,
    }, 'answered');
    call.answeredAtMs = this.owner.clock.nowMs();
    const alone: Alone = { call, prompt, beepedAtMs, leaving: LISTENS, begun: false };
    this.alone.set(callId, alone);
    this.parts.registry.legs.join(callId, callId, 'customer');
    return alone;
  }
}
