import type { ChannelEvent } from '@paceline/domain/call/switch-event';
import type { Clock } from '@paceline/platform/clock';

const WINDOW_MS = 60_000;

/**
 * The switch's clock beside ours. Two seconds decide whether a person was abandoned, what is said to the switch in
 * its own seconds decides whom its guard ends, and the two hosts' clocks may differ by more. An event is never read
 * before it happened: the quickest one of the last minute or two shows how far the clocks are apart, to within the
 * time that one took. Until the first event they are taken for the same.
 */
export class SwitchClock {
  private leastMs = Number.POSITIVE_INFINITY;
  private leastBeforeMs = Number.POSITIVE_INFINITY;
  private windowFromMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Pick<Clock, 'nowMs'>) {}

  /** Another connection, perhaps another switch. */
  forget(): void {
    this.leastMs = this.leastBeforeMs = Number.POSITIVE_INFINITY;
  }

  /** The switch's own time now. */
  nowMs(): number {
    return this.clock.nowMs() - this.behindMs();
  }

  /** The event with its instants in our time; it was read just now. */
  inOurTime(event: ChannelEvent): ChannelEvent {
    if (event.atMs <= 0) return event;
    this.hear(event.atMs);
    const behindMs = this.behindMs();
    const ours = (atMs: number): number => atMs === 0 ? 0 : atMs + behindMs;
    switch (event.type) {
      // Its variables are read when they are asked for; nobody wants its instant.
      case 'channel-executed': return event;
      case 'channel-ended': return {
        ...event, atMs: ours(event.atMs), createdAtMs: ours(event.createdAtMs), ringingAtMs: ours(event.ringingAtMs),
        answeredAtMs: ours(event.answeredAtMs), bridgedAtMs: ours(event.bridgedAtMs), endedAtMs: ours(event.endedAtMs), dismissedAtMs: ours(event.dismissedAtMs),
      };
      default: return { ...event, atMs: ours(event.atMs) };
    }
  }

  private behindMs(): number {
    const leastMs = Math.min(this.leastMs, this.leastBeforeMs);
    return Number.isFinite(leastMs) ? leastMs : 0;
  }

  private hear(atMs: number): void {
    const nowMs = this.clock.nowMs();
    if (nowMs - this.windowFromMs >= WINDOW_MS) {
      this.leastBeforeMs = this.leastMs;
      this.leastMs = Number.POSITIVE_INFINITY;
      this.windowFromMs = nowMs;
    }
    this.leastMs = Math.min(this.leastMs, nowMs - atMs);
  }
}
