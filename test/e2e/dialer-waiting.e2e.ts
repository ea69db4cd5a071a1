import { lineOfQueue } from '@paceline/domain/routing/line';
import { waitingIn, type Queue } from '@paceline/persistence';
import { DID, addNumber, addQueue, caller, serve, toQueue, waitsOf } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

const BY = { byUserId: '1' };

describe('callers who wait, and a supervisor', () => {
  let rig: DialerRig;
  let queue: Queue;
  beforeEach(async () => {
    rig = await DialerRig.open();
    await rig.workerReady(await rig.startWorker());
    queue = await addQueue(rig);
    await addNumber(rig, toQueue(queue.id));
  });
  afterEach(() => rig.close());

  async function waits(from: string): Promise<string> {
    const callId = rig.simulated.inboundCall({ from, to: DID, talkMs: 200 });
    if (callId === null) throw new Error('the switch took no call');
    await caller(rig, callId, 'waits', ({ state, answeredAt }) => state === 'waiting' && answeredAt !== null);
    return callId;
  }

  it('who lets the last of them be answered next, which the next owner knows, too', async () => {
    const [first, last] = [await waits('+12125550101'), await waits('+12125550102')];
    await rig.command('call-answer-next', { callId: last, ...BY });
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await serve(rig, await rig.agents(1, []), [queue]);
    const [one, other] = [await caller(rig, last, 'talked', ({ outcome }) => outcome === 'answered'), await caller(rig, first, 'talked', ({ outcome }) => outcome === 'answered')];
    expect(one.connectedAt?.getTime()).toBeLessThan(other.connectedAt?.getTime() ?? 0);
  });

  it('who moves one to another queue, where an agent takes the call', async () => {
    const [callId, other] = [await waits('+12125550101'), await addQueue(rig)];
    await rig.command('call-move', { callId, queueId: other.id, ...BY });
    await caller(rig, callId, 'waits there', ({ line }) => line === lineOfQueue(other.id));
    await serve(rig, await rig.agents(1, []), [other]);
    await caller(rig, callId, 'talked', ({ outcome }) => outcome === 'answered');
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'moved' }, { queueId: other.id, endedBy: 'answered' }]);
  });

  it('who takes one out: they are told so, no agent comes, and nobody waits any more', async () => {
    const callId = await waits('+12125550101');
    await expect(waitingIn(rig.dataSource, { clientId: '1' }, queue)).resolves.toMatchObject([{ callId, phone: '+12125550101', dialedNumber: DID, points: 0, isBeingConnected: false, lostItsAgent: false }]);
    await rig.command('call-take-out', { callId, prompt: 'closed.wav', ...BY });
    await serve(rig, await rig.agents(1, []), [queue]);
    await expect(caller(rig, callId, 'was told', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'closed', connectedAt: null });
    expect(rig.simulated.callOf(callId)?.plays.map(({ file }) => file)).toContainEqual(expect.stringContaining('closed.wav'));
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'closed' }]);
    await expect(waitingIn(rig.dataSource, { clientId: '1' }, queue)).resolves.toEqual([]);
  });
});
