import type { WayOut } from '@paceline/domain/queue/queue-settings';
import { queueOfLine } from '@paceline/domain/routing/line';
import type { WayOn } from '@paceline/domain/script/script-run';
import type { Queue } from '@paceline/persistence';
import type { OwnerContext } from '../context/owner-context';
import type { CallerNow } from './caller-now';
import type { LiveCall } from './live-call';

/** Whoever has waited too long while an agent is promised to them is looked at again. */
const ASK_AGAIN_MS = 2_000;
/** Of the installation: where a queue says nothing else, or is not there. */
export const LAST_MESSAGE: WayOn = { kind: 'message', say: null };

/** No caller waits longer than their queue lets them; then they go where it says. */
export class LongestWait {
  constructor(private readonly owner: Pick<OwnerContext, 'clock' | 'run'>, private readonly parts: {
    readonly find: (queueId: string) => Promise<Queue | null>;
    readonly wayOut: (call: LiveCall, caller: CallerNow, queueId: string, way: WayOut) => void;
  }) {}

  /** Of whoever waits now, also of who lost their agent: of these from then on. */
  watch(call: LiveCall): void {
    const { longestWaitMs } = call.facts.line.policy;
    if (call.state === 'waiting' && longestWaitMs !== null) this.look(call, call.waitingSinceMs + longestWaitMs - this.owner.clock.nowMs());
  }

  private look(call: LiveCall, inMs: number): void {
    call.after('longest-wait', inMs, () => {
      this.look(call, ASK_AGAIN_MS);
      this.owner.run('look at who waited too long', () => this.waitedTooLong(call));
    });
  }

  private async waitedTooLong(call: LiveCall): Promise<void> {
    const { caller, facts: { line } } = call;
    const queueId = queueOfLine(line.id);
    if (caller === null || queueId === null || !call.isInLine()) return;
    const way: WayOut = (await this.parts.find(queueId))?.overflow.waitedTooLong ?? LAST_MESSAGE;
    if (call.facts.line !== line || !call.isInLine()) return;
    // Nobody else's queue, number or box is for whoever has talked already.
    this.parts.wayOut(call, caller, queueId, call.connectedAtMs === null || way.kind === 'message' ? way : LAST_MESSAGE);
  }
}
