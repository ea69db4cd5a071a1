import type { ChannelEnded, ChannelEvent } from '@paceline/domain/call/switch-event';
import type { GatewayLines } from '../campaigns/gateway-lines';
import type { HeardBook } from '../campaigns/heard-book';
import type { OwnerContext } from '../owner/owner-context';
import type { CallEnding } from './call-ending';
import type { CallJournal } from './call-journal';
import type { HandOff } from './hand-off';
import type { LiveCall } from './live-call';
import type { Recordings } from './recordings';
import type { SafeHarbour } from './safe-harbour';
import type { Vouching } from './vouching';

/** A command that a lost link kept back is tried again after this. */
const LOOK_AGAIN_MS = 1_000;

/** What the switch says of a call's channel moves the call. One event, one step; late repeats change nothing. */
export class CallFlow {
  constructor(
    private readonly owner: OwnerContext,
    private readonly journal: CallJournal,
    private readonly handOff: HandOff,
    private readonly safeHarbour: SafeHarbour,
    private readonly ending: CallEnding,
    private readonly recordings: Recordings,
    private readonly gateways: GatewayLines,
    private readonly vouching: Vouching,
    private readonly heard: HeardBook,
    /** The agent on this leg, whom no call of ours has. */
    private readonly freeAgentOn: (legChannelId: string) => string | null,
  ) {}

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
          this.journal.record(call, 'ringing', { ringingAt: new Date(event.atMs) }, { early: event.early }, event.atMs);
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
        if (event.dismissedAtMs > 0) this.safeHarbour.ended(call, event.dismissedAtMs);
        this.owner.run('end a call', () => this.ending.ended(call, event.cause, event.sip, event.endedAtMs || event.atMs));
        return;
      case 'channel-dismissed':
        if (this.vouching.answersFor(call)) this.takeBack(call);
        else this.safeHarbour.begunBySwitch(call, event.atMs);
        return;
      case 'channel-destroyed':
        // Without CHANNEL_CREATE nobody was dialed (an unknown gateway): the job's refusal says so.
        return;
      case 'channel-parked':
        // Only an answer brings it to park: one whose event was missed must not be met by silence.
        this.answered(call, event.atMs, readAtMs);
        this.handOff.parked(call);
        return;
      case 'channel-unbridged':
        return;
      case 'recording-started':
        this.owner.run('note a recording', () => this.recordings.started(call, event.path, event.atMs));
        return;
      case 'recording-stopped':
        this.owner.run('note a recording', () => this.recordings.stopped(call, event.path, event.atMs, event.lengthMs));
        return;
      case 'channel-hangup':
      case 'channel-executed':
      case 'channel-digit':
      case 'channel-held':
      case 'playback-stopped':
      case 'beep-heard':
        return;
    }
  }

  /** The agent's leg is gone while its call lives: the customer waits with music, first in line. */
  agentLost(call: LiveCall): void {
    const { agent } = call;
    if (agent === null) return;
    if (call.state === 'connecting') {
      // Usually the customer's leg dies with it (ORIGINATOR_CANCEL); if it does not, it waits again.
      call.lostItsLeg = true;
      this.handOff.failed(call, 'the agent\'s leg is gone');
      if (!call.move('waiting')) return;
      this.safeHarbour.reconsider(call);
      this.owner.run('bridge failed: leg gone', async () => { await this.handOff.offer(call); });
      return;
    }
    if (!call.move('waiting')) return;
    call.agent = null;
    call.lostItsAgent = true;
    call.waitingSinceMs = this.owner.clock.nowMs();
    this.vouching.begin(call);
    this.journal.record(call, 'agent-lost', {}, { agentId: agent.agentId });
    this.owner.run('an agent was lost in mid-call', async () => { await this.owner.pool.finish(agent.agentId, agent.token, 1); });
    this.owner.run('offer the customer of a lost agent', async () => {
      const given = await this.handOff.offer(call).catch(() => false); // it stays in line
      if (!given) await this.owner.switchPort.play(call.callId, { kind: 'music' });
    });
  }

  /** The switch's guard looked in the moment before our word for this call arrived: it goes on waiting. */
  private takeBack(call: LiveCall): void {
    if (call.state !== 'waiting' || !this.owner.lease.isHeld()) return; // a bridge that is ordered takes it out by itself
    this.vouching.begin(call);
    this.owner.run('take a call back from the guard', async () => {
      await this.owner.switchPort.park(call.callId);
      if (call.state === 'waiting') await this.owner.switchPort.play(call.callId, { kind: 'music' });
    });
  }

  private answered(call: LiveCall, atMs: number, readAtMs: number): void {
    if (!call.move('answered')) return;
    this.carried(call);
    call.answeredAtMs = atMs;
    call.waitingSinceMs = atMs;
    call.answerReadAtMs = readAtMs;
    this.heard.answered(call);
    this.owner.run('offer an answered call', async () => { await this.handOff.offer(call); });
    this.safeHarbour.watch(call, atMs);
    this.journal.record(call, 'answered', { answeredAt: new Date(atMs) }, {}, atMs);
    this.limitLength(call);
  }

  /** It rang, and nobody heard of it: a phone that rang is not switched off, and its trunk carried the call. */
  private missedRing(call: LiveCall, { ringingAtMs }: ChannelEnded): void {
    if (ringingAtMs === 0 || call.ringingAtMs !== null || !call.move('ringing')) return;
    this.carried(call);
    call.ringingAtMs = ringingAtMs;
    this.journal.record(call, 'ringing', { ringingAt: new Date(ringingAtMs) }, { missed: true }, ringingAtMs);
  }

  /** An answer that nobody heard of, and a hang-up before the next look at the switch: a person answered all the same. */
  private missedAnswer(call: LiveCall, ended: ChannelEnded): void {
    if (ended.answeredAtMs === 0 || call.answeredAtMs !== null || call.state === 'ended') return;
    this.carried(call);
    call.answeredAtMs = ended.answeredAtMs;
    this.heard.answered(call);
    this.journal.record(call, 'answered', { answeredAt: new Date(ended.answeredAtMs) }, { missed: true }, ended.answeredAtMs);
  }

  /**
   * CHANNEL_BRIDGE was not heard, or came when the bridge had been given up: the end says whether they talked. 0 after a
   * hand-off that failed (recorded).
   */
  private missedBridge(call: LiveCall, ended: ChannelEnded): void {
    if (ended.bridgedAtMs === 0) return;
    if (call.state === 'connecting' && call.agent !== null) this.bridged(call, call.agent.legChannelId, ended.bridgedAtMs);
    else if (call.connectedAtMs === null && (call.state === 'answered' || call.state === 'waiting')) {
      call.connectedAtMs = ended.bridgedAtMs;
      this.journal.record(call, 'bridged', { connectedAt: new Date(ended.bridgedAtMs) }, { missed: true }, ended.bridgedAtMs);
    }
  }

  /** The switch shows the call bridged to this leg, and its event did not come. */
  bridgeSeen(call: LiveCall, legChannelId: string, atMs = this.owner.clock.nowMs()): void {
    this.bridged(call, legChannelId, atMs);
  }

  /** However long a call has lasted already when it is taken over, it ends at its line's limit. */
  limitLength(call: LiveCall): void {
    const { longestCallMs } = call.facts.line.policy;
    if (longestCallMs === null || call.answeredAtMs === null) return;
    call.after('max-length', call.answeredAtMs + longestCallMs - this.owner.clock.nowMs(), () => { this.tooLong(call); });
  }

  private bridged(call: LiveCall, otherId: string, atMs: number): void {
    if (call.agent === null) this.orderedBefore(call, otherId);
    const { agent } = call;
    // The late bridge of an order that was given up: that leg is being parked, and another agent is on the way.
    if (agent !== null && otherId !== '' && otherId !== agent.legChannelId) return;
    if (!call.move('talking')) return;
    call.cancel('safe-harbour');
    call.cancel('safe-harbour-end');
    call.safeHarbour = false; // a late bridge takes it out of the message
    this.vouching.end(call);
    call.lastAgentId = agent?.agentId ?? null;
    const first = call.connectedAtMs === null;
    call.connectedAtMs ??= atMs;
    call.talkingSinceMs = atMs;
    if (first && call.answeredAtMs !== null) this.owner.metrics.connectMs.observe(atMs - call.answeredAtMs);
    this.journal.record(call, 'bridged', first ? { connectedAt: new Date(atMs), agentId: call.lastAgentId } : { agentId: call.lastAgentId }, { agentId: call.lastAgentId }, atMs);
    this.owner.run('confirm a bridge', () => this.handOff.bridged(call));
    if (first && call.facts.line.policy.isRecorded) this.owner.run('start a recording', () => this.recordings.start(call));
  }

  /** By an earlier owner, and carried out when this one had looked. */
  private orderedBefore(call: LiveCall, legChannelId: string): void {
    const agentId = legChannelId === call.gaveUpLeg ? null : this.freeAgentOn(legChannelId);
    if (agentId === null || !call.move('connecting')) return;
    this.handOff.letGo(call);
    call.agent = { agentId, token: call.callId, legChannelId };
  }

  private carried(call: LiveCall): void {
    if (!call.heard) this.gateways.works(call.facts.gateway, call.originatingAtMs);
    call.heard = true;
  }

  private tooLong(call: LiveCall): void {
    if (!this.owner.switchPort.up) { call.after('max-length', LOOK_AGAIN_MS, () => { this.tooLong(call); }); return; }
    this.journal.note(call, 'max-length');
    this.owner.run('end a call that is too long', async () => { await this.owner.switchPort.hangup(call.callId, 'ALLOTTED_TIMEOUT'); });
  }
}
