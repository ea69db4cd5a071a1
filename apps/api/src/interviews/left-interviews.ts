import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Interviews } from '@paceline/persistence';
import { Clock } from '@paceline/platform/clock';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { InjectLogger } from '../infrastructure/tokens';

const EVERY_MS = 60_000;
const AT_ONCE = 50;

/** Ends interviews that nobody goes on with, so that they hold no place of a quota. Several instances of the API may do so at once. */
@Injectable()
export class LeftInterviews implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly interviews: Interviews, private readonly clock: Clock, @InjectLogger() private readonly log: Logger) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => { this.round = this.round.then(() => this.look()); }, EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.round;
  }

  private async look(): Promise<void> {
    try {
      const ended = await this.interviews.endLeft(new Date(this.clock.nowMs()), AT_ONCE);
      if (ended > 0) this.log.info({ ended }, 'interviews that nobody went on with');
    } catch (thrown) {
      this.log.warn({ error: messageOf(thrown) }, 'interviews that nobody goes on with are looked for again');
    }
  }
}
