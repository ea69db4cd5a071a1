/** A second's share of calls that may be kept up beside the next one: timers that are late by up to this cost no throughput. */
const BURST_SEC = 0.1;

/**
 * Calls per second of one gateway, spread evenly: in no second more than the rate, a tenth of it and one.
 * Times in milliseconds of any steady clock.
 */
export class TokenBucket {
  private tokens = 1;

  constructor(private perSec: number, private atMs: number) {}

  take(nowMs: number): boolean {
    this.refill(nowMs);
    if (!(this.tokens >= 1)) return false; // so that a clock or a rate that is no number lets nothing through
    this.tokens -= 1;
    return true;
  }

  /** Milliseconds until the next call may go. */
  waitMs(nowMs: number): number {
    this.refill(nowMs);
    return this.tokens >= 1 ? 0 : ((1 - this.tokens) / this.perSec) * 1000;
  }

  setRate(perSec: number, nowMs: number): void {
    this.refill(nowMs);
    this.perSec = perSec;
  }

  private refill(nowMs: number): void {
    const most = 1 + this.perSec * BURST_SEC;
    this.tokens = Math.min(most, this.tokens + (Math.max(0, nowMs - this.atMs) / 1000) * this.perSec);
    this.atMs = Math.max(this.atMs, nowMs);
  }
}
