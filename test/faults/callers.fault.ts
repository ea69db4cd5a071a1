import type { Script } from '@paceline/domain/script/script';
import { Call } from '@paceline/persistence';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { judge } from '../../scripts/invariants/judge';
import { DID, addNumber, addQueue, caller, serve, toQueue, waitsOf } from '../e2e/lib/caller-rig';
import { legOf } from '../e2e/lib/dialer-aids';
import { DialerRig } from '../e2e/lib/dialer-rig';
import { WorkerProcess } from '../e2e/lib/worker-process';

const LONGEST_MS = 120_000;
const MUSIC = ['local_stream://moh'];

let redis: PrivateRedis;
let rig: DialerRig;
beforeAll(async () => { redis = await startPrivateRedis(); });
afterAll(async () => { await redis.stop(); });
beforeEach(async () => { rig = await DialerRig.open({ env: { REDIS_URL: redis.url } }); });
afterEach(async () => { await rig.close(); });

function comesIn(from: string, more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string {
  const callId = rig.simulated.inboundCall({ from, to: DID, ...more });
  if (callId === null) throw new Error('the switch took no call');
  return callId;
}
const hears = (callId: string): string[] => (rig.simulated.callOf(callId)?.plays ?? []).filter(({ untilMs }) => untilMs === null).map(({ file }) => file);
const bridgesOf = (callId: string): number => rig.simulated.callOf(callId)?.bridges.length ?? 0;

async function waiting(from: readonly string[], talkMs = 300): Promise<string[]> {
  const ids = [];
  for (const number of from) { // one after another: of two who come at once either may be the first in the queue
    const callId = comesIn(number, { talkMs });
    await caller(rig, callId, 'waits', ({ state, answeredAt }) => state === 'waiting' && answeredAt !== null);
    ids.push(callId);
  }
  return ids;
}

/** Each is answered, once, in the order in which they came, and nothing is left over. */
async function allAnswered(ids: readonly string[]): Promise<void> {
  const talked = [];
  for (const callId of ids) talked.push((await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered')).connectedAt?.getTime() ?? 0);
  expect(talked).toEqual([...talked].sort((a, b) => a - b));
  expect(ids.map(bridgesOf)).toEqual(ids.map(() => 1));
  await atRest();
}

async function atRest(): Promise<void> {
  await waitFor('nothing is left over', async () => (await judge({ environment: rig.environment, dataSource: rig.dataSource, simulated: rig.simulated }, 'at-rest', null)).violations.length === 0);
}

describe('callers', () => {
  it('whose worker is killed keep their place, their order and their music, talk on, and choose on', async () => {
    const first = await WorkerProcess.start(rig.environment);
    const queue = await addQueue(rig);
    const menu: Script = {
      languages: ['en'], start: 'menu', emergency: 'closed', nodes: {
        menu: { kind: 'menu', say: { en: 'menu.wav' }, tries: 5, waitSec: 20, again: null, wrong: null, choices: { 1: 'queue' }, noInput: 'closed', wrongKey: 'closed' },
        queue: { kind: 'queue', queueId: queue.id }, closed: { kind: 'end', say: { en: 'closed.wav' } },
      },
    };
    await addNumber(rig, toQueue(queue.id));
    await addNumber(rig, menu, { number: '+12125550198' });
    await serve(rig, await rig.agents(1, []), [queue]);
    const talks = comesIn('+12125550100', { talkMs: 12_000 });
    await caller(rig, talks, 'talks', ({ state }) => state === 'talking');
    const ids = await waiting(['+12125550101', '+12125550102']);
    const chooses = comesIn('+12125550103', { to: '+12125550198', talkMs: 300, keys: [{ atMs: 9_000, digit: '1' }] });
    await caller(rig, chooses, 'is asked', ({ scriptState }) => scriptState?.node === 'menu');
    await first.kill();
    expect(ids.map(hears)).toEqual([MUSIC, MUSIC]);
    const next = await WorkerProcess.start(rig.environment);
    await allAnswered([talks, ...ids, chooses]);
    expect(ids.map((callId) => rig.simulated.callOf(callId)?.plays.filter(({ file }) => file !== MUSIC[0]))).toEqual([[], []]);
    await next.kill();
  }, LONGEST_MS);

  describe('of a worker that lives', () => {
    beforeEach(async () => { await rig.workerReady(await rig.startWorker()); });

    it('wait on while the connection to the switch is gone, and are given whoever comes then', async () => {
      const queue = await addQueue(rig);
      await addNumber(rig, toQueue(queue.id));
      const agents = await rig.agents(1, []);
      const ids = await waiting(['+12125550101', '+12125550102']);
      rig.simulated.fault({ fault: 'down', how: 'closed', forMs: 500 });
      // Nobody hears of them until it is back: by then they are found, or the switch has said sorry to them by itself.
      const meanwhile = comesIn('+12125550103', { talkMs: 300, patienceMs: 30_000 });
      const found = await waitFor('a caller who is found, or over', async () => {
        if ((await rig.dataSource.manager.findOneBy(Call, { id: meanwhile }))?.state === 'waiting') return [meanwhile];
        return rig.simulated.callOf(meanwhile)?.endedAtMs === null ? null : [];
      });
      expect(ids.map(hears)).toEqual([MUSIC, MUSIC]);
      await serve(rig, agents, [queue]);
      await allAnswered([...ids, ...found]);
    }, LONGEST_MS);

    it('in a menu whose end was not heard are asked again, and stay in it no longer than they would', async () => {
      await addNumber(rig, {
        languages: ['en'], start: 'menu', emergency: 'closed', nodes: {
          menu: { kind: 'menu', say: { en: 'menu.wav' }, tries: 1, waitSec: 1, again: null, wrong: null, choices: { 1: 'closed' }, noInput: 'closed', wrongKey: 'closed' },
          closed: { kind: 'end', say: { en: 'closed.wav' } },
        },
      });
      const callId = comesIn('+12125550101');
      await caller(rig, callId, 'is asked', ({ scriptState }) => scriptState?.node === 'menu');
      rig.simulated.fault({ fault: 'down', how: 'closed', forMs: 2_500 });
      await expect(caller(rig, callId, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'abandoned-in-menu' });
      await atRest();
    }, LONGEST_MS);

    it('wait on when Redis is flushed, and nobody is given to two of them', async () => {
      const queue = await addQueue(rig);
      await addNumber(rig, toQueue(queue.id));
      await serve(rig, await rig.agents(1, []), [queue]);
      const talks = comesIn('+12125550100', { talkMs: 4_000 });
      await caller(rig, talks, 'talks', ({ state }) => state === 'talking');
      const ids = await waiting(['+12125550101', '+12125550102']);
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
      await allAnswered([talks, ...ids]);
    }, LONGEST_MS);

    it('are gone with a switch that is restarted: their calls end, and their stays are closed', async () => {
      const queue = await addQueue(rig);
      await addNumber(rig, toQueue(queue.id));
      const ids = await waiting(['+12125550101', '+12125550102']);
      await rig.simulated.restart();
      for (const callId of ids) {
        await expect(caller(rig, callId, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'dropped' });
        await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'closed' }]);
      }
      await atRest();
    }, LONGEST_MS);

    it('who lose their agent in mid-call are given the next, first of all', async () => {
      const queue = await addQueue(rig);
      await addNumber(rig, toQueue(queue.id));
      const [agent] = await rig.agents(1, []);
      if (agent === undefined) throw new Error('there is no agent');
      await serve(rig, [agent], [queue]);
      const talks = comesIn('+12125550100', { talkMs: 4_000 });
      await caller(rig, talks, 'talks', ({ state }) => state === 'talking');
      const [waits = ''] = await waiting(['+12125550101']);
      rig.simulated.hangupFarEnd(await legOf(rig, agent));
      await caller(rig, talks, 'has talked on', ({ outcome }) => outcome === 'answered');
      await caller(rig, waits, 'talked', ({ outcome }) => outcome === 'answered');
      expect([talks, waits].map(bridgesOf)).toEqual([2, 1]);
      for (const callId of [talks, waits]) await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
      await atRest();
    }, LONGEST_MS);
  });
});
