import { Redis } from 'ioredis';
import { startPrivateRedis } from './private-redis';
import { openTestRedis } from './test-redis';

describe('the shared Redis of tests', () => {
  it('clears the keys of one file and no others', async () => {
    const [mine, theirs] = [openTestRedis(), openTestRedis()];
    await mine.redis.mset(`${mine.prefix}a`, '1', `${mine.prefix}{line}:b`, '2');
    await theirs.redis.set(`${theirs.prefix}a`, '3');

    await mine.clear();

    await expect(theirs.redis.exists(`${mine.prefix}a`, `${mine.prefix}{line}:b`)).resolves.toBe(0);
    await expect(theirs.redis.get(`${theirs.prefix}a`)).resolves.toBe('3');
    await mine.close();
    await theirs.close();
  });

  it('never evicts, as production does not', async () => {
    const opened = openTestRedis();
    await expect(opened.redis.config('GET', 'maxmemory-policy')).resolves.toEqual(['maxmemory-policy', 'noeviction']);
    await opened.close();
  });
});

describe('a private Redis', () => {
  it('comes back empty on the same address after a crash', async () => {
    const server = await startPrivateRedis();
    const client = new Redis(server.url, { retryStrategy: () => 10, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    await client.set('key', 'value');
    await server.kill();
    await server.restart();
    await expect(client.get('key')).resolves.toBeNull();
    client.disconnect();
    await server.stop();
  });
});
