import { createDataSource } from '@paceline/persistence';
import { clockFrom } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { EventStream, Producers, Publisher, producerConnection, workerConnection } from '@paceline/queues';
import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { ImportDesk } from './imports/import-desk';
import { ImportService } from './imports/import.service';

/** One import at a time, and health beside it: the database's connections are for calls. */
const POOL_SIZE = 4;

/** One process for everything that chews bytes. It shares no event loop with calls: whatever a file holds, it holds up files alone. */
export class FileWorker {
  readonly metrics = new Metrics();
  readonly dataSource: DataSource;
  private readonly producerRedis: Redis;
  private readonly workerRedis: Redis;
  private readonly producers: Producers;
  private readonly publisher: Publisher;
  private readonly imports: ImportDesk;

  constructor(environment: Environment, private readonly log: Logger) {
    const clock = clockFrom(environment);
    this.dataSource = createDataSource({ url: environment.DATABASE_URL, poolSize: POOL_SIZE });
    this.producerRedis = this.watched(producerConnection(environment.REDIS_URL));
    this.workerRedis = this.watched(workerConnection(environment.REDIS_URL));
    this.producers = new Producers(this.producerRedis, environment.REDIS_PREFIX, (error) => { log.warn({ err: error }, 'queue'); });
    this.publisher = new Publisher(new EventStream(this.producerRedis, environment.REDIS_PREFIX), log);
    const service = new ImportService(this.dataSource, (progress) => {
      this.publisher.publish({ type: 'import', ...progress, at: new Date(clock.nowMs()).toISOString() });
    });
    this.imports = new ImportDesk(service, this.producers, this.workerRedis, environment.REDIS_PREFIX, log);
  }

  async start(): Promise<void> {
    await this.dataSource.initialize();
    await Promise.all([this.producerRedis.connect(), this.workerRedis.connect()]);
    this.imports.start();
  }

  async stop(): Promise<void> {
    await this.imports.stop();
    await this.publisher.flush();
    await this.producers.close();
    for (const redis of [this.producerRedis, this.workerRedis]) redis.disconnect();
    await this.dataSource.destroy();
  }

  private watched(redis: Redis): Redis {
    return redis.on('error', (error) => { this.log.warn({ error: messageOf(error) }, 'redis'); });
  }
}
