import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { IMPORT_QUEUE, JOB_OPTIONS, commandQueue, originateQueue, type CommandJob, type ImportJob, type OriginateJob, type QueueOf } from './catalogue';

/** What is asked of a queue whose jobs carry this. */
interface JobsOf<Payload> {
  add(name: string, data: Payload, options: JobsOptions): Promise<unknown>;
}

/** Typed producers for every queue; queues are opened when first used. */
export class Producers {
  private readonly open = new Map<string, Queue>();

  constructor(private readonly connection: Redis, private readonly prefix: string, private readonly onError: (error: Error) => void) {}

  /** One job for what was decided at once, however many calls that are: a job of each would cost Redis forty commands a call. */
  async originate(switchId: string, job: OriginateJob): Promise<void> {
    const [jobId] = job.callIds;
    if (jobId !== undefined) await this.queue(originateQueue(switchId)).add('originate', job, { ...JOB_OPTIONS, jobId });
  }

  async command(switchId: string, job: CommandJob): Promise<void> {
    await this.queue(commandQueue(switchId)).add('command', job, { ...JOB_OPTIONS, jobId: job.commandId });
  }

  async importFile(job: ImportJob): Promise<void> {
    await this.queue(IMPORT_QUEUE).add('import', job, { ...JOB_OPTIONS, jobId: `import-${job.importId}`, removeOnComplete: true, removeOnFail: true });
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map((queue) => queue.close()));
  }

  private queue<Payload>(name: QueueOf<Payload>): JobsOf<Payload> {
    let queue = this.open.get(name);
    if (queue === undefined) {
      queue = new Queue(name, { connection: this.connection, prefix: `{${this.prefix}}` });
      queue.on('error', this.onError);
      this.open.set(name, queue);
    }
    return queue;
  }
}
