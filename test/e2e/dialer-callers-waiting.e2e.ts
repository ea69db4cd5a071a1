import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, serve, toQueue, waitsOf } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

describe('what callers hear while they wait', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const open = async (): Promise<void> => {
    rig = await DialerRig.open({ simulator: { promptLengthMs: (path) => path.includes('own-music') ? 1_300 : path.includes('say-') ? 40 : 600 } });
    await rig.workerReady(await rig.startWorker());
  };
  const comesIn = (more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string => {
    const callId = rig.simulated.inboundCall({ from: '+12125550142', to: DID, ...more });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const plays = (callId: string): readonly { readonly file: string; readonly atMs: number; readonly untilMs: number | null }[] => rig.simulated.callOf(callId)?.plays ?? [];
  const heard = (callId: string, what: string): number => plays(callId).filter(({ file }) => file.includes(what)).length;
  const hears = (callId: string): string[] => plays(callId).filter(({ untilMs }) => untilMs === null).map(({ file }) => file);

  it('is the greeting first, then their place and how long it will take, again and again, and the music in between', async () => {
    await open();
    const queue = await addQueue(rig, { greeting: { en: 'hello.wav' }, announcements: { everySec: 1, position: true, expectedWait: true }, keys: { 2: { kind: 'voicemail', say: { en: 'leave.wav' }, longestSec: 30 } } });
    await addNumber(rig, toQueue(queue.id));
    const first = comesIn();
    await caller(rig, first, 'waits', ({ state }) => state === 'waiting');
    const second = comesIn({ from: '+12125550143' });
    await waitFor('the second is told twice', () => heard(second, 'say-en-position.1') >= 2);
    expect(heard(first, 'say-en-position-next')).toBeGreaterThanOrEqual(1);
    const files = plays(second).map(({ file }) => file).join(' ');
    expect(files.indexOf('hello.wav')).toBeLessThan(files.indexOf('say-en-position.1'));
    expect(files).toContain('say-en-key-voicemail.1');
    // Nobody serves the queue: nothing can be said of how long it takes.
    expect(files).not.toContain('say-en-wait');
    await waitFor('the music is back', () => hears(second).join(' ') === 'local_stream://moh');
    await serve(rig, await rig.agents(1, []), [queue]);
    await waitFor('the second is next, and told how long', () => heard(second, 'say-en-position-next') >= 1 && heard(second, 'say-en-wait') >= 1);
  });

  it('is the queue\'s own music, begun again when it is over, in each queue to which they go', async () => {
    await open();
    const other = await addQueue(rig, { music: 'own-music.wav' });
    const queue = await addQueue(rig, { keys: { 1: { kind: 'queue', queueId: other.id } } });
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn();
    await waitFor('they wait with the switch\'s music', () => hears(callId).join(' ') === 'local_stream://moh');
    rig.simulated.press(callId, '1');
    await waitFor('the other queue\'s music is begun again', () => heard(callId, 'own-music') >= 3);
    expect(hears(callId)).toHaveLength(1);
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    const before = heard(callId, 'own-music');
    await waitFor('it goes on under the next owner', () => heard(callId, 'own-music') >= before + 2);
    await serve(rig, await rig.agents(1, []), [other]);
    await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
    expect(hears(callId)).toEqual([]);
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'moved' }, { queueId: other.id, endedBy: 'answered' }]);
  });

  it('is the switch\'s own music where the queue\'s is not there', async () => {
    await open();
    const queue = await addQueue(rig, { music: 'gone.wav' });
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn();
    await waitFor('they wait with the switch\'s music', () => hears(callId).join(' ') === 'local_stream://moh');
    expect(heard(callId, 'gone.wav')).toBeLessThanOrEqual(1);
  });

  it('is their own phone ringing where nothing is played, and music before anybody ends a call that rings for a minute', async () => {
    await open();
    const queue = await addQueue(rig, { whileWaiting: 'ringing' });
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn();
    await caller(rig, callId, 'waits', ({ state }) => state === 'waiting');
    expect([rig.simulated.callOf(callId)?.answeredAtMs, plays(callId)]).toEqual([null, []]);
    await rig.workers[0]?.stop();
    // As if they had rung for all but a second of the time.
    await rig.dataSource.query('UPDATE calls SET ringing_at = TIMESTAMPADD(SECOND, -53, ringing_at) WHERE id = ?', [callId]);
    await rig.workerReady(await rig.startWorker());
    await waitFor('they are answered, and hear music', () => hears(callId).join(' ') === 'local_stream://moh');
    expect(await caller(rig, callId, 'is answered', ({ answeredAt }) => answeredAt !== null)).toMatchObject({ state: 'waiting', endedAt: null });
    await serve(rig, await rig.agents(1, []), [queue]);
    await caller(rig, callId, 'talks', ({ state }) => state === 'talking');
    expect(hears(callId)).toEqual([]);
  });

  it('is an apology, and the end, by the switch itself where no worker answers whoever rings for too long', async () => {
    rig = await DialerRig.open({ simulator: { ringSec: 2, guardSec: 60, promptLengthMs: () => 300 } });
    const worker = await rig.startWorker();
    await rig.workerReady(worker);
    const queue = await addQueue(rig, { whileWaiting: 'ringing' });
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn();
    await caller(rig, callId, 'waits', ({ state }) => state === 'waiting');
    await worker.stop();
    await waitFor('the switch has ended it', () => (rig.simulated.callOf(callId)?.endedAtMs ?? null) !== null);
    expect(plays(callId).map(({ file }) => file)).toEqual([expect.stringContaining('no-agent-en.wav')]);
    await rig.workerReady(await rig.startWorker());
    await caller(rig, callId, 'has ended', ({ endedAt }) => endedAt !== null);
    await expect(waitsOf(rig, callId)).resolves.toMatchObject([{ queueId: queue.id, endedBy: 'abandoned' }]);
  });
});
