import type { Script } from '@paceline/domain/script/script';
import { Call, gatewaySecondsToday } from '@paceline/persistence';
import type { CalleeBehaviour } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, toQueue, waitsOf } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

const OUTSIDE = '+12125550177';
const NUMBER = { kind: 'number', number: OUTSIDE, gateway: null, ringSec: 20 } as const;
const answers = (ringMs: number, talkMs: number): CalleeBehaviour =>
  ({ kind: 'answers', progress: 'ringing', ringMs, farewell: { kind: 'after-talk', patienceMs: 30_000, talkMs } });
const BUSY: CalleeBehaviour = { kind: 'refuses', progress: 'none', afterMs: 50, sipStatus: 486 };

describe('callers who are sent to a number outside', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const open = async (outside: CalleeBehaviour): Promise<void> => {
    rig = await DialerRig.open({ callees: [{ number: /.*2125550177/, behaviour: outside }] });
    await rig.workerReady(await rig.startWorker());
  };
  const comesIn = (more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string => {
    const callId = rig.simulated.inboundCall({ from: '+12125550142', to: DID, ...more });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const legs = (): readonly DialerRig['simulated']['invites'][number][] => rig.simulated.invites.filter(({ gateway }) => gateway === 'carrier');
  const together = async (callId: string): Promise<void> => {
    await waitFor('the two talk', () => rig.simulated.channels.some(({ channelId, bridgedTo }) => channelId === callId && bridgedTo !== null && bridgedTo === legs()[0]?.channelId), { everyMs: 50 });
  };
  const toNumber: Script = {
    languages: ['en'], start: 'number', emergency: 'bye', nodes: { number: { ...NUMBER, failed: 'bye' }, bye: { kind: 'end', say: { en: 'bye.wav' } } },
  };

  it('by their script ring until somebody answers there, talk, and are over when that one leaves', async () => {
    await open(answers(300, 600));
    await addNumber(rig, toNumber);
    const callId = comesIn();
    await together(callId);
    const call = await caller(rig, callId, 'talked outside', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ outcome: 'overflowed', connectedAt: null, agentId: null, hangupCause: 'NORMAL_CLEARING' });
    expect(call.answeredAt?.getTime()).toBeGreaterThanOrEqual(legs()[0]?.answeredAtMs ?? Infinity);
    expect(legs()).toHaveLength(1);
    // Answered seconds, as a dialed call's.
    const leg = legs()[0];
    await waitFor('its end is written', async () => (await rig.dataSource.query<unknown[]>('SELECT 1 FROM outside_legs WHERE ended_at IS NOT NULL')).length === 1);
    const seconds = (await gatewaySecondsToday(rig.dataSource, 'main')).get('carrier') ?? 0;
    expect(Math.abs(seconds - ((leg?.endedAtMs ?? 0) - (leg?.answeredAtMs ?? 0)) / 1000)).toBeLessThan(1.5);
    expect(seconds).toBeGreaterThanOrEqual(1);
  });

  it('by their queue are told that nobody comes when the number is busy; by a script what that says', async () => {
    await open(BUSY);
    const queue = await addQueue(rig, { longestWaitSec: 1, overflow: { waitedTooLong: NUMBER, full: NUMBER, nobodySignedIn: null } });
    await addNumber(rig, toQueue(queue.id));
    const sentOn = comesIn();
    await expect(caller(rig, sentOn, 'reached nobody', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'overflowed' });
    await expect(waitsOf(rig, sentOn)).resolves.toEqual([{ queueId: queue.id, endedBy: 'overflowed' }]);
    await addNumber(rig, toNumber, { number: '+12125550198' });
    const byScript = comesIn({ to: '+12125550198' });
    await caller(rig, byScript, 'reached nobody', ({ state }) => state === 'ended');
    expect(rig.simulated.callOf(byScript)?.plays.at(-1)?.file).toContain('bye.wav');
    expect(legs()).toHaveLength(2);
  });

  it('who hang up while it rings there leave nobody rung', async () => {
    await open(answers(20_000, 100));
    await addNumber(rig, toNumber);
    const callId = comesIn();
    await waitFor('it rings there', () => legs()[0]?.ringingAtMs ?? null);
    rig.simulated.hangupFarEnd(callId);
    await caller(rig, callId, 'gave up', ({ state }) => state === 'ended');
    await expect(waitFor('nobody is rung', () => legs()[0]?.cause ?? null)).resolves.toBe('ORIGINATOR_CANCEL');
  });

  it('talk on when the worker is killed, and are over with it', async () => {
    await open(answers(100, 4_000));
    await addNumber(rig, toNumber);
    const callId = comesIn();
    await together(callId);
    await waitFor('that is written', async () => (await rig.dataSource.manager.findOneBy(Call, { id: callId }))?.scriptState?.exit?.kind === 'connected');
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await together(callId);
    await expect(caller(rig, callId, 'talked outside', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'overflowed', connectedAt: null });
    expect(legs()).toHaveLength(1);
    expect((legs()[0]?.endedAtMs ?? 0) - (legs()[0]?.answeredAtMs ?? 0)).toBeGreaterThan(3_000);
  });
});
