import { createServer, type Server } from 'node:net';
import { databaseUrlOf, redisUrlOf, requireDatabase, requireRedis } from './environment.mjs';
import { freePort } from './network.mjs';

describe('services that the environment names', () => {
  it.each([
    [{}, null],
    [{ DATABASE_URL: 'mysql://a:b@db:3307/c', MYSQL_HOST: 'other' }, 'mysql://a:b@db:3307/c'],
    [{ MYSQL_HOST: 'db' }, 'mysql://paceline@db:3306/paceline'],
    [{ MYSQL_HOST: 'db', MYSQL_PORT: '3307', MYSQL_USER: 'me', MYSQL_PASSWORD: 'p@ss:/?#', MYSQL_DATABASE: 'calls' }, 'mysql://me:p%40ss%3A%2F%3F%23@db:3307/calls'],
  ])('database: %j', (env, url) => expect(databaseUrlOf(env)).toBe(url));

  it.each([
    [{}, null],
    [{ REDIS_URL: 'redis://r:1/2', REDIS_HOST: 'other' }, 'redis://r:1/2'],
    [{ REDIS_HOST: 'r' }, 'redis://r:6379'],
    [{ REDIS_HOST: 'r', REDIS_PORT: '7', REDIS_PASSWORD: 'a@b' }, 'redis://:a%40b@r:7'],
  ])('Redis: %j', (env, url) => expect(redisUrlOf(env)).toBe(url));

  it('must answer, and in their own language', async () => {
    const nobody = await freePort();
    await expect(requireDatabase(`mysql://u@127.0.0.1:${nobody}/d`)).rejects.toThrow(`a database at 127.0.0.1:${nobody}, but none answers there`);
    await expect(requireRedis(`redis://127.0.0.1:${nobody}`)).rejects.toThrow(`a Redis at 127.0.0.1:${nobody}, but none answers there`);

    const web = await listen('HTTP/1.1 400 Bad Request\r\n\r\n');
    await expect(requireDatabase(`mysql://u@127.0.0.1:${web.port}/d`)).rejects.toThrow('none answers');
    web.server.close();

    const mysql = await listen(Buffer.from([74, 0, 0, 0, 10, 56, 46, 52]));
    await expect(requireDatabase(`mysql://u@127.0.0.1:${mysql.port}/d`)).resolves.toBeUndefined();
    mysql.server.close();
  });

  it('must be addresses', async () => {
    await expect(requireDatabase('my database')).rejects.toThrow('DATABASE_URL is not a URL');
  });
});

/** A server that greets with these bytes. */
async function listen(greeting: string | Buffer): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(greeting);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { server, port };
}
