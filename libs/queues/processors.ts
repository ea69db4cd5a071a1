import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { QueueOf } from './catalogue';

export interface ProcessorOptions<T> {
  readonly queue: QueueOf<T>;
  readonly connection: Redis;
  readonly prefix: string;
  readonly concurrency: number;
  readonly handle: (payload: T, jobId: string) => Promise<void>;
  readonly onError: (error: Error) => void;
}

/**
 * A BullMQ worker for one queue. `maxStalledCount: 0`: the job of a worker that died is failed, not run
 * again; what it was about stands in a row, and the owner of the row goes on from there.
 */
export function startProcessor<T>(options: ProcessorOptions<T>): Worker<T> {
  const worker = new Worker<T>(options.queue, async (job) => { await options.handle(job.data, job.id ?? ''); }, {
    connection: options.connection, prefix: `{${options.prefix}}`, concurrency: options.concurrency, maxStalledCount: 0,
  });
  worker.on('error', options.onError);
  worker.on('failed', (_job, error) => { options.onError(error); });
  return worker;
}

/** Enough for a job's last steps; what an import had not done yet goes on at the next start. */
const LAST_JOBS_WITHIN_MS = 10_000;

/** Ends a worker after the jobs at hand. A Redis that is away is not waited for: it may be away for hours. */
export async function endProcessor(worker: Worker, connection: Redis): Promise<void> {
  const away = connection.status !== 'ready';
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => { timer = setTimeout(resolve, LAST_JOBS_WITHIN_MS); });
  await Promise.race([worker.close(away), timeUp]);
  clearTimeout(timer);
}
