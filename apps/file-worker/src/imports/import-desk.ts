import { IMPORT_QUEUE, endProcessor, startProcessor, type ImportJob, type Producers } from '@paceline/queues';
import type { Logger } from '@paceline/platform/logger';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ImportService } from './import.service';

const LOOK_EVERY_MS = 10_000;

/** Runs imports one at a time, and finds those whose wake-up or worker was lost: the row says that they wait. */
export class ImportDesk {
  private worker: Worker<ImportJob> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly service: ImportService, private readonly producers: Producers,
    private readonly redis: Redis, private readonly prefix: string, private readonly log: Logger,
  ) {}

  start(): void {
    this.worker = startProcessor<ImportJob>({
      queue: IMPORT_QUEUE, connection: this.redis, prefix: this.prefix, concurrency: 1,
      handle: (job) => this.service.run(job.importId), onError: (error) => { this.log.warn({ err: error }, 'imports'); },
    });
    this.timer = setInterval(() => { this.look(); }, LOOK_EVERY_MS);
    this.look();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.worker !== null) await endProcessor(this.worker, this.redis);
  }

  /** A job that is queued or under way has the row's id already: adding it again does nothing. */
  private look(): void {
    this.service.unfinished()
      .then(async (ids) => { for (const importId of ids) await this.producers.importFile({ importId }); })
      .catch((thrown: unknown) => { this.log.warn({ err: thrown }, 'waiting imports could not be looked for'); });
  }
}
