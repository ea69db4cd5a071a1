import { randomBytes } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';
import { serviceAddresses } from './test-services';

/** A connection to the shared Redis, and a prefix that every key of the test must have. */
export interface TestRedis {
  readonly redis: Redis;
  readonly url: string;
  readonly prefix: string;
  /** Another connection, as BullMQ's workers and blocking reads need one; closed with the first. */
  connect(options?: RedisOptions): Redis;
  /** Removes all keys with the prefix. */
  clear(): Promise<void>;
  /** Removes the keys and closes all connections. */
  close(): Promise<void>;
}

/**
 * Opens the shared Redis for one test file. Files run at the same time: never FLUSHALL here, for that there is
 * `startPrivateRedis`.
 */
export function openTestRedis(): TestRedis {
  const url = serviceAddresses().REDIS_URL;
  const prefix = `test-${randomBytes(6).toString('hex')}:`;
  const connections: Redis[] = [];
  const connect = (options: RedisOptions = {}): Redis => {
    const connection = new Redis(url, { maxRetriesPerRequest: null, ...options });
    connections.push(connection);
    return connection;
  };
  const redis = connect();
  const clear = () => deleteByPrefix(redis, prefix);
  return {
    redis, url, prefix, connect, clear,
    close: async () => {
      if (redis.status === 'ready') await clear();
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** Gives the tests of the calling `describe` (or file) a Redis without keys of their prefix before each of them. */
export function useTestRedis(): { readonly current: TestRedis } {
  let opened: TestRedis | undefined;
  beforeAll(() => { opened = openTestRedis(); });
  beforeEach(() => opened?.clear());
  afterAll(() => opened?.close());
  return {
    get current() {
      if (!opened) throw new Error('the test Redis is there from beforeAll on');
      return opened;
    },
  };
}

async function deleteByPrefix(redis: Redis, prefix: string): Promise<void> {
  const pattern = `${prefix.replace(/[\\*?[\]]/g, '\\$&')}*`;
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 1_000);
    if (keys.length > 0) await redis.unlink(...keys);
    cursor = next;
  } while (cursor !== '0');
}
