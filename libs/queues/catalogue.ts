/**
 * Every BullMQ queue, its payload and its settings. One queue per switch for what drives a switch, so
 * that a slow switch delays nobody else; only the owner of a switch processes its queues.
 */
export interface OriginateJob {
  /** Of planned calls: all else is in their rows, so that whoever owns the switch can send them. */
  readonly callIds: readonly string[];
  /** Milliseconds since the epoch: later than this the job does nothing. */
  readonly notAfterMs: number;
}

export interface CommandJob {
  readonly commandId: string;
}

export interface ImportJob {
  readonly importId: string;
}

/** A queue's name, which knows what its jobs carry. */
export type QueueOf<Payload> = string & { readonly jobs?: Payload };

export const originateQueue = (switchId: string): QueueOf<OriginateJob> => `originate-${switchId}`;
export const commandQueue = (switchId: string): QueueOf<CommandJob> => `commands-${switchId}`;
export const IMPORT_QUEUE: QueueOf<ImportJob> = 'imports';

/**
 * A job that dials is tried once: whatever became of the first try, the call's row knows, and nothing
 * retries an originate. Ids are the rows' ids, so that a wake-up sent twice is one job.
 */
export const JOB_OPTIONS = {
  attempts: 1,
  removeOnComplete: { age: 3600, count: 1000 },
  removeOnFail: { age: 24 * 3600, count: 5000 },
} as const;
