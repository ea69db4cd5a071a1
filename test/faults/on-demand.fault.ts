import type { RingEnd } from '@paceline/domain/agent/ring';
import type { Agent, Queue } from '@paceline/persistence';
import { autoAnswer, type CalleeBehaviour, type CallRecord } from '@paceline/simulator';
import { startPrivateRedis, type PrivateRedis } from '@paceline/testing/private-redis';
import { waitFor } from '@paceline/testing/wait-for';
import { Redis } from 'ioredis';
import { judge } from '../../scripts/invariants/judge';
import { DID, addNumber, addQueue, caller, onDemand, ringsOf, toQueue, waitsOf } from '../e2e/lib/caller-rig';
import { DialerRig } from '../e2e/lib/dialer-rig';
import { WorkerProcess } from '../e2e/lib/worker-process';

const LONGEST_MS = 120_000;

let redis: PrivateRedis;
let rig: DialerRig;
let queue: Queue;
let agents: Agent[];
const processes: WorkerProcess[] = [];
beforeAll(async () => { redis = await startPrivateRedis(); });
afterAll(async () => { await redis.stop(); });
afterEach(async () => {
  for (const worker of processes.splice(0)) await worker.kill();
  await rig.close();
});

/** A queue with an on-demand agent for each of these phones, the first of them first. */
async function open(...phones: readonly CalleeBehaviour[]): Promise<void> {
  rig = await DialerRig.open({
    env: { REDIS_URL: redis.url, AGENT_RING_SEC: '30', FAIL_POINTS: '1' }, simulator: { phones: phones.map((behaviour, index) => ({ extension: String(1001 + index), registered: true, behaviour })) },
  });
  queue = await addQueue(rig, { strategy: 'top-down' });
  await addNumber(rig, toQueue(queue.id));
}
async function signIn(count: number): Promise<void> {
  agents = [];
  for (let index = 0; index < count; index++) agents.push(await onDemand(rig, String(1001 + index), queue, index + 1));
}
function agentAt(index: number): Agent {
  const agent = agents[index];
  if (agent === undefined) throw new Error('there is no such agent');
  return agent;
}
async function workerProcess(): Promise<WorkerProcess> {
  const worker = await WorkerProcess.start(rig.environment);
  processes.push(worker);
  return worker;
}
function comesIn(from: string, talkMs = 500): string {
  const callId = rig.simulated.inboundCall({ from, to: DID, talkMs, patienceMs: 100_000 });
  if (callId === null) throw new Error('the switch took no call');
  return callId;
}
/** The second when the first has their place: of two who come in the same moment either may. */
async function comeInTurn(): Promise<[first: string, second: string]> {
  const first = comesIn('+12125550101');
  await caller(rig, first, 'has come', ({ answeredAt }) => answeredAt !== null);
  const second = comesIn('+12125550102');
  return [first, second];
}
const callsTo = (extension: string): CallRecord[] => rig.simulated.invites.filter(({ number }) => number === `user/${extension}@paceline.local`);
const rings = async (extension = '1001'): Promise<CallRecord> => await waitFor('the phone rings', () => callsTo(extension).find(({ ringingAtMs, endedAtMs }) => ringingAtMs !== null && endedAtMs === null));
const bridgesOf = (callId: string): number => rig.simulated.callOf(callId)?.bridges.length ?? 0;

/** Nobody's phone rings on, and nothing else is left over. */
async function atRest(): Promise<void> {
  await waitFor('no phone is up', () => rig.simulated.channels.length === 0);
  await waitFor('nothing is left over', async () => (await judge(rig, 'at-rest', null)).violations.length === 0);
}

/** Each talks with an agent, in the order in which they came, as many times as they were to. */
async function allTalked(ids: readonly string[], times = 1): Promise<void> {
  const talked = [];
  for (const callId of ids) talked.push((await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered')).connectedAt?.getTime() ?? 0);
  expect(talked).toEqual([...talked].sort((one, other) => one - other));
  expect(ids.map(bridgesOf)).toEqual(ids.map((_, index) => index === 0 ? times : 1));
  for (const callId of ids) await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
}

describe('an agent\'s phone that rings for a caller', () => {
  // Of a ring that was about to begin nobody heard how it ended; of one in its end the talk is written.
  it.each<[string, readonly RingEnd[]]>([
    ['rings.begin:after', ['unheard', 'talked', 'talked']],
    ['rings.end:before', ['talked', 'talked']],
  ])('is rung for nobody when its worker dies at %s, and each caller talks once, in their place', async (point, ringsEnd) => {
    await open(autoAnswer(1_000));
    const first = await workerProcess();
    const ids = await comeInTurn();
    await caller(rig, ids[1], 'has come', ({ answeredAt }) => answeredAt !== null);
    first.failAt({ point, hit: 1, action: 'kill' });
    const signedIn = signIn(1);
    await waitFor('the worker is gone', () => first.state() === 'ended');
    await workerProcess();
    await signedIn;
    await allTalked(ids);
    await atRest();
    const ends = await ringsOf(rig, agentAt(0));
    expect(ends.filter((end) => end !== 'called-off')).toEqual(ringsEnd);
    // For the first, who left while no worker was there, once: the switch says then that they are gone.
    expect(ends.length - ringsEnd.length).toBeLessThanOrEqual(1);
  }, LONGEST_MS);

  describe('of a worker that lives', () => {
    const begin = async (...phones: readonly CalleeBehaviour[]): Promise<void> => {
      await open(...phones);
      await rig.workerReady(await rig.startWorker());
      await signIn(phones.length);
    };

    it('and is answered while the switch is not heard is connected when it is heard again', async () => {
      await begin(autoAnswer(600));
      const [callId, behind] = await comeInTurn();
      await rings();
      rig.simulated.fault({ fault: 'down', how: 'closed', forMs: 1_000 });
      await allTalked([callId, behind]);
      await atRest();
    }, LONGEST_MS);

    it('and stops while the switch is not heard rings again when it is heard again, and is passed over then', async () => {
      await begin({ kind: 'refuses', progress: 'ringing', afterMs: 600, sipStatus: 486 }, autoAnswer(100));
      const callId = comesIn('+12125550101');
      await rings();
      rig.simulated.fault({ fault: 'down', how: 'closed', forMs: 5_300 });
      await allTalked([callId]);
      await atRest();
      expect(await ringsOf(rig, agentAt(0))).toEqual(['unheard', 'busy']); // of the first nobody knows whether they have missed it
    }, LONGEST_MS);

    it('for a caller who leaves while the switch is not heard rings for nobody', async () => {
      await begin({ kind: 'never-answers', givesUpMs: 60_000 });
      const callId = comesIn('+12125550101');
      const { channelId } = await rings();
      rig.simulated.fault({ fault: 'down', how: 'closed', forMs: 1_000 });
      rig.simulated.hangupFarEnd(callId);
      await caller(rig, callId, 'is over', ({ state }) => state === 'ended');
      await atRest();
      expect(rig.simulated.callOf(channelId)?.cause).toBe('ORIGINATOR_CANCEL');
    }, LONGEST_MS);

    it('rings on when Redis is flushed, for nobody else, and its agent talks', async () => {
      await begin(autoAnswer(1_500));
      const [callId, behind] = await comeInTurn();
      await rings();
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
      await allTalked([callId, behind]);
      await atRest();
      expect(await ringsOf(rig, agentAt(0))).toEqual(['talked', 'talked']);
    }, LONGEST_MS);

    it('is gone with a switch that is restarted, and with it the caller', async () => {
      await begin(autoAnswer(3_000));
      const callId = comesIn('+12125550101');
      await rings();
      await rig.simulated.restart();
      await expect(caller(rig, callId, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'dropped' });
      await atRest();
    }, LONGEST_MS);

    it('and is lost in the talk leaves a caller who waits first in line, and talks with another', async () => {
      await begin(autoAnswer(100), autoAnswer(300));
      const callId = comesIn('+12125550101', 3_000);
      await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
      const leg = callsTo('1001')[0]?.channelId ?? '';
      rig.simulated.mediaTimesOut(leg);
      await allTalked([callId], 2);
      await atRest();
    }, LONGEST_MS);

    it('and dies within the bridge leaves a caller who talks with another', async () => {
      await begin(autoAnswer(100), autoAnswer(100));
      rig.simulated.fault({ fault: 'hand-off', race: 'agent-leaves', next: 1 });
      const callId = comesIn('+12125550101');
      await allTalked([callId]);
      await atRest();
      expect(await ringsOf(rig, agentAt(1))).toEqual(['talked']);
    }, LONGEST_MS);

    it('for a caller who leaves within the bridge is hung up, and rung for the next', async () => {
      await begin(autoAnswer(100));
      rig.simulated.fault({ fault: 'hand-off', race: 'customer-leaves', next: 1 });
      const [callId, behind] = await comeInTurn();
      await caller(rig, callId, 'is over', ({ state }) => state === 'ended');
      await allTalked([behind]);
      await atRest();
      expect(bridgesOf(callId)).toBe(0);
    }, LONGEST_MS);
  });
});
