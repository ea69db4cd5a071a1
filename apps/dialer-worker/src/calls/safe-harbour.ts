import type { OwnerContext } from '../context/owner-context';
import type { CallNews } from './call-news';
import type { CallJournal } from './call-journal';
import type { LiveCall } from './live-call';

/** While the link is lost: how often it is looked for. */
const LOOK_AGAIN_MS = 100;

/**
 * A person answered and no agent was there within the limit: they hear the message with the seller's name
 * and number, and the call ends. From the moment the message begins no agent is given to the call. The switch
 * plays it and hangs up by itself, told by us or by its guard: a worker that dies now leaves nobody in silence.
 */
export class SafeHarbour {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'environment' | 'lease' | 'run' | 'switchPort'>, private readonly journal: Pick<CallJournal, 'record'>, private readonly news: CallNews) {}

  /** Starts the clock at the answer, as the switch timed it, or at the key by which an agent was asked for. */
  watch(call: LiveCall): void {
    const { owedSinceMs } = call;
    if (owedSinceMs === null) return;
    const dueMs = owedSinceMs + call.facts.line.policy.patienceMs;
    call.after('safe-harbour', dueMs - this.owner.clock.nowMs(), () => { this.due(call); });
  }

  /** A hand-off failed, or the limit passed while one was under way: the limit is judged again. */
  reconsider(call: LiveCall): void {
    if (call.connectedAtMs !== null || call.owedSinceMs === null) return;
    if (this.owner.clock.nowMs() >= call.owedSinceMs + call.facts.line.policy.patienceMs) this.due(call);
  }

  /** The switch begins the message: its guard looked before we did, or we ordered it. */
  begunBySwitch(call: LiveCall, atMs: number): void {
    call.safeHarbourSeenAtMs ??= atMs;
    // A bridge that is on its way takes the call out of the message; if it does not come, `reconsider` asks again.
    if (call.state === 'answered' || call.state === 'waiting') this.begun(call, atMs, 'switch');
  }

  /** Found in the message by an owner who was not there when it began; the call's end tells since when, if it is heard or recorded. */
  found(call: LiveCall, atMs: number): void {
    call.safeHarbour = true;
    call.safeHarbourSeenAtMs = atMs;
    this.endLater(call);
  }

  /** The call has ended with the message, whoever heard of its beginning. */
  ended(call: LiveCall, begunAtMs: number): void {
    this.begun(call, begunAtMs, 'switch');
  }

  /**
   * Parked out of the message: a bridge that had been given up took it out, late, and the agent has left again before anybody knew. What
   * was cut short is played anew, or they would hear nothing until the call ends.
   */
  parked(call: LiveCall): void {
    if (!call.safeHarbour || call.safeHarbourSeenAtMs === null || call.state !== 'waiting' || !this.owner.switchPort.up || !this.owner.lease.isHeld()) return;
    this.play(call);
  }

  /** However the message goes, the call ends: also one whose message an earlier owner began. */
  endLater(call: LiveCall): void {
    call.after('safe-harbour-end', this.owner.environment.SAFE_HARBOUR_MAX_SEC * 1000, () => { this.end(call); });
  }

  private end(call: LiveCall): void {
    if (!this.owner.switchPort.up) { call.after('safe-harbour-end', LOOK_AGAIN_MS, () => { this.end(call); }); return; }
    this.owner.run('end an abandoned call', async () => { await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING'); });
  }

  private due(call: LiveCall): void {
    // A bridge that is on its way may still come: `reconsider` asks again if it fails.
    const waits = call.state === 'answered' || call.state === 'waiting';
    if (!waits || call.connectedAtMs !== null || call.safeHarbour || !this.owner.lease.isHeld()) return;
    // The message must be heard: a link that is lost just now is waited for.
    if (!this.owner.switchPort.up) { call.after('safe-harbour', LOOK_AGAIN_MS, () => { this.due(call); }); return; }
    this.play(call);
    this.begun(call, this.owner.clock.nowMs(), 'worker');
  }

  private play(call: LiveCall): void {
    this.owner.run('play the safe-harbour message', async () => {
      const dismissed = await this.owner.switchPort.dismiss(call.callId);
      if (!dismissed.ok) await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING');
    });
  }

  private begun(call: LiveCall, atMs: number, by: 'worker' | 'switch'): void {
    if (call.safeHarbourAtMs !== null) return;
    call.safeHarbour = true;
    call.safeHarbourAtMs = atMs;
    call.cancel('safe-harbour');
    this.news.emit('abandoned', call);
    this.endLater(call);
    this.journal.record(call, 'safe-harbour', { safeHarbourAt: new Date(atMs) }, { by, prompt: call.facts.line.policy.lastMessage });
  }
}
