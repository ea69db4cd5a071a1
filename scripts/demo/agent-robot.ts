import type { RealtimeEvent } from '@paceline/contracts/realtime';
import type { ApiClient } from './api-client';

/** An answering machine is hung up on after this long; a person has said goodbye before. */
const LONGEST_TALK_MS = 6_500;
const DISPOSITIONS = ['interested', 'not-interested', 'not-interested', 'wrong-number', 'call-again'];

/** Does at the API what an agent does on the screen: says what came of each call, after a moment's thought. */
export class AgentRobot {
  private readonly timers = new Set<NodeJS.Timeout>();
  private talkingOn: string | null = null;
  private calls = 0;
  failed: (error: Error) => void = () => undefined;

  constructor(readonly client: ApiClient, readonly agentId: string, private readonly thinkMs: number) {}

  heard(event: RealtimeEvent): void {
    if (event.type !== 'agent' || event.agentId !== this.agentId || event.callId === null) return;
    const { callId } = event;
    if (event.state === 'talking' && this.talkingOn !== callId) {
      this.talkingOn = callId;
      this.later(LONGEST_TALK_MS, async () => {
        // Over already, most times: then there is nothing to hang up.
        if (this.talkingOn === callId) await this.client.post(`/calls/${callId}/hangup`).catch(() => undefined);
      });
    }
    if (event.state === 'wrap-up') {
      this.talkingOn = null;
      const code = DISPOSITIONS[this.calls++ % DISPOSITIONS.length];
      this.later(this.thinkMs, async () => { await this.client.post(`/calls/${callId}/disposition`, { code, note: null }); });
    }
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private later(delayMs: number, act: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act().catch((thrown: unknown) => { this.failed(thrown instanceof Error ? thrown : new Error(String(thrown))); });
    }, delayMs);
    this.timers.add(timer);
  }
}
