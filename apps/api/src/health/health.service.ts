import { Injectable } from '@nestjs/common';
import type { Ready } from '@paceline/contracts/health';
import { serverTime } from '@paceline/persistence';
import { DataSource } from 'typeorm';
import { RedisConnections } from '../infrastructure/redis-connections';
import { within } from '../infrastructure/within';

const CHECK_WITHIN_MS = 1_000;

@Injectable()
export class HealthService {
  constructor(private readonly dataSource: DataSource, private readonly redis: RedisConnections) {}

  /** `down` as long as one of the two that a full service needs is not there. */
  async ready(): Promise<Ready> {
    const [database, redis] = await Promise.all([
      answers(serverTime(this.dataSource)), answers(this.redis.reader.ping()),
    ]);
    return { status: database === 'up' && redis === 'up' ? 'up' : 'down', checks: { database, redis } };
  }
}

async function answers(probe: Promise<unknown>): Promise<'up' | 'down'> {
  try {
    return await within(CHECK_WITHIN_MS, probe) === null ? 'down' : 'up';
  } catch {
    return 'down'; // that is the answer; what is wrong is in the log of the connection
  }
}
