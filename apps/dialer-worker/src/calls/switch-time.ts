import type { Clock } from '@paceline/platform/clock';

/**
 * The switch's clock, as far as its events tell: what is said to the switch in its own seconds must not depend on
 * whether the two machines' clocks agree. Until the first event it is ours.
 */
export class SwitchTime {
  private aheadMs = 0;

  constructor(private readonly clock: Clock) {}

  /** An event of the switch was read just now. */
  heard(atMs: number): void {
    if (atMs > 0) this.aheadMs = atMs - this.clock.nowMs();
  }

  nowMs(): number {
    return this.clock.nowMs() + this.aheadMs;
  }
}
