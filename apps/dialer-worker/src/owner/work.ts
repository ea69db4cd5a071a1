import { commandQueue, originateQueue, startProcessor } from '@paceline/queues';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { CallbacksInLine } from '../calls/callbacks-in-line';
import type { Originator } from '../calls/originator';
import type { CampaignDesk } from '../campaigns/campaign-desk';
import type { CommandDesk } from '../commands/command-desk';
import type { OwnerContext } from '../context/owner-context';
import type { GuardDesk } from '../queues/guard-desk';
import type { QueuesTold } from '../queues/queues-told';
import type { LaterCalls } from '../surveys/later-calls';
import type { Sweeper } from './sweeper';

/** Jobs of a decision each: calls of a slow gateway wait in theirs and hold up nobody else's. */
const ORIGINATES_AT_ONCE = 64;
const COMMANDS_AT_ONCE = 8;

export interface WorkParts {
  readonly redis: Redis;
  readonly originator: Pick<Originator, 'handle'>;
  readonly commands: Pick<CommandDesk, 'handle'>;
  readonly sweeper: Pick<Sweeper, 'start' | 'stop'>;
  readonly campaigns: Pick<CampaignDesk, 'start' | 'stop'>;
  readonly queues: Pick<QueuesTold, 'start' | 'stop'>;
  readonly guard: Pick<GuardDesk, 'start' | 'stop'>;
  readonly callbacks: Pick<CallbacksInLine, 'start' | 'stop'>;
  readonly laterCalls: Pick<LaterCalls, 'start' | 'stop'>;
}

/** What an owner does by itself, from the moment in which the switch is known: jobs, campaigns, what time brings about. */
export class Work {
  private readonly jobs: Worker[] = [];

  constructor(private readonly owner: Pick<OwnerContext, 'environment' | 'log'>, private readonly parts: WorkParts) {}

  /** Once, however often it is said. */
  start(): void {
    if (this.jobs.length > 0) return;
    const { REDIS_PREFIX: prefix, SWITCH_ID } = this.owner.environment;
    const common = { connection: this.parts.redis, prefix, onError: (error: Error) => { this.owner.log.warn({ err: error }, 'queue'); } };
    this.jobs.push(
      startProcessor({ ...common, queue: originateQueue(SWITCH_ID), concurrency: ORIGINATES_AT_ONCE, handle: (job) => this.parts.originator.handle(job) }),
      startProcessor({ ...common, queue: commandQueue(SWITCH_ID), concurrency: COMMANDS_AT_ONCE, handle: (job) => this.parts.commands.handle(job.commandId) }),
    );
    this.parts.sweeper.start();
    this.parts.guard.start();
    this.parts.campaigns.start();
    this.parts.queues.start();
    this.parts.callbacks.start();
    this.parts.laterCalls.start();
  }

  /** Each part ends whatever becomes of the others: an owner that half remains would take the next one's jobs. */
  async stop(): Promise<readonly PromiseSettledResult<void>[]> {
    this.parts.sweeper.stop();
    this.parts.queues.stop();
    this.parts.guard.stop();
    this.parts.callbacks.stop();
    this.parts.laterCalls.stop();
    return await Promise.allSettled([this.parts.campaigns.stop(), ...this.jobs.map((worker) => worker.close(true))]);
  }
}
