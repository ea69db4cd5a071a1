import { farHangup } from '../call/hangup';
import { legAnswered, legDigit, legEarlyMedia, legRefused, legRinging, type RemoteParty } from '../call/leg-signals';
import type { Channel, FarEnd } from '../core/channel';
import type { Cancellable } from '../core/switch-clock';
import type { SwitchCore } from '../core/switch-core';
import type { CalleeBehaviour, Farewell } from './behaviour';

/** The person, machine or phone that an outbound leg reaches: plays its behaviour against the leg. */
export class Callee implements FarEnd {
  readonly speaks = true;
  private readonly timers = new Set<Cancellable>();
  private leaving: Cancellable | undefined;
  private answered = 0;
  private readonly replying = new Set<Cancellable>();

  constructor(
    private readonly core: SwitchCore,
    private readonly leg: Channel,
    private readonly behaviour: CalleeBehaviour,
    private readonly remote: RemoteParty,
  ) {}

  /** The INVITE has arrived; the first answer to it reaches the switch with the next frame. */
  invited(): void {
    const { behaviour } = this;
    this.after(0, () => {
      switch (behaviour.kind) {
        case 'never-answers':
          legRinging(this.core, this.leg, this.remote);
          this.after(behaviour.givesUpMs, () => { legRefused(this.core, this.leg, { sipStatus: 480 }); });
          return;
        case 'refuses':
          this.progress(behaviour.progress);
          this.afterOrNow(behaviour.afterMs, () => { legRefused(this.core, this.leg, behaviour); });
          return;
        case 'answers':
          this.progress(behaviour.progress);
          this.afterOrNow(behaviour.ringMs, () => { this.answer(behaviour); });
          return;
      }
    });
  }

  onBridged(): void {
    if (this.behaviour.kind !== 'answers' || this.behaviour.farewell.kind !== 'after-talk') return;
    this.leaveAfter(this.behaviour.farewell.talkMs);
  }

  /** Left alone again: waits as long as before. */
  onUnbridged(): void {
    if (this.behaviour.kind !== 'answers' || this.behaviour.farewell.kind !== 'after-talk') return;
    this.leaveAfter(this.behaviour.farewell.patienceMs);
  }

  onSound(file: string): void {
    const replies = this.behaviour.kind === 'answers' ? this.behaviour.replies ?? [] : [];
    const at = replies.findIndex(({ to }, nth) => nth >= this.answered && file.includes(to));
    const reply = replies[at];
    if (reply === undefined) return;
    this.answered = at + 1;
    if (replies[at - 1]?.to === reply.to) for (const timer of this.replying) timer.cancel();
    this.replying.clear();
    for (const { atMs, digit } of reply.keys ?? []) this.replying.add(this.after(atMs, () => { legDigit(this.leg, digit); }));
    if (reply.hangsUpAtMs !== undefined) this.after(reply.hangsUpAtMs, () => { farHangup(this.core, this.leg); });
  }

  onHangup(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers.clear();
    this.leaving?.cancel();
  }

  private progress(kind: 'ringing' | 'early-media' | 'none'): void {
    if (kind === 'ringing') legRinging(this.core, this.leg, this.remote);
    if (kind === 'early-media') legEarlyMedia(this.core, this.leg, this.remote);
  }

  private answer(behaviour: CalleeBehaviour & { kind: 'answers' }): void {
    if (this.leg.isDown) return;
    legAnswered(this.core, this.leg, this.remote);
    for (const { atMs, digit } of behaviour.keys ?? []) this.after(atMs, () => { legDigit(this.leg, digit); });
    this.farewell(behaviour.farewell);
    if (behaviour.beepAtMs !== undefined) this.leg.beepAtMs = this.core.clock.nowMs() + behaviour.beepAtMs;
  }

  private farewell(farewell: Farewell): void {
    switch (farewell.kind) {
      case 'after-answer': return this.leaveAfter(farewell.ms);
      case 'after-talk': return this.leaveAfter(farewell.patienceMs);
      case 'never': return;
    }
  }

  private leaveAfter(ms: number): void {
    this.leaving?.cancel();
    this.leaving = this.core.clock.afterMs(ms, () => { farHangup(this.core, this.leg); });
  }

  private afterOrNow(ms: number, run: () => void): void {
    if (ms <= 0) run();
    else this.after(ms, run);
  }

  private after(ms: number, run: () => void): Cancellable {
    const dueMs = this.core.clock.nowMs() + ms;
    const timer = this.core.clock.afterMs(ms, () => {
      this.core.log.late(this.leg, this.core.clock.nowMs() - dueMs);
      this.timers.delete(timer);
      run();
    });
    this.timers.add(timer);
    return timer;
  }
}
