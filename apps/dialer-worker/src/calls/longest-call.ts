import { LONGEST_CALL_CAUSE } from '@paceline/domain/call/talk';
import type { OwnerContext } from '../context/owner-context';
import type { CallJournal } from './call-journal';
import type { LiveCall } from './live-call';

/** A command that a lost link kept back is tried again after this. */
const LOOK_AGAIN_MS = 1_000;

/** However long a call has lasted already when it is taken over, it ends at its line's limit. */
export class LongestCall {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'switchPort' | 'run'>, private readonly journal: Pick<CallJournal, 'note'>) {}

  watch(call: LiveCall): void {
    const { longestCallMs } = call.facts.line.policy;
    if (longestCallMs === null || call.answeredAtMs === null) return;
    call.after('max-length', call.answeredAtMs + longestCallMs - this.owner.clock.nowMs(), () => { this.reached(call); });
  }

  private reached(call: LiveCall): void {
    if (!this.owner.switchPort.up) { call.after('max-length', LOOK_AGAIN_MS, () => { this.reached(call); }); return; }
    this.journal.note(call, 'max-length');
    this.owner.run('end a call that is too long', async () => { await this.owner.switchPort.hangup(call.callId, LONGEST_CALL_CAUSE); });
  }
}
