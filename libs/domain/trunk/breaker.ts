/** Failures in a row that open it. */
const FAILURES_TO_OPEN = 10;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * A gateway's breaker. Failures of the trunk in a row open it: nothing is dialed through it for a while,
 * then one call probes it; while probes fail, the pause doubles. Times in milliseconds of any steady clock.
 */
export class Breaker {
  private failuresInARow = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private pausedUntilMs = 0;
  private probing = false;

  /** Since when it has been open; null while closed. */
  openSinceMs: number | null = null;

  /** Whether a call may go through now. */
  allows(nowMs: number): boolean {
    return this.openSinceMs === null || (nowMs >= this.pausedUntilMs && !this.probing);
  }

  /** Milliseconds until a call may probe it; 0 while one does. Null while it is closed. */
  probeInMs(nowMs: number): number | null {
    return this.openSinceMs === null ? null : this.probing ? 0 : Math.max(0, this.pausedUntilMs - nowMs);
  }

  /** A call goes through: while open, it is the probe. */
  placed(): void {
    if (this.openSinceMs !== null) this.probing = true;
  }

  /** Something else than failures in a row says that nothing may go through it but a probe. */
  open(nowMs: number): void {
    if (this.openSinceMs !== null) return;
    this.openSinceMs = nowMs;
    this.pausedUntilMs = nowMs + this.pauseMs;
  }

  /** A call that was to go through was not placed after all. */
  withdrawn(): void {
    this.probing = false;
  }

  failed(nowMs: number): void {
    this.failuresInARow++;
    if (this.openSinceMs === null) {
      if (this.failuresInARow < FAILURES_TO_OPEN) return;
      this.open(nowMs);
    } else if (this.probing) {
      this.probing = false;
      this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
      this.pausedUntilMs = nowMs + this.pauseMs;
    }
  }

  /**
   * The trunk carried a call. While it is paused that is news from before: a call that was placed when the
   * trunk still worked and ends now must not let a flood of others into it.
   */
  succeeded(): void {
    if (this.openSinceMs !== null && !this.probing) return;
    this.failuresInARow = 0;
    this.pauseMs = FIRST_PAUSE_MS;
    this.probing = false;
    this.openSinceMs = null;
  }
}
