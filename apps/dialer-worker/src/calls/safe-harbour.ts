import type { Prompt } from '@paceline/telephony/port/switch-port';
import type { OwnerContext } from '../owner/owner-context';
import type { CallJournal } from './call-journal';
import type { LiveCall } from './live-call';

/** While the link is lost: how often it is looked for. */
const LOOK_AGAIN_MS = 100;

/**
 * A person answered and no agent was there within the limit: they hear the message with the seller's name
 * and number, and the call ends. From the moment the message begins no agent is given to the call.
 */
export class SafeHarbour {
  constructor(private readonly owner: OwnerContext, private readonly journal: CallJournal) {}

  /** Starts the clock at the answer, as the switch timed it. */
  watch(call: LiveCall, answeredAtMs: number): void {
    const dueMs = answeredAtMs + this.owner.environment.SAFE_HARBOUR_AFTER_MS;
    call.after('safe-harbour', dueMs - this.owner.clock.nowMs(), () => { this.due(call); });
  }

  /** A hand-off failed, or the limit passed while one was under way: the limit is judged again. */
  reconsider(call: LiveCall): void {
    if (call.connectedAtMs !== null || call.answeredAtMs === null) return;
    if (this.owner.clock.nowMs() >= call.answeredAtMs + this.owner.environment.SAFE_HARBOUR_AFTER_MS) this.due(call);
  }

  /** The message has been heard to its end. */
  async played(call: LiveCall): Promise<void> {
    if (!call.safeHarbour) return;
    await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING');
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
    call.safeHarbour = true;
    const prompt: Prompt = { kind: 'file', name: call.facts.campaign?.safeHarbourPrompt ?? this.owner.environment.SAFE_HARBOUR_PROMPT };
    this.owner.run('play the safe-harbour message', async () => {
      const played = await this.owner.switchPort.play(call.callId, prompt);
      if (!played.ok) await this.owner.switchPort.hangup(call.callId, 'NORMAL_CLEARING');
    });
    this.endLater(call);
    this.journal.record(call, 'safe-harbour', { safeHarbourAt: new Date(this.owner.clock.nowMs()) }, { prompt: prompt.name });
  }
}
