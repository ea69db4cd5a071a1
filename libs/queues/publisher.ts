import type { RealtimeEvent } from '@paceline/contracts/realtime';
import type { Logger } from '@paceline/platform/logger';
import { messageOf } from '@paceline/platform/errors';
import type { EventStream } from './event-stream';

/** What happens within this time goes out together: one write to Redis instead of many between a hand-off's own. */
const GATHER_MS = 50;
/** More than this is not kept for a Redis that is away: the screens take a snapshot when it is back. */
const KEPT_AT_MOST = 5_000;

/** Tells the screens what happens, in its order. A Redis that is away costs the news, not the deed. */
export class Publisher {
  private waiting: RealtimeEvent[] = [];
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> = Promise.resolve();

  constructor(private readonly stream: EventStream, private readonly log: Logger) {}

  publish(event: RealtimeEvent): void {
    if (this.waiting.length < KEPT_AT_MOST) this.waiting.push(event);
    this.timer ??= setTimeout(() => { this.send(); }, GATHER_MS);
  }

  /** Sends what waits; for the end of the process. */
  async flush(): Promise<void> {
    this.send();
    await this.sending;
  }

  private send(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const events = this.waiting;
    this.waiting = [];
    if (events.length === 0) return;
    this.sending = this.sending.then(async () => { await this.stream.publishAll(events); }).catch((thrown: unknown) => {
      this.log.warn({ error: messageOf(thrown), events: events.length }, 'the screens were not told');
    });
  }
}
