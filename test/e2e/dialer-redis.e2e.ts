import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { inTime } from '@paceline/testing/in-time';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import type { DialerRig } from './lib/dialer-rig';
import { MidCampaign, RINGS_LONG, endsWell, openRecoveryRig } from './lib/mid-campaign';

describe('a Redis that fails', () => {
  let rig: DialerRig;
  let redis: PrivateRedis;
  beforeEach(async () => {
    redis = await startPrivateRedis();
    rig = await openRecoveryRig({ REDIS_URL: redis.url });
    await rig.workerReady(await rig.startWorker());
  });
  afterEach(async () => {
    await rig.close();
    await redis.stop();
  });

  async function withClient(act: (client: Redis) => Promise<unknown>): Promise<void> {
    const client = new Redis(redis.url);
    await act(client);
    client.disconnect();
  }

  it.each([
    ['loses the agents\' live view', () => withClient(async (client) => client.del(await client.keys(`${rig.environment.REDIS_PREFIX}{sw:main}:*`)))],
    ['is flushed', () => withClient((client) => client.flushall())],
    ['crashes and comes back empty', () => redis.restart()],
  ])('costs no call when it %s', async (_what, fail) => {
    const mid = await MidCampaign.reach(rig);
    await fail();
    await mid.endsWell();
    await mid.wentOnUntouched();
  });

  it('that is back within the limit costs a person who answered meanwhile no agent', async () => {
    const campaign = await rig.campaign([RINGS_LONG], { wrapUpSec: 0 });
    await rig.agents(1, [campaign]);
    const call = await rig.call(campaign, 'rings', ({ state }) => state === 'ringing');
    await redis.kill();
    await waitFor('the person answers', () => rig.simulated.callOf(call.id)?.answeredAtMs);
    await redis.restart();
    await endsWell(rig, campaign);
    expect((await rig.calls(campaign)).map(({ outcome }) => outcome)).toEqual(['connected']);
    expect(rig.simulated.callOf(call.id)?.plays).toEqual([]);
  });

  it('that is not lets the person hear the message', async () => {
    const campaign = await rig.campaign([RINGS_LONG], { wrapUpSec: 0 });
    await rig.agents(1, [campaign]);
    const call = await rig.call(campaign, 'rings', ({ state }) => state === 'ringing');
    await redis.kill();
    await rig.call(campaign, 'has ended', ({ endedAt }) => endedAt !== null);
    const record = rig.simulated.callOf(call.id);
    expect(record?.plays.map(({ file }) => file)).toEqual([expect.stringContaining('safe-harbour')]);
    expect((record?.plays[0]?.atMs ?? 0) - (record?.answeredAtMs ?? 0)).toBeLessThan(2_600);
    await redis.restart();
    await endsWell(rig, campaign);
    expect((await rig.calls(campaign)).map(({ outcome }) => outcome)).toEqual(['abandoned']);
  });

  it('that is away keeps no worker from stopping, and from leaving the switch to the next one', async () => {
    const mid = await MidCampaign.reach(rig);
    await redis.kill();
    const stopped = (async () => { for (const worker of rig.workers.splice(0)) await worker.stop(); })();
    expect(await inTime(stopped, 2_500, 2_500)).toBe(true);
    await redis.restart();
    await rig.workerReady(await rig.startWorker());
    await mid.endsWell();
  });
});
