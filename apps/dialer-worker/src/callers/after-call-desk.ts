import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import { NO_SIP_ANSWER } from '@paceline/domain/call/sip-answer';
import type { Call, KeptInterview, KeypadInterviews } from '@paceline/persistence';
import type { SwitchChannel } from '@paceline/telephony/port/switch-port';
import type { CallEnding } from '../calls/call-ending';
import type { CallRegistry } from '../calls/call-registry';
import { interviewNow, type InterviewBook } from '../calls/interview-book';
import type { InterviewNow } from '../calls/interview-now';
import type { InterviewPlan } from '../calls/interview-plan';
import { JustLeft } from '../calls/just-left';
import { LiveCall } from '../calls/live-call';
import type { Recordings } from '../calls/recordings';
import type { Vouching } from '../calls/vouching';
import type { OwnerContext } from '../context/owner-context';
import { lineOfNumber } from '../lines/line-of-queue';
import type { AfterCall } from '../surveys/after-call';

/** No agent is kept longer than this by what a database that is away could say of their customer. */
const DECIDED_WITHIN_MS = 2_000;
/** The park follows its command within 45 ms; when its event does not come, they are asked all the same. */
const PARK_WAIT_MS = 1_000;
const REMEMBERED_MS = 60_000;

export interface AfterCallDeskParts {
  readonly rule: Pick<AfterCall, 'asks'>;
  readonly book: Pick<InterviewBook, 'begin'>;
  readonly rows: Pick<KeypadInterviews, 'open'>;
  readonly plan: Pick<InterviewPlan, 'begin' | 'digit' | 'done' | 'dismissed' | 'over' | 'takenOver' | 'heardAgain'>;
  readonly registry: Pick<CallRegistry, 'get'> & { readonly legs: Pick<CallRegistry['legs'], 'join' | 'callEnded'> };
  readonly ending: Pick<CallEnding, 'ended'>;
  readonly vouching: Pick<Vouching, 'begin'>;
  readonly recordings: Pick<Recordings, 'stop' | 'stopped'>;
}

/**
 * Customers who stay when their agent leaves, and are asked by keys. Their call has ended with the talk, so that its agent is in
 * wrap-up at once and nobody waits for it; what goes on is their channel, and where they stand is in their interview.
 */
export class AfterCallDesk {
  private readonly asked = new Map<string, LiveCall>();
  private readonly begun = new WeakSet<LiveCall>();
  /** Their interview is over, or is about to be: its row may not say so yet. */
  private readonly left = new JustLeft(REMEMBERED_MS);

  constructor(
    private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'lease' | 'log' | 'run' | 'switchPort'>, private readonly parts: AfterCallDeskParts,
  ) {}

  has(channelId: string): boolean {
    return this.asked.has(channelId);
  }

  onGateway(gateway: string): number {
    return [...this.asked.values()].filter(({ facts }) => facts.gateway === gateway).length;
  }

  stop(): void {
    for (const call of this.asked.values()) call.cancelAll();
    this.asked.clear();
  }

  /** A talk is over, and not by the customer. True: they stay, and the agent is free. */
  async keeps(call: LiveCall): Promise<boolean> {
    const interview = await this.toBeHeld(call).catch((thrown: unknown) => {
      this.owner.log.warn({ callId: call.callId, err: thrown }, 'nobody knows whether a customer is to be asked: they are not');
      return null;
    });
    if (interview === null || call.state !== 'talking' || !this.owner.lease.isHeld()) return false;
    // From here on what the switch says of the channel is heard here: all of it in one go, so that nothing is missed in between.
    if (call.facts.line.policy.isRecorded) this.owner.run('stop a recording', () => this.parts.recordings.stop(call));
    call.endedHere = true;
    const ended = this.parts.ending.ended(call, 'NORMAL_CLEARING', NO_SIP_ANSWER, this.owner.clock.nowMs());
    const asked = this.follow(call.facts, interview);
    // Before they are parked: the switch's guard may look in that moment.
    this.parts.vouching.begin(asked);
    this.owner.run('park a customer whose agent has left', async () => { await this.owner.switchPort.park(asked.callId); });
    asked.after('park', PARK_WAIT_MS, () => { this.begin(asked); });
    await ended;
    return true;
  }

  handle(event: ChannelEvent): void {
    const call = this.asked.get(event.channelId);
    if (call === undefined) return;
    const { plan, recordings } = this.parts;
    switch (event.type) {
      case 'channel-parked': this.begin(call); return;
      case 'channel-digit': plan.digit(call, event.digit, event.atMs); return;
      case 'channel-executed':
      case 'question-ended':
      case 'message-recorded': plan.done(call, event); return;
      case 'channel-dismissed': plan.dismissed(call); return;
      case 'recording-stopped': this.owner.run('note a recording', () => recordings.stopped(call, event.path, event.atMs, event.lengthMs)); return;
      case 'channel-ended': this.over(call); return;
      default: return;
    }
  }

  /**
   * Of an earlier owner, and those of ours of whom something was missed.
   * @param listedAtMs when the switch was asked for its channels: who is followed since is in no such list
   * @param afresh the switch was not heard for a while
   */
  async found(channels: ReadonlyMap<string, SwitchChannel>, listedAtMs: number, afresh: boolean): Promise<void> {
    const open = await this.parts.rows.open();
    const followed = [...this.asked.values()];
    for (const call of followed) {
      const channel = channels.get(call.callId);
      if (channel === undefined) { if ((call.answeredAtMs ?? 0) < listedAtMs) this.over(call); }
      else if (afresh && this.begun.has(call)) this.parts.plan.heardAgain(call, channel);
    }
    for (const { call: row, kept } of open) {
      if (row.endedAt === null || this.left.has(row.id) || followed.some(({ callId }) => callId === row.id) || this.parts.registry.get(row.id) !== undefined || !this.owner.lease.isHeld()) continue;
      this.goOn(row, kept, channels.get(row.id));
    }
  }

  private goOn(row: Call, kept: KeptInterview, channel: SwitchChannel | undefined): void {
    const call = this.follow({ callId: row.id, clientId: row.clientId, gateway: row.gateway, phone: row.phone }, interviewNow(kept));
    if (channel === undefined) { this.over(call); return; }
    this.begun.add(call);
    this.parts.plan.takenOver(call, channel);
  }

  private async toBeHeld(call: LiveCall): Promise<InterviewNow | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error('not decided in time')); }, DECIDED_WITHIN_MS); });
    try {
      return await Promise.race([this.decided(call), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async decided(call: LiveCall): Promise<InterviewNow | null> {
    const { callId, facts: { clientId, phone, contactId, line }, talkingSinceMs, lastAgentId } = call;
    if (call.state !== 'talking' || talkingSinceMs === null) return null;
    const told = await this.parts.rule.asks({ callId, clientId, phone, contactId, line: line.id }, this.owner.clock.nowMs() - talkingSinceMs);
    return told.ask ? await this.parts.book.begin(call, told.versionId, lastAgentId) : null;
  }

  private begin(call: LiveCall): void {
    if (this.begun.has(call) || !this.owner.lease.isHeld()) return;
    this.begun.add(call);
    call.cancel('park');
    this.parts.plan.begin(call);
  }

  private over(call: LiveCall): void {
    if (!this.asked.delete(call.callId)) return;
    this.left.add(call.callId);
    call.cancelAll();
    call.move('ended');
    this.parts.registry.legs.callEnded(call.callId);
    this.parts.plan.over(call);
  }

  private follow({ callId, clientId, gateway, phone }: Pick<LiveCall['facts'], 'callId' | 'clientId' | 'gateway' | 'phone'>, interview: InterviewNow): LiveCall {
    const call = new LiveCall({
      callId, clientId, line: lineOfNumber('after-call', this.owner.environment), targetId: null, contactId: null, gateway, direction: 'inbound',
      phone, callerNumber: null, ringTimeoutSec: null,
    }, 'answered');
    call.answeredAtMs = this.owner.clock.nowMs();
    call.interview = interview;
    this.asked.set(callId, call);
    this.parts.registry.legs.join(callId, callId, 'customer');
    return call;
  }
}
