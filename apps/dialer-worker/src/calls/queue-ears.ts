import { NOTHING_LEARNED_OF_QUEUE, learnOfQueue, type QueueHeard, type QueueLearned } from '@paceline/domain/queue/queue-learned';
import type { CallNews, EndedCall } from './call-news';
import type { LiveCall } from './live-call';

const NOTHING_HEARD: QueueHeard = { handledForMs: [], answeredAfterMs: [], abandonedAfterMs: [] };

/** Hears how long the calls of each queue keep their agents, and how long callers wait before they are answered or give up. */
export class QueueEars {
  private readonly learned = new Map<string, QueueLearned>();
  /** Who has talked, and may be wrapping up, by agent. */
  private readonly talked = new Map<string, { readonly lineId: string; readonly sinceMs: number }>();

  constructor(news: CallNews) {
    news.on('first-bridged', (call) => { this.answered(call); });
    news.on('ended', (ended) => { this.ended(ended); });
    news.on('wrap-up-ended', (agentId, atMs) => { this.wrappedUp(agentId, atMs); });
  }

  learnedOf(lineId: string): QueueLearned {
    return this.learned.get(lineId) ?? NOTHING_LEARNED_OF_QUEUE;
  }

  /** What rows tell of calls before this ownership. */
  recall(lineId: string, heard: QueueHeard): void {
    this.hear(lineId, heard);
  }

  private answered({ caller, facts, connectedAtMs, waitingSinceMs }: LiveCall): void {
    if (caller !== null && connectedAtMs !== null) this.hear(facts.line.id, { answeredAfterMs: [Math.max(0, connectedAtMs - waitingSinceMs)] });
  }

  private ended({ call, outcome, endedAtMs, wasTalking }: EndedCall): void {
    // A queue's agents are kept as long by whom they call back.
    if (call.caller === null && call.callbackId === null) return;
    if (outcome === 'abandoned-in-queue' && call.caller?.inQueue === true) this.hear(call.facts.line.id, { abandonedAfterMs: [Math.max(0, endedAtMs - call.waitingSinceMs)] });
    if (wasTalking && call.lastAgentId !== null && call.talkingSinceMs !== null) this.talked.set(call.lastAgentId, { lineId: call.facts.line.id, sinceMs: call.talkingSinceMs });
  }

  private wrappedUp(agentId: string, atMs: number): void {
    const talk = this.talked.get(agentId);
    this.talked.delete(agentId);
    if (talk !== undefined) this.hear(talk.lineId, { handledForMs: [Math.max(0, atMs - talk.sinceMs)] });
  }

  private hear(lineId: string, heard: Partial<QueueHeard>): void {
    this.learned.set(lineId, learnOfQueue(this.learnedOf(lineId), { ...NOTHING_HEARD, ...heard }));
  }
}
