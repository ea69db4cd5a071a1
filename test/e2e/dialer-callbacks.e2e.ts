import { DEFAULT_CALLING_HOURS } from '@paceline/domain/compliance/calling-hours';
import type { CallbackRules } from '@paceline/domain/queue/queue-settings';
import { Call, DoNotCall, QueueCallback, type Queue } from '@paceline/persistence';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, onDemand, serve, toQueue, untilAKeyCounts, waitsOf } from './lib/caller-rig';
import { RINGS_ON, SHORT_TALK, liveEvents, numbers, violations, violationsWhileRunning } from './lib/dialer-aids';
import { DialerRig } from './lib/dialer-rig';

const MUSIC = 'local_stream://moh';
const RULES: CallbackRules = { tries: 2, retrySec: 1, expiresSec: 3_600, ringTimeoutSec: 15, callerNumber: null, hours: DEFAULT_CALLING_HOURS };
const [HOME = '', OTHER = ''] = numbers('short-talk', 2);
const [NOT_AT_HOME = ''] = numbers('rings-on', 1);

describe('callers who are called back', () => {
  let rig: DialerRig;
  let queue: Queue;
  afterEach(() => rig.close());

  const open = async (rules: Partial<CallbackRules> = {}): Promise<void> => {
    rig = await DialerRig.open({ callees: [SHORT_TALK, RINGS_ON], simulator: { promptLengthMs: (path) => path.includes('say-') ? 40 : 600 } });
    await rig.workerReady(await rig.startWorker());
    queue = await addQueue(rig, { keys: { 1: { kind: 'callback' } }, callback: { ...RULES, ...rules } });
    await addNumber(rig, toQueue(queue.id));
  };
  const comesIn = (from: string, more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string => {
    const callId = rig.simulated.inboundCall({ from, to: DID, ...more });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  const waits = async (from: string, more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): Promise<string> => {
    const callId = comesIn(from, more);
    await caller(rig, callId, 'waits', ({ state, answeredAt }) => state === 'waiting' && answeredAt !== null);
    return callId;
  };
  const hears = (callId: string): string[] => (rig.simulated.callOf(callId)?.plays ?? []).filter(({ untilMs }) => untilMs === null).map(({ file }) => file);
  const timesHeard = (callId: string, what: string): number => (rig.simulated.callOf(callId)?.plays ?? []).filter(({ file }) => file.includes(what)).length;
  /** Once they hear it for the n-th time, and a moment later: nobody decides sooner. */
  const presses = async (callId: string, hearing: string, nth: number, ...keys: string[]): Promise<void> => {
    await waitFor(`they hear ${hearing}`, () => timesHeard(callId, hearing) >= nth);
    await untilAKeyCounts();
    for (const key of keys) rig.simulated.press(callId, key);
  };
  const wishes = async (): Promise<QueueCallback[]> => await rig.dataSource.manager.find(QueueCallback, { order: { id: 'ASC' } });
  const wish = async (what: string, holds: (wish: QueueCallback) => boolean): Promise<QueueCallback> => await waitFor(`a wish that ${what}`, async () => (await wishes()).find(holds));
  const callsBack = async (): Promise<Call[]> => await rig.dataSource.manager.find(Call, { where: { direction: 'outbound' }, order: { plannedAt: 'ASC' } });
  const asks = async (from: string): Promise<string> => {
    const callId = await waits(from);
    rig.simulated.press(callId, '1');
    await presses(callId, 'say-en-callback-number', 1, '1');
    await caller(rig, callId, 'is over', ({ state }) => state === 'ended');
    return callId;
  };

  /** As the screens are told. */
  const standsInLine = async (waiting: number): Promise<void> => {
    await waitFor('who hung up stands in line', async () => {
      const told = (await liveEvents(rig)).flatMap((event) => event.type === 'queue' && event.queueId === queue.id ? [event] : []).at(-1);
      return told?.callbacks === 1 && told.waiting === waiting;
    });
  };

  it('confirm their number, hang up, and are called when an agent is kept for them, by the number that they had called', async () => {
    await open();
    const callId = await asks(HOME);
    expect(timesHeard(callId, 'say-en-callback-set')).toBe(1);
    await expect(caller(rig, callId, 'is over', () => true)).resolves.toMatchObject({ outcome: 'callback-requested', hangupCause: 'NORMAL_CLEARING' });
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'callback' }]);
    const asked = await wish('waits', ({ state }) => state === 'waiting');
    expect(asked).toMatchObject({ queueId: queue.id, phone: HOME, askedCallId: callId, tries: 0 });
    expect(rig.dialed()).toEqual({}); // nobody is there for them

    const [agent] = await rig.agents(1, []);
    await serve(rig, agent === undefined ? [] : [agent], [queue]);
    await wish('is over', ({ endedBy }) => endedBy === 'talked');
    const [call, ...others] = await callsBack();
    expect([call, others]).toMatchObject([{
      phone: HOME, callerNumber: DID, line: `queue-${queue.id}`, callbackId: asked.id, agentId: agent?.id, outcome: 'connected', attempt: 1, campaignId: null, clientId: '1',
    }, []]);
    expect(call?.judgedBy?.localTimes).not.toEqual([]);
    expect(rig.dialed()).toEqual({ [HOME]: 1 });
    expect(await violations(rig)).toEqual([]);
  });

  it('type another number when theirs is withheld, may not be called, or is not the right one', async () => {
    await open();
    await rig.dataSource.manager.insert(DoNotCall, { clientId: '1', phone: OTHER, reason: 'asked', source: 'by-hand', addedBy: 'boss' });
    const callers = [await waits(HOME), await waits('', { from: 'anonymous' }), await waits(OTHER)];
    const [right = '', withheld = '', forbidden = ''] = callers;
    for (const callId of callers) rig.simulated.press(callId, '1');
    await presses(right, 'say-en-callback-number', 1, '2');
    await presses(right, 'say-en-callback-type', 1, ...'4156001111', '#');
    // Not a number, then one in the ways of the country that they dialed.
    await presses(withheld, 'say-en-callback-type', 1, '1', '2', '3', '#');
    await presses(withheld, 'say-en-callback-type', 2, ...'14156002222', '#');
    expect([withheld, right].map((callId) => timesHeard(callId, 'say-en-number-unreachable'))).toEqual([1, 0]);
    await presses(forbidden, 'say-en-callback-type', 1, ...'0014156003333', '#');
    for (const callId of callers) await presses(callId, 'say-en-callback-number', callId === right ? 2 : 1, '1');
    for (const callId of callers) await caller(rig, callId, 'is over', ({ outcome }) => outcome === 'callback-requested');
    expect((await wishes()).map(({ phone }) => phone).sort()).toEqual(['+14156001111', '+14156002222', '+14156003333']);
  });

  it('wait on with their music and their place when they say nothing, and have given up when they hang up before they agreed', async () => {
    await open();
    const [silent, leaves] = [await waits(HOME), await waits(OTHER)];
    for (const callId of [silent, leaves]) rig.simulated.press(callId, '1');
    await waitFor('they are asked', () => timesHeard(leaves, 'say-en-callback-number') === 1);
    rig.simulated.hangupFarEnd(leaves);
    await expect(caller(rig, leaves, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'abandoned-in-queue' });
    for (const nth of [1, 2, 3]) await presses(silent, 'say-en-callback-number', nth, '9');
    await waitFor('they wait on', () => timesHeard(silent, 'say-en-still-waiting') === 1 && hears(silent).join() === MUSIC);
    expect(await wishes()).toEqual([]);
    // Its keys are the queue's again; an agent who comes in the middle of it is given to them.
    rig.simulated.press(silent, '1');
    await waitFor('they are asked again', () => timesHeard(silent, 'say-en-callback-number') === 4);
    await serve(rig, await rig.agents(1, []), [queue]);
    await caller(rig, silent, 'talks', ({ state }) => state === 'talking');
    rig.simulated.hangupFarEnd(silent);
    await expect(waitsOf(rig, silent)).resolves.toEqual([{ queueId: queue.id, endedBy: 'answered' }]);
    expect(await wishes()).toEqual([]);
  });

  it('come up before those who came after them, and after those who came before', async () => {
    await open();
    const before = await waits('+12125550101', { talkMs: 300 });
    await asks(HOME);
    const after = await waits('+12125550103', { talkMs: 300 });
    await standsInLine(3);
    await serve(rig, await rig.agents(1, []), [queue]);
    await wish('talked', ({ endedBy }) => endedBy === 'talked');
    await caller(rig, after, 'talked', ({ outcome }) => outcome === 'answered');
    const [one, other] = await Promise.all([before, after].map((callId) => caller(rig, callId, 'talked', ({ connectedAt }) => connectedAt !== null)));
    const [back] = await callsBack();
    const order = [one, back, other].map((call) => call?.connectedAt?.getTime() ?? 0);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(await violations(rig)).toEqual([]);
  });

  it('who do not answer are called again after a while, as often as their queue does; the agent is free at once', async () => {
    await open({ ringTimeoutSec: 1 });
    await asks(NOT_AT_HOME);
    const [agent] = await rig.agents(1, []);
    await serve(rig, agent === undefined ? [] : [agent], [queue]);
    await wish('is called', ({ state }) => state === 'calling');
    // Kept while it rings: nobody else is given to them.
    const waiting = await waits('+12125550109', { talkMs: 300 });
    await waitFor('it rings', async () => (await callsBack()).some(({ state }) => state === 'ringing'));
    expect(await violationsWhileRunning(rig)).toEqual([]);
    await caller(rig, waiting, 'talked', ({ outcome }) => outcome === 'answered');
    await expect(wish('was given up', ({ endedBy }) => endedBy !== null)).resolves.toMatchObject({ endedBy: 'given-up', tries: 2 });
    expect((await callsBack()).map(({ outcome, attempt }) => [outcome, attempt])).toEqual([['no-answer', 1], ['no-answer', 2]]);
    expect(rig.dialed()).toEqual({ [NOT_AT_HOME]: 2 });
    expect(await violations(rig)).toEqual([]);
  });

  it('are called when an agent whose phone is rung for each call has answered it', async () => {
    await open();
    await asks(HOME);
    const agent = await onDemand(rig, '1001', queue);
    const back = await wish('talked', ({ endedBy }) => endedBy === 'talked');
    const answeredAtMs = rig.simulated.invites.find(({ gateway, direction }) => gateway === '' && direction === 'outbound')?.answeredAtMs ?? Infinity;
    const dialedAtMs = rig.simulated.invites.find(({ number }) => number === HOME)?.atMs ?? 0;
    expect(answeredAtMs).toBeLessThan(dialedAtMs);
    expect(await callsBack()).toMatchObject([{ id: back.lastCallId, outcome: 'connected', agentId: agent.id, safeHarbourAt: null }]);
    await waitFor('no phone is up', () => rig.simulated.channels.length === 0);
    expect(await violations(rig)).toEqual([]);
  });

  it('are one a person, and not called when they have called by themselves and talked', async () => {
    await open();
    await asks(HOME);
    const [first] = await wishes();
    await asks(HOME);
    expect(await wishes()).toMatchObject([{ id: first?.id, waitingSince: first?.waitingSince }]);
    const talks = await waits(HOME, { talkMs: 300 });
    await rig.dataSource.query('UPDATE queue_callbacks SET waiting_since = UTC_TIMESTAMP(3)', []); // behind them
    await serve(rig, await rig.agents(1, []), [queue]);
    await caller(rig, talks, 'talked', ({ outcome }) => outcome === 'answered');
    await wish('is over', ({ endedBy }) => endedBy === 'cancelled');
    expect(rig.dialed()).toEqual({});
  });

  it('keep their place when the worker is gone, and are not called at night, nor when it is too late', async () => {
    await open();
    const [queueAtNight, hours] = [await addQueue(rig, { keys: { 1: { kind: 'callback' } }, callback: { ...RULES, hours: {} } }), { 3: [{ fromMin: 8 * 60, toMin: 9 * 60 }] }];
    await asks(HOME);
    await rig.workers[0]?.stop();
    const [mine] = await wishes();
    await rig.dataSource.manager.insert(QueueCallback, {
      clientId: '1', queueId: queueAtNight.id, askedCallId: mine?.askedCallId ?? '', phone: OTHER, language: 'en', waitingSince: new Date(), points: 0, state: 'waiting', tries: 0, nextAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000),
    });
    await rig.dataSource.manager.insert(QueueCallback, {
      clientId: '1', queueId: queue.id, askedCallId: mine?.askedCallId ?? '', phone: '+14156000005', language: 'en', waitingSince: new Date(0), points: 0, state: 'waiting', tries: 1, nextAt: new Date(0), expiresAt: new Date(Date.now() - 1),
    });
    await rig.dataSource.query('UPDATE queues SET callback = ? WHERE id = ?', [JSON.stringify({ ...RULES, hours }), queueAtNight.id]);
    await rig.workerReady(await rig.startWorker());
    await serve(rig, await rig.agents(2, []), [queue, queueAtNight]);
    await wish('talked', ({ phone, endedBy }) => phone === HOME && endedBy === 'talked');
    await wish('is too late', ({ endedBy }) => endedBy === 'expired');
    const late = await wish('is put off', ({ phone, nextAt }) => phone === OTHER && nextAt.getTime() > Date.now() + 3_600_000);
    expect(late.state).toBe('waiting');
    expect(rig.dialed()).toEqual({ [HOME]: 1 });
    expect(await violations(rig)).toEqual([]);
  });
});
