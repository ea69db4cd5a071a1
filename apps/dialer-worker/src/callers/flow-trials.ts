import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { guardSec } from '@paceline/domain/call/guard';
import { beginning } from '@paceline/domain/script/step';
import { ASKED_AT_MOST_MS, LONGEST_TRIAL_MS } from '@paceline/domain/script/trials';
import type { FlowTrial, FlowTrials } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { Endpoint, SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { LegIndex } from '../calls/leg-index';
import { JustLeft } from '../calls/just-left';
import { LiveCall } from '../calls/live-call';
import type { ScriptPlan } from '../calls/script-plan';
import type { OwnerContext } from '../context/owner-context';
import type { DialDoor, DoorRefusal } from '../dialing/dial-door';
import { lineOfNumber } from '../lines/line-of-queue';
import { anyGatewayTo } from '../trunks/any-gateway';
import type { TrunkLines } from '../trunks/trunk-lines';

const RING_SEC = 30;
const REMEMBERED_MS = 60_000;

interface Trial {
  readonly call: LiveCall;
  gateway: string | null;
  placedAtMs: number;
  /** When we first knew that the switch has it. */
  createdAtMs: number | null;
  begun: boolean;
  /** The switch has the call, or has refused it in these words. */
  readonly heardOf: (refused: string | null) => void;
}

export interface FlowTrialParts {
  readonly rows: Pick<FlowTrials, 'find' | 'placed' | 'answered' | 'ended' | 'unfinished'>;
  readonly legs: Pick<LegIndex, 'join' | 'callEnded'>;
  readonly gateways: Pick<TrunkLines, 'free' | 'inTurn' | 'works'>;
  readonly door: Pick<DialDoor, 'open'>;
  readonly plan: Pick<ScriptPlan, 'begin' | 'digit' | 'done' | 'dismissed' | 'takenOver' | 'heardAgain'>;
}

/**
 * Rings the phone of whoever asked, and goes the way of the draft with them as with a caller. It is no call of ours: it has no row
 * among them, and so is in no figure, queue or list. The draft is in its own row, and stays as it was when it was asked for.
 */
export class FlowTrialDesk {
  private readonly trials = new Map<string, Trial>();
  /** Over: their rows may not say so yet. */
  private readonly left = new JustLeft(REMEMBERED_MS);

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'dataSource' | 'environment' | 'lease' | 'log' | 'run' | 'switchPort'>, private readonly parts: FlowTrialParts,
  ) {}

  has(channelId: string): boolean {
    return this.trials.has(channelId);
  }

  onGateway(gateway: string): number {
    return [...this.trials.values()].filter((trial) => trial.gateway === gateway).length;
  }

  stop(): void {
    for (const { call } of this.trials.values()) call.cancelAll();
    this.trials.clear();
  }

  /** Once: whoever asks again for the same, since nobody knows whether it was done, rings nobody. */
  async ask(trialId: string): Promise<void> {
    const row = await this.parts.rows.find(trialId);
    if (row === null || row.placedAt !== null || row.endedAt !== null || this.trials.has(trialId)) return;
    if (this.owner.clock.nowMs() - row.askedAt.getTime() > ASKED_AT_MOST_MS) {
      await this.parts.rows.ended(trialId, 'TOO_LATE', new Date(this.owner.clock.nowMs()));
      throw new PacelineError('unavailable', 'try-again');
    }
    const heard = await this.place(row);
    if (heard !== null) throw new PacelineError('unavailable', 'not-reached', { phone: row.legAddress, cause: heard });
  }

  handle(event: ChannelEvent): void {
    const trial = this.trials.get(event.channelId);
    if (trial === undefined) return;
    const { call } = trial;
    const { plan, gateways } = this.parts;
    switch (event.type) {
      case 'channel-created':
        trial.createdAtMs ??= this.owner.clock.nowMs();
        trial.heardOf(null);
        return;
      case 'channel-ringing': gateways.works(trial.gateway, trial.placedAtMs); return;
      case 'channel-answered': this.answered(trial, event.atMs); return;
      case 'channel-parked':
        this.answered(trial, event.atMs);
        this.begin(trial);
        return;
      case 'channel-digit': plan.digit(call, event.digit, event.atMs); return;
      case 'channel-executed':
      case 'question-ended':
      case 'message-recorded': plan.done(call, event); return;
      case 'channel-dismissed': plan.dismissed(call); return;
      case 'channel-ended': this.over(trial, event.cause); return;
      default: return;
    }
  }

  /**
   * Of an earlier owner, and those of ours of whom something was missed.
   * @param listedAtMs when the switch was asked for its channels: who has come since is in no such list
   * @param afresh the switch was not heard for a while
   */
  async found(channels: ReadonlyMap<string, SwitchChannel>, listedAtMs: number, afresh: boolean): Promise<void> {
    for (const trial of [...this.trials.values()]) {
      const channel = channels.get(trial.call.callId);
      if (channel === undefined) { if (trial.createdAtMs !== null && trial.createdAtMs < listedAtMs) this.over(trial, 'LOST'); continue; }
      this.seen(trial, channel, listedAtMs);
      if (afresh && trial.begun) this.parts.plan.heardAgain(trial.call, channel);
    }
    for (const row of await this.parts.rows.unfinished()) {
      if (this.trials.has(row.id) || this.left.has(row.id) || !this.owner.lease.isHeld()) continue;
      const channel = channels.get(row.id);
      if (channel === undefined) { await this.parts.rows.ended(row.id, 'LOST', new Date(this.owner.clock.nowMs())); continue; }
      const trial = this.follow(row, () => undefined);
      [trial.createdAtMs, trial.begun, trial.call.answeredAtMs] = [listedAtMs, row.scriptState !== null, row.answeredAt?.getTime() ?? null];
      if (trial.call.answeredAtMs !== null) trial.call.move('answered');
      if (trial.begun) this.parts.plan.takenOver(trial.call, channel);
      else this.seen(trial, channel, listedAtMs);
    }
  }

  /** It may have been answered, and have begun to wait, while nobody listened. One that is not parked yet is about to say so. */
  private seen(trial: Trial, channel: SwitchChannel, listedAtMs: number): void {
    trial.createdAtMs ??= listedAtMs;
    if (channel.callState !== 'ACTIVE' || channel.application !== 'park' || trial.begun) return;
    this.answered(trial, this.owner.clock.nowMs());
    this.begin(trial);
  }

  /** Resolves when the switch has it; with its own word when it does not. */
  private async place(row: FlowTrial): Promise<string | null> {
    let heardOf: Trial['heardOf'] = () => undefined;
    const heard = new Promise<string | null>((resolve) => { heardOf = resolve; });
    const trial = this.follow(row, heardOf);
    try {
      const refusal = await this.dial(trial, row);
      if (refusal === null) return await heard;
      this.over(trial, refusal);
      throw new PacelineError('unavailable', 'not-called', { phone: row.legAddress, refusal });
    } catch (thrown) {
      if (this.trials.get(row.id) === trial) this.over(trial, 'NOT_PLACED');
      throw thrown;
    }
  }

  private async dial(trial: Trial, { id, legKind, legAddress, legGateway }: FlowTrial): Promise<DoorRefusal | null> {
    const { environment } = this.owner;
    if (legKind === 'gateway') trial.gateway = legGateway ?? await anyGatewayTo(this.owner, this.parts.gateways, legAddress, 'transfer');
    if (legKind === 'gateway' && trial.gateway === null) return 'no-gateway';
    const endpoint: Endpoint = trial.gateway === null
      ? { kind: 'extension', extension: legAddress, domain: environment.FREESWITCH_AGENT_DOMAIN } : { kind: 'gateway', gateway: trial.gateway, digits: legAddress };
    // A claim that is under way has counted this line as free; the next one counts it as taken.
    if (trial.gateway !== null) await this.parts.gateways.inTurn(() => Promise.resolve());
    const way = await this.parts.door.open({ by: 'transfer', endpoint, notAfterMs: this.owner.clock.nowMs() + environment.ORIGINATE_NOT_AFTER_MS });
    if (typeof way === 'string') return way;
    trial.placedAtMs = this.owner.clock.nowMs();
    const isOurs = await this.parts.rows.placed(id, trial.gateway, new Date(trial.placedAtMs));
    if (!isOurs || !this.owner.lease.isHeld()) { way.withdrawn(); return 'switch-not-connected'; }
    const { patienceMs, lastMessage } = trial.call.facts.line.policy;
    trial.call.after('longest-trial', LONGEST_TRIAL_MS, () => {
      this.owner.run('end a long trial', async () => { await this.owner.switchPort.hangup(id, 'NORMAL_CLEARING'); });
    });
    this.owner.run('call somebody with a draft', async () => {
      const result = await way.send({
        channelId: id, ringTimeoutSec: RING_SEC, callerNumber: null, accountCode: environment.SWITCH_ACCOUNT_CODE, afterBridge: 'hangup',
        guard: { sec: guardSec(patienceMs), prompt: lastMessage },
      });
      // Whoever is at that phone, its call says nothing of the trunk that ringing would not.
      way.withdrawn();
      // Of one that began its own events tell.
      if (!result.ok && result.kind === 'refused' && trial.createdAtMs === null) this.over(trial, result.text.replace(/^-ERR /, ''));
      else trial.heardOf(null);
    });
    return null;
  }

  private answered(trial: Trial, atMs: number): void {
    const { call } = trial;
    if (call.answeredAtMs !== null) return;
    call.answeredAtMs = atMs;
    call.move('answered');
    this.parts.gateways.works(trial.gateway, trial.placedAtMs);
    this.owner.run('note that a trial was answered', () => call.write(() => this.parts.rows.answered(call.callId, new Date(atMs))));
  }

  /** At its park: what is ordered at the answer the originate's own thread may still overwrite. */
  private begin(trial: Trial): void {
    if (trial.begun || !this.owner.lease.isHeld()) return;
    trial.begun = true;
    this.parts.plan.begin(trial.call);
  }

  private over(trial: Trial, by: string): void {
    const { call } = trial;
    if (!this.trials.delete(call.callId)) return;
    this.left.add(call.callId);
    call.cancelAll();
    call.move('ended');
    this.parts.legs.callEnded(call.callId);
    trial.heardOf(trial.createdAtMs === null ? by : null);
    this.owner.run('note the end of a trial', () => call.write(() => this.parts.rows.ended(call.callId, by, new Date(this.owner.clock.nowMs()))));
  }

  private follow(row: FlowTrial, heardOf: Trial['heardOf']): Trial {
    const { id, clientId, script, legAddress, legGateway } = row;
    const state = row.scriptState ?? beginning(script);
    const call = new LiveCall({
      callId: id, clientId, line: lineOfNumber('trial', this.owner.environment), targetId: null, contactId: null, gateway: legGateway, direction: 'inbound',
      phone: legAddress, callerNumber: null, ringTimeoutSec: null,
    }, 'ringing', {
      dialedNumber: '', run: { script, state, firstKeyAtMs: null, isEmergency: false }, language: state.language, inQueue: false, treatment: null, sentOnBy: new Set(), inLineSinceMs: null,
    });
    const trial: Trial = { call, gateway: legGateway, placedAtMs: row.placedAt?.getTime() ?? 0, createdAtMs: null, begun: false, heardOf };
    this.trials.set(id, trial);
    this.parts.legs.join(id, id, 'customer');
    return trial;
  }
}
