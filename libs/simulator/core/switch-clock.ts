/** Audio moves in packets of this length, and with them everything that a channel in a call does. */
export const FRAME_MS = 20;

export interface Cancellable { cancel(): void }

/**
 * The switch's time: one wheel of 20 ms frames for all channels.
 *
 * A real session thread notices nothing between two RTP packets, so commands take effect at the next frame;
 * and FreeSWITCH's own clock, which dates its events, moves by these frames too (seen in the recordings).
 */
export class SwitchClock {
  private readonly originMs = performance.timeOrigin + performance.now();
  private readonly startedAt = performance.now();
  private readonly wheel = new Map<number, Set<() => void>>();
  private timer: NodeJS.Timeout | undefined;
  private lastFrame = 0;

  /** Milliseconds since the epoch, monotonic. */
  nowMs(): number {
    return this.originMs + (performance.now() - this.startedAt);
  }

  /** Microseconds since the epoch as the switch dates its events: the start of the current frame. */
  stampUs(): number {
    return Math.round(this.originMs * 1000) + this.currentFrame() * FRAME_MS * 1000;
  }

  uptimeMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Calls `run` at the first frame that begins `delayMs` or more from now; never within the current frame. */
  afterMs(delayMs: number, run: () => void): Cancellable {
    const idle = this.timer === undefined;
    // Before the frame is chosen: one that begins in between would be passed over.
    if (idle) this.lastFrame = this.currentFrame();
    const due = Math.max(Math.ceil((performance.now() - this.startedAt + delayMs) / FRAME_MS), this.lastFrame + 1);
    const slot = this.wheel.get(due);
    if (slot) slot.add(run);
    else this.wheel.set(due, new Set([run]));
    if (idle) this.arm();
    return { cancel: () => { this.wheel.get(due)?.delete(run); } };
  }

  atNextFrame(run: () => void): Cancellable {
    return this.afterMs(0, run);
  }

  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => { this.afterMs(delayMs, resolve); });
  }

  /** Forgets everything that was due. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.wheel.clear();
  }

  private currentFrame(): number {
    return Math.floor((performance.now() - this.startedAt) / FRAME_MS);
  }

  private turn(): void {
    const now = this.currentFrame();
    while (this.lastFrame < now) {
      this.lastFrame += 1;
      const slot = this.wheel.get(this.lastFrame);
      if (!slot) continue;
      this.wheel.delete(this.lastFrame);
      for (const run of slot) run();
    }
    if (this.wheel.size === 0) this.timer = undefined;
    else this.arm();
  }

  private arm(): void {
    const elapsedMs = performance.now() - this.startedAt;
    this.timer = setTimeout(() => this.turn(), Math.max(0, (this.lastFrame + 1) * FRAME_MS - elapsedMs));
  }
}
