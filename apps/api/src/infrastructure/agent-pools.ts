import { AgentPool, PoolNotBuiltError, type LineCounts, type PoolAgent, type PoolSnapshot } from '@paceline/agent-pool';
import type { Environment } from '@paceline/platform/environment';
import { messageOf } from '@paceline/platform/errors';
import type { Logger } from '@paceline/platform/logger';
import type { RedisConnections } from './redis-connections';

/**
 * The agents' live state, read only: the owner of the switch alone changes it. Null means that it is not there
 * now (Redis away, or the pool not built yet); the rows are the truth and are answered with all the same.
 */
export class AgentPools {
  private readonly pools = new Map<string, AgentPool>();

  constructor(private readonly redis: RedisConnections, private readonly environment: Environment, private readonly log: Logger) {}

  async snapshot(switchId: string): Promise<PoolSnapshot | null> {
    return await this.read(switchId, (pool) => pool.snapshot());
  }

  async lineCounts(switchId: string, line: string): Promise<LineCounts | null> {
    return await this.read(switchId, (pool) => pool.lineCounts(line));
  }

  /** Null also for an agent who is not signed in. */
  async find(switchId: string, agentId: string): Promise<PoolAgent | null> {
    return await this.read(switchId, (pool) => pool.find(agentId));
  }

  private async read<T>(switchId: string, from: (pool: AgentPool) => Promise<T>): Promise<T | null> {
    let pool = this.pools.get(switchId);
    if (pool === undefined) {
      pool = new AgentPool(this.redis.reader, switchId, this.environment.REDIS_PREFIX, null);
      this.pools.set(switchId, pool);
    }
    try {
      return await from(pool);
    } catch (thrown) {
      if (!(thrown instanceof PoolNotBuiltError)) this.log.warn({ switchId, error: messageOf(thrown) }, 'the agents\' live state cannot be read');
      return null;
    }
  }
}
