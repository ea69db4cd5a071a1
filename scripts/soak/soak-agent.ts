import type { RealtimeEvent } from '@paceline/contracts/realtime';
import { RING_NO_ANSWER } from '@paceline/domain/agent/agent-state';
import type { ApiClient } from '../demo/api-client';

/** An answering machine is hung up on after this long. */
const LONGEST_TALK_MS = 12_000;
const THINK_MS = 400;
const TRY_AGAIN_MS = 700;
const TRIES = 40;
const BREAK_SHARE = 0.04;
const LEAVE_SHARE = 0.03;

/** An agent at the API: talks, says what came of it, takes breaks, goes home and comes back, whatever breaks meanwhile. */
export class SoakAgent {
  private talkingOn: string | null = null;
  private stopped = false;
  private away = false;

  /** @param rng from 0 up to 1 */
  constructor(readonly client: ApiClient, readonly agentId: string, private readonly rng: () => number, private readonly failed: (error: Error) => void) {}

  async come(): Promise<void> {
    await this.insist(() => this.client.post('/agent/sign-in', { status: 'available' }));
  }

  async leave(): Promise<void> {
    this.stopped = true;
    await this.insist(() => this.client.post('/agent/sign-out'));
  }

  heard(event: RealtimeEvent): void {
    if (event.type !== 'agent' || event.agentId !== this.agentId || this.stopped) return;
    const { callId } = event;
    if (event.statusReason === RING_NO_ANSWER && !this.away) this.comeBack();
    if (callId === null) return;
    if (event.state === 'talking' && this.talkingOn !== callId) {
      this.talkingOn = callId;
      // Over already, most times: then there is nothing to hang up.
      this.later(LONGEST_TALK_MS, async () => { if (this.talkingOn === callId) await this.client.post(`/calls/${callId}/hangup`).catch(() => undefined); });
    }
    if (event.state === 'wrap-up' && this.talkingOn === callId) {
      this.talkingOn = null;
      this.later(THINK_MS, () => this.wrapUp(callId));
    }
  }

  private async wrapUp(callId: string): Promise<void> {
    // The system was quicker, or the API is away: the call gets its disposition by itself.
    await this.client.post(`/calls/${callId}/disposition`, { code: 'call-again', note: null }).catch(() => undefined);
    const roll = this.rng();
    if (this.away || roll > BREAK_SHARE + LEAVE_SHARE) return;
    this.away = true;
    const backInMs = 3_000 + this.rng() * 9_000;
    if (roll < BREAK_SHARE) {
      await this.insist(() => this.client.post('/agent/status', { status: 'break', reason: 'coffee' }));
      this.later(backInMs, async () => { await this.insist(() => this.client.post('/agent/status', { status: 'available' })); this.away = false; });
    } else {
      await this.insist(() => this.client.post('/agent/sign-out'));
      this.later(backInMs, async () => { await this.come(); this.away = false; });
    }
  }

  /** Sent on a break for calls that they did not take. */
  private comeBack(): void {
    this.away = true;
    this.later(3_000 + this.rng() * 9_000, async () => { await this.insist(() => this.client.post('/agent/status', { status: 'available' })); this.away = false; });
  }

  /** What an agent wants they try until it works: the API may be down, the worker being replaced. */
  private async insist(act: () => Promise<unknown>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await act();
        return;
      } catch (thrown) {
        if (tries === TRIES) throw thrown;
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    }
  }

  private later(delayMs: number, act: () => Promise<void>): void {
    setTimeout(() => {
      if (!this.stopped) act().catch((thrown: unknown) => { this.failed(thrown instanceof Error ? thrown : new Error(String(thrown))); });
    }, delayMs).unref();
  }
}
