import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import { Call, QueueCallback, type Queue } from '@paceline/persistence';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { judge } from '../../scripts/invariants/judge';
import { addQueue, serve } from '../e2e/lib/caller-rig';
import { talker } from '../e2e/lib/dialer-aids';
import { DialerRig } from '../e2e/lib/dialer-rig';
import { WorkerProcess } from '../e2e/lib/worker-process';

const LONGEST_MS = 120_000;
const RULES = { tries: 3, retrySec: 1, expiresSec: 3_600, ringTimeoutSec: 15, callerNumber: null, hours: DEFAULT_CALLING_HOURS };
/** Rings for so long that whatever fails does so meanwhile. */
const RINGS_LONG = talker(/^\+1415603\d{4}$/, 1_500, 4_000);
const HOME = '+14156030001';

let redis: PrivateRedis;
let rig: DialerRig;
let queue: Queue;
beforeAll(async () => { redis = await startPrivateRedis(); });
afterAll(async () => { await redis.stop(); });
beforeEach(async () => {
  rig = await DialerRig.open({ callees: [RINGS_LONG], env: { REDIS_URL: redis.url } });
  queue = await addQueue(rig, { callback: RULES });
});
let workers: WorkerProcess[];
beforeEach(() => { workers = []; });
afterEach(async () => {
  for (const worker of workers) await worker.kill();
  await rig.close();
});

async function startProcess(): Promise<WorkerProcess> {
  const worker = await WorkerProcess.start(rig.environment);
  workers.push(worker);
  return worker;
}

async function wishes(): Promise<void> {
  await rig.dataSource.manager.insert(QueueCallback, {
    clientId: '1', queueId: queue.id, askedCallId: randomUUID(), phone: HOME, language: 'en', waitingSince: new Date(), points: 0, state: 'waiting', tries: 0, nextAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000),
  });
}
const wish = async (): Promise<QueueCallback> => await rig.dataSource.manager.findOneByOrFail(QueueCallback, { phone: HOME });
const calls = async (): Promise<Call[]> => await rig.dataSource.manager.find(Call, { where: { phone: HOME }, order: { plannedAt: 'ASC' } });
const call = async (what: string, holds: (call: Call) => boolean): Promise<Call> => await waitFor(`a call that ${what}`, async () => (await calls()).find(holds));

/** They talked, once, whatever failed, were dialed no more often than they were tried, and nothing is left over. */
async function talkedOnce(tries: readonly number[]): Promise<void> {
  await waitFor('they have talked', async () => (await wish()).endedBy === 'talked', { deadlineMs: 100_000 });
  const { tries: made } = await wish();
  expect(tries).toContain(made);
  expect(rig.dialed()[HOME]).toBeLessThanOrEqual(made);
  for (const { id } of await calls()) expect(rig.simulated.invites.filter(({ channelId }) => channelId === id).length).toBeLessThanOrEqual(1);
  expect((await calls()).filter(({ outcome }) => outcome === 'connected')).toHaveLength(1);
  await waitFor('nothing is left over', async () => (await judge({ environment: rig.environment, dataSource: rig.dataSource, simulated: rig.simulated }, 'at-rest', null)).violations.length === 0);
}

describe('callers who are called back', () => {
  it.each<[string, (found: Call) => boolean, readonly number[]]>([
    // What nobody saw on the switch counts as a try: it may have rung.
    ['begun', () => true, [1, 2]], ['ringing', ({ state }) => state === 'ringing', [1]], ['talking', ({ state }) => state === 'talking', [1]],
  ])('whose worker is killed while their call is %s are called once for each try, and talk with the agent who was kept', async (_when, holds, tries) => {
    const first = await startProcess();
    await serve(rig, await rig.agents(1, []), [queue]);
    await wishes();
    await call('is so far', holds);
    await first.kill();
    await startProcess();
    await talkedOnce(tries);
  }, LONGEST_MS);

  describe('of a worker that lives', () => {
    beforeEach(async () => {
      await rig.workerReady(await rig.startWorker());
      await serve(rig, await rig.agents(1, []), [queue]);
      await wishes();
      await call('rings', ({ state }) => state === 'ringing');
    });

    it('talk with the agent who was kept although Redis was flushed meanwhile', async () => {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
      await talkedOnce([1]);
    }, LONGEST_MS);

    it('talk with the agent who was kept although the switch was not heard for a while', async () => {
      rig.simulated.fault({ fault: 'down', how: 'closed', forMs: 1_000 });
      await talkedOnce([1]);
    }, LONGEST_MS);
  });
});
