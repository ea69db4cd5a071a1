import type { Reservation } from '@paceline/agent-pool';

/**
 * Who has whom, by the pool's answers alone and by no word of whoever asks: from the answer to a promise until its end is sent.
 * Redis gave the answer before, and hears of the end after: two of them at once are two promises of one agent, or for one call.
 */
export class PromiseJudge {
  private readonly callOf = new Map<string, string>();
  private readonly agentOf = new Map<string, string>();
  promises = 0;
  twice = 0;

  promised({ agentId, callId }: Reservation): void {
    this.promises++;
    if (this.callOf.has(agentId) || this.agentOf.has(callId)) this.twice++;
    this.callOf.set(agentId, callId);
    this.agentOf.set(callId, agentId);
  }

  isOver({ agentId, callId }: Reservation): void {
    this.callOf.delete(agentId);
    this.agentOf.delete(callId);
  }
}
