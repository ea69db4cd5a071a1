import type { Distributor } from '@paceline/domain/routing/distributor';
import type { WaitingCall } from '@paceline/domain/routing/waiting-call';
import type { KnownAgents } from '../context/known-agents';
import type { LiveCall } from './live-call';

interface Told { readonly waiting: WaitingCall; round: number }

/** What the distributor is told of the calls that wait: whichever have come, gone or changed since it was told last. */
export class ToldCalls {
  private readonly told = new Map<LiveCall, Told>();
  private round = 0;

  constructor(private readonly distributor: Distributor, private readonly known: Pick<KnownAgents, 'serves'>) {}

  /** @param waiting all of them, in any order */
  tell(waiting: readonly LiveCall[]): void {
    this.round++;
    for (const call of waiting) {
      const told = this.told.get(call);
      if (told !== undefined && this.isStill(told.waiting, call)) told.round = this.round;
      else this.begin(call);
    }
    if (this.told.size === waiting.length) return;
    for (const [call, { round }] of this.told) if (round !== this.round) this.forget(call);
  }

  /** An agent is being promised to it: whatever comes of that, it is told of anew when it waits again. */
  forget(call: LiveCall): void {
    this.told.delete(call);
    this.distributor.callIsGone(call.callId);
  }

  /** The call as whoever decides sees it now. */
  toWaiting(call: LiveCall): WaitingCall {
    const { callId, facts: { line }, waitingSinceMs, lostItsAgent, points } = call;
    const { routing, longestWaitMs } = line.policy;
    return {
      callId, lineId: line.id, routing, points, waitingSinceMs, longestWaitMs, lostItsAgent, dueAtMs: dueAtMs(call), lastAgentId: this.lastAgentOf(call),
    };
  }

  private begin(call: LiveCall): void {
    const waiting = this.toWaiting(call);
    this.told.set(call, { waiting, round: this.round });
    this.distributor.callWaits(waiting);
  }

  private isStill(told: WaitingCall, call: LiveCall): boolean {
    return told.waitingSinceMs === call.waitingSinceMs && told.lostItsAgent === call.lostItsAgent && told.points === call.points
      && told.dueAtMs === dueAtMs(call) && told.lastAgentId === this.lastAgentOf(call);
  }

  private lastAgentOf({ lastAgentFirst, facts: { line } }: LiveCall): string | null {
    return lastAgentFirst !== null && this.known.serves(lastAgentFirst, line.id) ? lastAgentFirst : null;
  }
}

function dueAtMs({ facts: { line: { policy } }, answeredAtMs, waitingSinceMs, connectedAtMs }: LiveCall): number | null {
  return policy.longestWaitMs !== null || connectedAtMs !== null ? null : (answeredAtMs ?? waitingSinceMs) + policy.patienceMs;
}
