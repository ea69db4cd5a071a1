import type { Script } from '@paceline/domain/script/script';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, callers, serve, toQueue, untilAKeyCounts, waitsOf } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

const CALLER = '+12125550142';

describe('callers', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const comesIn = (more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string => {
    const callId = rig.simulated.inboundCall({ from: CALLER, to: DID, ...more });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const hears = (callId: string): string[] => (rig.simulated.callOf(callId)?.plays ?? []).filter(({ untilMs }) => untilMs === null).map(({ file }) => file);
  const open = async (): Promise<void> => {
    rig = await DialerRig.open();
    await rig.workerReady(await rig.startWorker());
  };

  it('talk with an agent of their queue at once when one is free, and both have what follows', async () => {
    await open();
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    const agents = await rig.agents(1, []);
    await serve(rig, agents, [queue]);
    const callId = comesIn({ talkMs: 500 });
    const call = await caller(rig, callId, 'talked', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ direction: 'inbound', outcome: 'answered', phone: CALLER, dialedNumber: DID, line: `queue-${queue.id}`, agentId: agents[0]?.id, clientId: '1' });
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
    await waitFor('the agent is free again', async () => comesIn({ talkMs: 100 }) !== '' && (await callers(rig)).filter(({ outcome }) => outcome === 'answered').length >= 2, { everyMs: 700 });
  });

  it('wait with music when nobody is free, in the order in which they came, and are given whoever becomes free', async () => {
    await open();
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    const [first, second] = [comesIn({ from: '+12125550101', talkMs: 300 }), comesIn({ from: '+12125550102', talkMs: 300 })];
    for (const callId of [first, second]) await caller(rig, callId, 'waits', ({ state, answeredAt }) => state === 'waiting' && answeredAt !== null);
    expect([first, second].map(hears)).toEqual([['local_stream://moh'], ['local_stream://moh']]);
    await serve(rig, await rig.agents(1, []), [queue]);
    const [one, other] = [await caller(rig, first, 'talked', ({ outcome }) => outcome === 'answered'), await caller(rig, second, 'talked', ({ outcome }) => outcome === 'answered')];
    expect((one.connectedAt?.getTime() ?? 0) < (other.connectedAt?.getTime() ?? 0)).toBe(true);
  });

  it('are rung for while they are not charged: answered with the bridge', async () => {
    await open();
    const queue = await addQueue(rig, { whileWaiting: 'ringing' });
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn({ talkMs: 300 });
    await caller(rig, callId, 'rings, and waits', ({ state, answeredAt }) => state === 'waiting' && answeredAt === null);
    await serve(rig, await rig.agents(1, []), [queue]);
    const call = await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
    expect(call.answeredAt).not.toBeNull();
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
  });

  it('who hang up while they wait have abandoned the queue, and nobody is bridged to them', async () => {
    await open();
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn({ patienceMs: 400 });
    await caller(rig, callId, 'gave up', ({ outcome }) => outcome === 'abandoned-in-queue');
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'abandoned' }]);
  });

  it('choose by key, are told what is closed, and wait no longer than their queue lets them', async () => {
    await open();
    const queue = await addQueue(rig, { longestWaitSec: 1 });
    const menu: Script = {
      languages: ['en'], start: 'menu', emergency: 'closed', nodes: {
        menu: { kind: 'menu', say: { en: 'menu.wav' }, tries: 2, waitSec: 3, again: null, wrong: null, choices: { 1: 'queue' }, noInput: 'closed', wrongKey: 'closed' },
        queue: { kind: 'queue', queueId: queue.id }, closed: { kind: 'end', say: { en: 'closed.wav' } },
      },
    };
    await addNumber(rig, menu);
    const [chooses, silent] = [comesIn(), comesIn({ from: '+12125550103' })];
    await waitFor('the menu is asked', () => rig.simulated.callOf(chooses)?.plays.some(({ file }) => file.endsWith('menu.wav')));
    await untilAKeyCounts();
    rig.simulated.press(chooses, '1');
    await expect(caller(rig, chooses, 'waited too long', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'overflowed', line: `queue-${queue.id}` });
    await expect(waitsOf(rig, chooses)).resolves.toEqual([{ queueId: queue.id, endedBy: 'overflowed' }]);
    await caller(rig, silent, 'said nothing', ({ outcome }) => outcome === 'abandoned-in-menu');
    expect((await waitsOf(rig, silent))).toEqual([]);
  });

  it('keep their place, their order and their music when the worker is killed', async () => {
    await open();
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
    const ids = ['+12125550101', '+12125550102', '+12125550103'].map((from) => comesIn({ from, talkMs: 300 }));
    for (const callId of ids) await caller(rig, callId, 'waits', ({ state }) => state === 'waiting');
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    expect(ids.map(hears)).toEqual(ids.map(() => ['local_stream://moh']));
    await serve(rig, await rig.agents(1, []), [queue]);
    const talked = [];
    for (const callId of ids) talked.push((await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered')).connectedAt?.getTime() ?? 0);
    expect(talked).toEqual([...talked].sort((a, b) => a - b));
    for (const callId of ids) await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
  });

  it('of a number that nobody has set up, and more than may be at once, are told so', async () => {
    await open();
    const queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id), { maxCalls: 2, maxCallsPerCaller: 1 });
    const first = comesIn();
    await caller(rig, first, 'waits', ({ state }) => state === 'waiting');
    const causeOf = async (callId: string): Promise<string> => await waitFor('the switch ended it', () => { const { cause } = rig.simulated.callOf(callId) ?? {}; return cause === undefined || cause === '' ? null : cause; });
    await expect(causeOf(comesIn())).resolves.toBe('USER_BUSY');
    await expect(causeOf(comesIn({ to: '+12125550000' }))).resolves.toBe('UNALLOCATED_NUMBER');
    await caller(rig, comesIn({ from: '+12125550109' }), 'waits', ({ state }) => state === 'waiting');
    await expect(causeOf(comesIn({ from: '+12125550110' }))).resolves.toBe('USER_BUSY');
    // Those who are there are counted by the next owner, too.
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await expect(causeOf(comesIn())).resolves.toBe('USER_BUSY');
    await expect(causeOf(comesIn({ from: '+12125550111' }))).resolves.toBe('USER_BUSY');
  });
});
