import type { Redis } from 'ioredis';
import { PoolKeys, checkedId } from './pool-keys';

/**
 * Whether the agents' screens live. Whoever has a screen's socket counts a beat for its agent now and then; whoever
 * judges watches by a clock of its own whether the count goes on. No clock of another host is part of it, and after
 * a flush of Redis nobody is judged before the first beat.
 */
export class Screens {
  private readonly key: string;

  constructor(private readonly redis: Redis, switchId: string, keyPrefix: string) {
    this.key = new PoolKeys(switchId, keyPrefix).screens;
  }

  /** These agents have a screen. */
  async beat(agentIds: Iterable<string>): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const agentId of agentIds) pipeline.hincrby(this.key, checkedId(agentId, 'agent'), 1);
    for (const [error] of await pipeline.exec() ?? []) if (error !== null) throw error;
  }

  /** The beats counted so far, by agent: of everybody who had a screen since they were last forgotten. */
  async beats(): Promise<ReadonlyMap<string, string>> {
    return new Map(Object.entries(await this.redis.hgetall(this.key)));
  }

  /** As if they had never had one. */
  async forget(agentId: string): Promise<void> {
    await this.redis.hdel(this.key, agentId);
  }
}
