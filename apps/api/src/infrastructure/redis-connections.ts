import { Redis } from 'ioredis';
import { producerConnection, workerConnection } from '@paceline/queues';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';

const READ_TIMEOUT_MS = 1_000;

/**
 * The API's connections to Redis. None is needed to start or to serve: they are opened in the background, and
 * what needs them is answered for by whoever asks.
 */
export class RedisConnections {
  /** Wake-ups and queues. */
  readonly producer: Redis;
  /** Reads of the live state, which nobody waits for longer than a second. */
  readonly reader: Redis;
  /** The stream of events: blocks while it waits. */
  readonly stream: Redis;

  constructor(environment: Environment, private readonly log: Logger) {
    this.producer = this.open(producerConnection(environment.REDIS_URL));
    this.reader = this.open(new Redis(environment.REDIS_URL, {
      enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: true, commandTimeout: READ_TIMEOUT_MS,
    }));
    this.stream = this.open(workerConnection(environment.REDIS_URL));
  }

  close(): void {
    for (const redis of [this.producer, this.reader, this.stream]) redis.disconnect();
  }

  private open(redis: Redis): Redis {
    redis.on('error', (error) => { this.log.warn({ error: messageOf(error) }, 'redis'); });
    redis.connect().catch(() => undefined); // told by the handler above, and tried again by the client
    return redis;
  }
}
