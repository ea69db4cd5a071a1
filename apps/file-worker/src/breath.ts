import { setImmediate } from 'node:timers/promises';

const AT_MOST_MS = 20;

/**
 * Time at the event loop: whoever works through much asks between two steps whether others must have their turn
 * (health, the renewal of a lease, a stop): `if (breath.isDue()) await breath.take();`
 */
export class Breath {
  private sinceMs = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  isDue(): boolean {
    return performance.now() - this.sinceMs >= AT_MOST_MS;
  }

  /** Throws the signal's reason when the work is to end. */
  async take(): Promise<void> {
    await setImmediate();
    this.signal.throwIfAborted();
    this.sinceMs = performance.now();
  }
}
