import type { Distributor } from '@paceline/domain/routing/distributor';
import { lineOfCampaign } from '@paceline/domain/routing/line';
import type { WaitingCall } from '@paceline/domain/routing/waiting-call';
import type { KnownAgents } from '../context/known-agents';
import type { LiveCall } from './live-call';

/** What the distributor has been told of the calls that wait, and is told when they do no more, or wait otherwise. */
export class ToldCalls {
  private readonly told = new Map<LiveCall, WaitingCall>();

  constructor(private readonly distributor: Distributor, private readonly known: Pick<KnownAgents, 'isAtWorkOn'>) {}

  /** A call that may have begun to wait, or may wait again. */
  look(call: LiveCall): void {
    if (call.wantsAgent() && !this.told.has(call)) this.begin(call);
  }

  /** Those that were told of, as they are now. */
  lookAgain(): void {
    for (const [call, told] of this.told) {
      if (!call.wantsAgent()) this.forget(call);
      else if (!this.isStill(told, call)) this.begin(call);
    }
  }

  /** It waits no more, or is being promised somebody: it is told of anew when it waits again. */
  forget(call: LiveCall): void {
    this.told.delete(call);
    this.distributor.callIsGone(call.callId);
  }

  /** The call as whoever decides sees it now. */
  toWaiting(call: LiveCall): WaitingCall {
    const { callId, facts: { line }, waitingSinceMs, lostItsAgent, points, calledBy } = call;
    const { routing, longestWaitMs } = line.policy;
    return {
      callId, lineId: line.id, routing, points, waitingSinceMs, longestWaitMs, lostItsAgent, dueAtMs: dueAtMs(call), lastAgentId: this.lastAgentOf(call),
      calledByLine: calledBy === null ? null : lineOfCampaign(calledBy),
    };
  }

  private begin(call: LiveCall): void {
    const waiting = this.toWaiting(call);
    this.told.set(call, waiting);
    this.distributor.callWaits(waiting);
  }

  private isStill(told: WaitingCall, call: LiveCall): boolean {
    return told.waitingSinceMs === call.waitingSinceMs && told.lostItsAgent === call.lostItsAgent && told.points === call.points
      && told.dueAtMs === dueAtMs(call) && told.lastAgentId === this.lastAgentOf(call);
  }

  private lastAgentOf({ lastAgentFirst, facts: { line } }: LiveCall): string | null {
    return lastAgentFirst !== null && this.known.isAtWorkOn(lastAgentFirst, line.id) ? lastAgentFirst : null;
  }
}

function dueAtMs({ facts: { line: { policy } }, answeredAtMs, waitingSinceMs, connectedAtMs, callbackId }: LiveCall): number | null {
  // In a queue's line, and called by us: from the answer on the agent who was kept for them, or another, must be there.
  if (callbackId !== null) return answeredAtMs === null || connectedAtMs !== null ? null : answeredAtMs + policy.patienceMs;
  return policy.longestWaitMs !== null || connectedAtMs !== null ? null : (answeredAtMs ?? waitingSinceMs) + policy.patienceMs;
}
