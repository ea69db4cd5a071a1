import type { ChannelEnded, ChannelEvent } from '@paceline/domain/call/switch-event';
import type { TrunkLines } from '../trunks/trunk-lines';
import type { OwnerContext } from '../context/owner-context';
import type { CallEnding } from './call-ending';
import type { CallJournal } from './call-journal';
import type { CallNews } from './call-news';
import type { PlanOf } from './call-plan';
import type { Keeping } from './keeping';
import type { LegIndex } from './leg-index';
import type { LiveCall } from './live-call';
import type { Recordings } from './recordings';
import { isSentOutside } from './caller-now';
import { talkMissed } from './talk-missed';

export interface CallFlowParts {
  readonly journal: Pick<CallJournal, 'record'>;
  readonly planOf: PlanOf;
  readonly ending: Pick<CallEnding, 'ended'>;
  readonly recordings: Pick<Recordings, 'started' | 'stopped'>;
  readonly keeping: Pick<Keeping, 'letGo'>;
  readonly gateways: Pick<TrunkLines, 'works'>;
  readonly legs: Pick<LegIndex, 'of'>;
  /** Whose own phone is on this leg. */
  readonly phones: { readonly agentOn: (channelId: string) => string | null };
  readonly news: CallNews;
}

/** What the switch says of a call's channel moves the call; its plan says what follows. One event, one step; late repeats change nothing. */
export class CallFlow {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'metrics' | 'run' | 'switchPort'>, private readonly parts: CallFlowParts) {}

  handle(call: LiveCall, event: ChannelEvent, readAtMs: number): void {
    switch (event.type) {
      case 'channel-created':
        call.created = true;
        if (call.unwanted) this.owner.run('call off a call', async () => { await this.owner.switchPort.hangup(call.callId, 'ORIGINATOR_CANCEL'); });
        return;
      case 'channel-ringing':
        this.carried(call);
        if (call.move('ringing')) {
          call.ringingAtMs = event.atMs;
          this.parts.journal.record(call, 'ringing', { ringingAt: new Date(event.atMs) }, { early: event.early }, event.atMs);
        }
        return;
      case 'channel-answered':
        this.answered(call, event.atMs, readAtMs);
        return;
      case 'channel-bridged':
        this.bridged(call, event.otherId, event.atMs);
        return;
      case 'channel-ended':
        this.missedRing(call, event);
        this.missedAnswer(call, event);
        this.missedBridge(call, event);
        if (event.beeped) this.beeped(call, event.endedAtMs || event.atMs, 'missed');
        this.parts.planOf(call).ends(call, event.dismissedAtMs);
        this.owner.run('end a call', () => this.parts.ending.ended(call, event.cause, event.sip, event.endedAtMs || event.atMs));
        return;
      case 'channel-dismissed':
        this.parts.planOf(call).dismissed(call, event.atMs);
        return;
      case 'channel-destroyed':
        // Without CHANNEL_CREATE nobody was dialed (an unknown gateway): the job's refusal says so.
        return;
      case 'channel-parked':
        // Only an answer brings one of ours to park: one whose event was missed must not be met by silence.
        if (call.isOutbound() || event.arrival?.answered === true) this.answered(call, event.atMs, readAtMs);
        this.parts.planOf(call).parked(call);
        return;
      case 'recording-started':
        this.owner.run('note a recording', () => this.parts.recordings.started(call, event.path, event.atMs));
        return;
      case 'recording-stopped':
        this.owner.run('note a recording', () => this.parts.recordings.stopped(call, event.path, event.atMs, event.lengthMs));
        return;
      case 'channel-digit':
        this.parts.planOf(call).digit(call, event.digit, event.atMs);
        return;
      case 'channel-executed':
      case 'question-ended':
      case 'message-recorded':
        this.parts.planOf(call).done(call, event);
        return;
      case 'beep-heard':
        this.beeped(call, event.atMs);
        return;
    }
  }

  private answered(call: LiveCall, atMs: number, readAtMs: number): void {
    if (call.answeredAtMs !== null || !(call.move('answered') || isInLine(call))) return;
    this.carried(call);
    call.answeredAtMs = atMs;
    if (call.isOutbound()) call.waitingSinceMs = atMs;
    call.answerReadAtMs = readAtMs;
    this.parts.news.emit('answered', call);
    this.parts.planOf(call).answered(call);
    this.parts.journal.record(call, 'answered', { answeredAt: new Date(atMs) }, {}, atMs);
  }

  /** It rang, and nobody heard of it: a phone that rang is not switched off, and its trunk carried the call. */
  private missedRing(call: LiveCall, { ringingAtMs }: ChannelEnded): void {
    if (ringingAtMs === 0 || call.ringingAtMs !== null || !call.move('ringing')) return;
    this.carried(call);
    call.ringingAtMs = ringingAtMs;
    this.parts.journal.record(call, 'ringing', { ringingAt: new Date(ringingAtMs) }, { missed: true }, ringingAtMs);
  }

  /** An answer that nobody heard of, and a hang-up before the next look at the switch: a person answered all the same. */
  private missedAnswer(call: LiveCall, ended: ChannelEnded): void {
    if (ended.answeredAtMs === 0 || call.answeredAtMs !== null || call.state === 'ended') return;
    this.carried(call);
    call.answeredAtMs = ended.answeredAtMs;
    this.parts.news.emit('answered', call);
    this.parts.journal.record(call, 'answered', { answeredAt: new Date(ended.answeredAtMs) }, { missed: true }, ended.answeredAtMs);
  }

  /**
   * CHANNEL_BRIDGE was not heard, or came when the bridge had been given up: the end says whether they talked. 0 after a
   * hand-off that failed (recorded). Of whom an earlier owner had bridged and died, not even the answer was heard.
   */
  private missedBridge(call: LiveCall, ended: ChannelEnded): void {
    if (ended.bridgedAtMs === 0) return;
    if (call.state === 'connecting' && call.agent !== null) this.bridged(call, call.agent.legChannelId, ended.bridgedAtMs);
    else if (call.answeredAtMs !== null && call.state !== 'ended' && !isSentOutside(call)) talkMissed(this.parts.journal, call, ended.bridgedAtMs);
  }

  /** The switch shows the call bridged to this leg, and its event did not come. */
  bridgeSeen(call: LiveCall, legChannelId: string, atMs = this.owner.clock.nowMs()): void {
    this.bridged(call, legChannelId, atMs);
  }

  private bridged(call: LiveCall, otherId: string, atMs: number): void {
    if (this.parts.legs.of(otherId)?.role === 'third') { this.parts.news.emit('met-outside', call, otherId); return; }
    if (call.agent === null) this.orderedBefore(call, otherId);
    const { agent } = call;
    // The late bridge of an order that was given up: that leg is being parked, and another agent is on the way.
    if (agent !== null && otherId !== '' && otherId !== agent.legChannelId) return;
    if (!call.move('talking')) return;
    call.lastAgentId = agent?.agentId ?? null;
    const first = call.connectedAtMs === null;
    call.connectedAtMs ??= atMs;
    call.talkingSinceMs = atMs;
    if (first && call.answeredAtMs !== null) this.owner.metrics.connectMs.observe(atMs - call.answeredAtMs);
    this.parts.journal.record(call, 'bridged', first ? { connectedAt: new Date(atMs), agentId: call.lastAgentId } : { agentId: call.lastAgentId }, { agentId: call.lastAgentId, leg: agent?.legChannelId ?? null }, atMs);
    if (first) this.parts.news.emit('first-bridged', call);
    this.parts.planOf(call).bridged(call, first);
  }

  /** By an earlier owner, and carried out when this one had looked. */
  private orderedBefore(call: LiveCall, legChannelId: string): void {
    const agentId = legChannelId === call.gaveUp?.legChannelId ? null : this.agentWithoutCall(legChannelId);
    if (agentId === null || !call.move('connecting')) return;
    this.parts.keeping.letGo(call);
    call.agent = { agentId, token: call.callId, legChannelId };
  }

  private agentWithoutCall(legChannelId: string): string | null {
    return this.parts.legs.of(legChannelId)?.callId === null ? this.parts.phones.agentOn(legChannelId) : null;
  }

  /** `missed`: nobody heard of it before the call's end, which says so; what there is to be known of a call that has ended follows all the same. */
  private beeped(call: LiveCall, atMs: number, missed?: 'missed'): void {
    if (missed !== undefined && call.beepedAtMs !== null) return;
    call.beepedAtMs = atMs;
    this.parts.planOf(call).beeped(call);
  }

  private carried(call: LiveCall): void {
    // That a trunk brings calls in does not tell whether it takes any.
    if (!call.carried && call.isOutbound()) this.parts.gateways.works(call.facts.gateway, call.originatingAtMs);
    call.carried = true;
  }
}

/** A caller who rings, and waits, or is being bridged: answered by us where they are. */
function isInLine({ caller, state }: LiveCall): boolean {
  return caller !== null && (state === 'waiting' || state === 'connecting');
}
