import { setTimeout as lasts } from 'node:timers/promises';
import { rows } from '@paceline/persistence';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { legOf } from '../e2e/lib/dialer-aids';
import { ALL_WELL, LongDay } from './lib/long-day';

let redis: PrivateRedis;
let day: LongDay;

beforeAll(async () => {
  redis = await startPrivateRedis();
  const rig = await LongDay.openRig({ REDIS_URL: redis.url });
  await rig.workerReady(await rig.startWorker());
  day = await LongDay.begin(rig);
});
afterAll(async () => {
  await day.rig.close();
  await redis.stop();
});

async function withClient(act: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(redis.url);
  await act(client);
  client.disconnect();
}

/** It refuses every write that needs memory, and says so; connections stay. */
async function whileFull(act: () => Promise<unknown>): Promise<void> {
  await withClient(async (client) => {
    await client.config('SET', 'maxmemory', '1mb');
    await expect(client.set('paceline', 'x')).rejects.toThrow('OOM');
    await act();
    await client.config('SET', 'maxmemory', '0');
  });
}

/** Seconds, where a minute is allowed: a Redis that is back is used again at once. */
async function goesOn(): Promise<void> {
  expect(await day.dialsOn()).toBeLessThan(10_000);
}

describe('a Redis that fails in the middle of a day', () => {
  it('is flushed', async () => {
    await withClient((client) => client.flushall());
    await goesOn();
  });

  it('is started again, empty', async () => {
    await redis.restart();
    await goesOn();
  });

  it('is away for five seconds', async () => {
    await redis.kill();
    await lasts(5_000);
    await redis.restart();
    await goesOn();
  });

  it('answers nothing for three seconds', async () => {
    await withClient(async (client) => {
      await client.call('CLIENT', 'PAUSE', '3000', 'ALL');
      await client.ping(); // answered when the pause is over
    });
    await goesOn();
  });

  it('is full for some seconds', async () => {
    await whileFull(() => lasts(3_000));
    await goesOn();
  });

  it('is full while an agent\'s phone is lost and called again', async () => {
    const { rig, agents: [agent] } = day;
    if (agent === undefined) throw new Error('there are no agents');
    await whileFull(async () => {
      const lost = await legOf(rig, agent);
      rig.simulated.hangupFarEnd(lost);
      await waitFor('the phone is called again', async () => await legOf(rig, agent) !== lost);
    });
    const since = new Date();
    await waitFor('the agent talks again', async () => (await rows(rig.dataSource, 'SELECT 1 FROM calls WHERE agent_id = ? AND connected_at > ?', [agent.id, since])).length > 0);
  });

  it('has cost nobody a second call, no result and no agent', async () => {
    expect(await day.close()).toEqual(ALL_WELL);
  });
});
