import type { PacingSnapshot } from '@paceline/domain/pacing';

type Heard = PacingSnapshot['heard'];

/** Gathers what the pacer is told to have happened since it last looked. */
export class Hearing {
  private answered: number[] = [];
  private failed: number[] = [];
  private cancelled: number[] = [];
  private talked: number[] = [];
  private wrapped: number[] = [];
  private machines = 0;
  private abandoned = 0;

  answeredAfter(ms: number): void { this.answered.push(ms); }
  failedAfter(ms: number): void { this.failed.push(ms); }
  cancelledAfter(ms: number): void { this.cancelled.push(ms); }
  talkedFor(ms: number): void { this.talked.push(ms); }
  wrappedFor(ms: number): void { this.wrapped.push(ms); }
  ofMachine(): void { this.machines++; }
  ofAbandoned(): void { this.abandoned++; }

  /** Everything once: the next one begins empty. */
  tell(): Heard {
    const heard: Heard = {
      answeredAfterMs: this.answered, machines: this.machines, failedAfterMs: this.failed, cancelledAfterMs: this.cancelled,
      talkedForMs: this.talked, wrappedForMs: this.wrapped, abandoned: this.abandoned,
    };
    if (this.answered.length > 0) this.answered = [];
    if (this.failed.length > 0) this.failed = [];
    if (this.cancelled.length > 0) this.cancelled = [];
    if (this.talked.length > 0) this.talked = [];
    if (this.wrapped.length > 0) this.wrapped = [];
    this.machines = 0;
    this.abandoned = 0;
    return heard;
  }
}
