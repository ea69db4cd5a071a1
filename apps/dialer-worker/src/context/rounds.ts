import type { OwnerContext } from './owner-context';

/**
 * Does the same again and again, while this process owns the switch: never twice at once, however long it takes, and what has failed
 * is done anew in the next round.
 */
export class Rounds {
  private timer: NodeJS.Timeout | null = null;
  private busy = false;

  /** @param what for the log, when it fails */
  constructor(
    private readonly owner: Pick<OwnerContext, 'lease' | 'run'>, private readonly everyMs: number, private readonly what: string, private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.timer = setInterval(() => { this.now(); }, this.everyMs);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Not waiting for the next round. */
  now(): void {
    if (this.busy || !this.owner.lease.isHeld()) return;
    this.busy = true;
    this.owner.run(this.what, async () => {
      try { await this.work(); } finally { this.busy = false; }
    });
  }
}
