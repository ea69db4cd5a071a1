import { IMPORT_QUEUE, endProcessor, startProcessor, type ImportJob } from '@paceline/queues';
import { IMPORT_LEASE, ImportTakenOver, type LeaseRepository } from '@paceline/persistence';
import type { Logger } from '@paceline/platform/logger';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ImportService } from './import.service';

const LOOK_EVERY_MS = 5_000;

export interface DeskOptions {
  readonly redis: Redis;
  readonly prefix: string;
  /** This process, unique in the installation. */
  readonly owner: string;
  readonly leaseTtlMs: number;
}

/**
 * Runs imports one at a time in the whole installation: under a lease, like a switch. A job is only a wake-up, so none
 * is ever stalled: the rows say what waits, and the lease who works.
 */
export class ImportDesk {
  private worker: Worker<ImportJob> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> | null = null;
  private readonly stopped = new AbortController();

  constructor(
    private readonly service: ImportService, private readonly leases: LeaseRepository, private readonly options: DeskOptions, private readonly log: Logger,
  ) {}

  start(): void {
    this.worker = startProcessor({
      queue: IMPORT_QUEUE, connection: this.options.redis, prefix: this.options.prefix, concurrency: 1,
      handle: async () => { this.look(); }, onError: (error) => { this.log.warn({ err: error }, 'imports'); },
    });
    this.timer = setInterval(() => { this.look(); }, LOOK_EVERY_MS);
    this.look();
  }

  /** Ends behind the batch at hand. */
  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.stopped.abort();
    if (this.worker !== null) await endProcessor(this.worker, this.options.redis);
    await this.round;
  }

  private look(): void {
    this.round ??= this.work()
      .catch((thrown: unknown) => { this.log.warn({ err: thrown }, 'imports are looked for again soon'); })
      .finally(() => { this.round = null; });
  }

  private async work(): Promise<void> {
    const { owner, leaseTtlMs } = this.options;
    if (this.stopped.signal.aborted || (await this.service.unfinished()).length === 0) return;
    const lease = await this.leases.acquire(IMPORT_LEASE, owner, leaseTtlMs);
    if (lease === null) return;
    const lost = new AbortController();
    const renewal = setInterval(() => { this.renew(lease.fence, lost); }, leaseTtlMs / 4);
    try {
      await this.runAll(lease.fence, AbortSignal.any([this.stopped.signal, lost.signal]));
    } finally {
      clearInterval(renewal);
      await this.leases.release(IMPORT_LEASE, owner, lease.fence);
    }
  }

  private async runAll(fence: bigint, signal: AbortSignal): Promise<void> {
    const begun = new Set<string>();
    await this.service.begin(fence);
    while (!signal.aborted) {
      const next = (await this.service.unfinished()).find((importId) => !begun.has(importId));
      if (next === undefined) return;
      begun.add(next);
      try {
        await this.service.run(next, fence, signal);
      } catch (thrown) {
        if (signal.aborted) return;
        if (thrown instanceof ImportTakenOver) throw thrown;
        this.log.warn({ importId: next, err: thrown }, 'the import goes on later');
      }
    }
  }

  /** A database that does not answer is no loss: what it writes meanwhile, it writes under the fence. */
  private renew(fence: bigint, lost: AbortController): void {
    this.leases.renew(IMPORT_LEASE, this.options.owner, fence, this.options.leaseTtlMs)
      .then((renewed) => { if (!renewed) lost.abort(); })
      .catch((thrown: unknown) => { this.log.warn({ err: thrown }, 'the lease of imports could not be renewed'); });
  }
}
