import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { LeaseRepository, Renditions, createDataSource } from '@paceline/persistence';
import { clockFrom } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { EventStream, Publisher, producerConnection, workerConnection } from '@paceline/queues';
import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { ImportDesk } from './imports/import-desk';
import { ImportService } from './imports/import.service';
import { MessageDesk } from './messages/message-desk';
import { RenditionFolder } from './messages/rendition-folder';

/** One import at a time, messages that are spoken, and health beside it: the database's connections are for calls. */
const POOL_SIZE = 4;

/** One process for everything that chews bytes. It shares no event loop with calls: whatever a file holds, it holds up files alone. */
export class FileWorker {
  readonly metrics = new Metrics();
  readonly dataSource: DataSource;
  private readonly producerRedis: Redis;
  private readonly workerRedis: Redis;
  private readonly publisher: Publisher;
  private readonly imports: ImportDesk;
  private readonly messages: MessageDesk;
  private stopping: Promise<void> | null = null;

  constructor(environment: Environment, private readonly log: Logger) {
    const clock = clockFrom(environment);
    this.dataSource = createDataSource({ url: environment.DATABASE_URL, poolSize: POOL_SIZE });
    this.producerRedis = this.watched(producerConnection(environment.REDIS_URL));
    this.workerRedis = this.watched(workerConnection(environment.REDIS_URL));
    this.publisher = new Publisher(new EventStream(this.producerRedis, environment.REDIS_PREFIX), log);
    const service = new ImportService(this.dataSource, (progress) => {
      this.publisher.publish({ type: 'import', ...progress, at: new Date(clock.nowMs()).toISOString() });
    });
    this.messages = new MessageDesk(new Renditions(this.dataSource), new RenditionFolder(environment.PROMPTS_DIR), environment, log);
    this.imports = new ImportDesk(service, new LeaseRepository(this.dataSource), {
      redis: this.workerRedis, prefix: environment.REDIS_PREFIX, owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`, leaseTtlMs: environment.LEASE_TTL_MS,
    }, log);
  }

  async start(): Promise<void> {
    await this.dataSource.initialize();
    await Promise.all([this.producerRedis.connect(), this.workerRedis.connect()]);
    this.imports.start();
    this.messages.start();
  }

  /** Whoever asks again waits for the same end. */
  async stop(): Promise<void> {
    await (this.stopping ??= this.end());
  }

  private async end(): Promise<void> {
    await Promise.all([this.imports.stop(), this.messages.stop()]);
    await this.publisher.flush();
    for (const redis of [this.producerRedis, this.workerRedis]) redis.disconnect();
    await this.dataSource.destroy();
  }

  private watched(redis: Redis): Redis {
    return redis.on('error', (error) => { this.log.warn({ error: messageOf(error) }, 'redis'); });
  }
}
