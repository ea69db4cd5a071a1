import type { ChannelEvent } from '@paceline/domain/call/switch-event';

const WINDOW_MS = 60_000;

/**
 * Turns the switch's instants into ours. Two seconds decide whether a person was abandoned, and the two hosts'
 * clocks may differ by more. An event is never read before it happened: the quickest one of the last minute or two
 * shows how far the clocks are apart, to within the time that one took.
 */
export class SwitchClock {
  private leastMs = Number.POSITIVE_INFINITY;
  private leastBeforeMs = Number.POSITIVE_INFINITY;
  private windowFromMs = Number.NEGATIVE_INFINITY;

  /** Another connection, perhaps another switch. */
  forget(): void {
    this.leastMs = this.leastBeforeMs = Number.POSITIVE_INFINITY;
  }

  /** The event with its instants in our time; it was read at `nowMs`. */
  inOurTime(event: ChannelEvent, nowMs: number): ChannelEvent {
    if (event.atMs <= 0) return event;
    this.hear(nowMs - event.atMs, nowMs);
    const offsetMs = Math.min(this.leastMs, this.leastBeforeMs);
    const ours = (atMs: number): number => atMs === 0 ? 0 : atMs + offsetMs;
    switch (event.type) {
      // Its variables are read when they are asked for; nobody wants its instant.
      case 'channel-executed': return event;
      case 'channel-ended': return {
        ...event, atMs: ours(event.atMs), createdAtMs: ours(event.createdAtMs), ringingAtMs: ours(event.ringingAtMs),
        answeredAtMs: ours(event.answeredAtMs), endedAtMs: ours(event.endedAtMs),
      };
      default: return { ...event, atMs: ours(event.atMs) };
    }
  }

  private hear(lagMs: number, nowMs: number): void {
    if (nowMs - this.windowFromMs >= WINDOW_MS) {
      this.leastBeforeMs = this.leastMs;
      this.leastMs = Number.POSITIVE_INFINITY;
      this.windowFromMs = nowMs;
    }
    this.leastMs = Math.min(this.leastMs, lagMs);
  }
}
