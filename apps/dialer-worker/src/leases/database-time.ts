import { serverTime } from '@paceline/persistence';
import type { Clock } from '@paceline/platform/clock';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import type { DataSource } from 'typeorm';

const ASK_EVERY_MS = 10_000;
/** An answer that took longer says too little; a later one will say more. */
const SLOWEST_ANSWER_MS = 250;

/**
 * Keeps the process's clock at the database's time: rows are compared with it (who was dialed when, whose wrap-up
 * is over), and workers on hosts whose clocks are minutes apart must come to the same answer.
 */
export class DatabaseTime {
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly dataSource: DataSource, private readonly clock: Pick<Clock, 'follow' | 'monotonicMs'>, private readonly log: Logger) {}

  /** Resolves when the clock is right: before, nothing may be judged by it. */
  async start(): Promise<void> {
    await this.ask(Number.POSITIVE_INFINITY);
    this.timer = setInterval(() => {
      this.ask(SLOWEST_ANSWER_MS).catch((thrown: unknown) => { this.log.warn({ error: messageOf(thrown) }, 'the database was not asked for the time'); });
    }, ASK_EVERY_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async ask(slowestMs: number): Promise<void> {
    const askedAtMs = this.clock.monotonicMs();
    const now = await serverTime(this.dataSource);
    const answeredAtMs = this.clock.monotonicMs();
    if (answeredAtMs - askedAtMs > slowestMs) return;
    this.clock.follow(now.getTime(), askedAtMs, answeredAtMs);
  }
}
