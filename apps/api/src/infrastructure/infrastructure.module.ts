import { Global, Inject, Injectable, Module, type BeforeApplicationShutdown, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { CallRepository, CommandRepository, Interviews, ListTargets, PacingRepository, SwitchRecordRepository, TargetRepository, createDataSource, followUpEvent, type FollowUp } from '@paceline/persistence';
import { Clock, clockFrom } from '@paceline/platform/clock';
import type { Environment } from '@paceline/platform/environment';
import type { Logger } from '@paceline/platform/logger';
import { Metrics } from '@paceline/platform/metrics';
import { EventStream, Producers, Publisher } from '@paceline/queues';
import { DataSource } from 'typeorm';
import { AgentPools } from './agent-pools';
import { RedisConnections } from './redis-connections';
import { ENVIRONMENT, LOGGER } from './tokens';
import { within } from './within';

const CLOSE_WITHIN_MS = 2_000;

/** Closes what was opened, after the last request was answered. */
@Injectable()
class Connections implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(RedisConnections) private readonly redis: RedisConnections,
    @Inject(Producers) private readonly producers: Producers,
    @Inject(Publisher) private readonly live: Publisher,
  ) {}

  /** A blocked read would hold the shutdown for as long as it waits. */
  beforeApplicationShutdown(): void {
    this.redis.stream.disconnect();
  }

  async onApplicationShutdown(): Promise<void> {
    await within(CLOSE_WITHIN_MS, Promise.all([this.producers.close(), this.live.flush()]));
    this.redis.close();
    await this.dataSource.destroy();
  }
}

/** The outside world of the API: database, Redis, clock, log. Everything else is given them. */
@Global()
@Module({})
export class InfrastructureModule {
  static for(environment: Environment, log: Logger): DynamicModule {
    const providers: Provider[] = [
      { provide: ENVIRONMENT, useValue: environment },
      { provide: LOGGER, useValue: log },
      { provide: Clock, useFactory: () => clockFrom(environment) },
      { provide: Metrics, useFactory: () => new Metrics() },
      { provide: DataSource, useFactory: () => createDataSource({ url: environment.DATABASE_URL, poolSize: environment.DATABASE_POOL_SIZE }).initialize() },
      { provide: RedisConnections, useFactory: () => new RedisConnections(environment, log) },
      {
        provide: Producers, inject: [RedisConnections],
        useFactory: (redis: RedisConnections) => new Producers(redis.producer, environment.REDIS_PREFIX, (error) => { log.warn({ err: error }, 'queue'); }),
      },
      { provide: EventStream, inject: [RedisConnections], useFactory: (redis: RedisConnections) => new EventStream(redis.reader, environment.REDIS_PREFIX) },
      { provide: Publisher, inject: [EventStream], useFactory: (stream: EventStream) => new Publisher(stream, log) },
      {
        provide: Interviews, inject: [DataSource, Publisher, Clock],
        useFactory: (dataSource: DataSource, live: Publisher, clock: Clock) => new Interviews(dataSource, (opened: FollowUp) => { live.publish(followUpEvent(opened, new Date(clock.nowMs()))); }),
      },
      { provide: AgentPools, inject: [RedisConnections], useFactory: (redis: RedisConnections) => new AgentPools(redis, environment, log) },
      ...[CallRepository, CommandRepository, ListTargets, PacingRepository, SwitchRecordRepository, TargetRepository].map((repository) => ({
        provide: repository, inject: [DataSource], useFactory: (dataSource: DataSource) => new repository(dataSource),
      })),
    ];
    return { module: InfrastructureModule, providers: [...providers, Connections], exports: providers.map((provider) => 'provide' in provider ? provider.provide : provider) };
  }
}
