import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Script } from '@paceline/domain/script/script';
import { SwitchRecordRepository, Voicemail } from '@paceline/persistence';
import { readCallRecord } from '@paceline/telephony/call-records/read-call-record';
import { freePort } from '@paceline/testing/free-port';
import { waitFor } from '@paceline/testing/wait-for';
import { DID, addNumber, addQueue, caller, toQueue, waitsOf } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

const VOICEMAIL = { kind: 'voicemail', say: { en: 'leave.wav' }, longestSec: 30 } as const;

describe('messages that callers leave', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const comesIn = (more: Partial<Parameters<DialerRig['simulated']['inboundCall']>[0]> = {}): string => {
    const callId = rig.simulated.inboundCall({ from: '+12125550142', to: DID, ...more });
    if (callId === null) throw new Error('the switch took no call');
    return callId;
  };
  /** The beep has been heard. */
  const isRecorded = async (callId: string): Promise<void> => {
    await waitFor('a message is being recorded', () => rig.simulated.callOf(callId)?.plays.some(({ file, untilMs }) => file.includes('tone_stream') && untilMs !== null), { everyMs: 50 });
    await new Promise((resolve) => setTimeout(resolve, 200));
  };
  const messagesOf = async (callId: string): Promise<Voicemail[]> => await rig.dataSource.manager.find(Voicemail, { where: { callId }, order: { leftAt: 'ASC' } });
  const open = async (simulator: NonNullable<Parameters<typeof DialerRig.open>[0]>['simulator'] = {}): Promise<void> => {
    rig = await DialerRig.open({ simulator });
    await rig.workerReady(await rig.startWorker());
  };

  it('whom their queue has sent on are kept when they hang up, and end as voicemail', async () => {
    await open();
    const queue = await addQueue(rig, { longestWaitSec: 1, overflow: { waitedTooLong: VOICEMAIL, full: VOICEMAIL, nobodySignedIn: null } });
    await addNumber(rig, toQueue(queue.id));
    const callId = comesIn();
    await isRecorded(callId);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    rig.simulated.hangupFarEnd(callId);
    await expect(caller(rig, callId, 'left a message', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'voicemail', line: `queue-${queue.id}` });
    await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'overflowed' }]);
    const [message, ...others] = await waitFor('the message is kept', async () => { const kept = await messagesOf(callId); return kept.length > 0 ? kept : null; });
    expect(others).toEqual([]);
    expect(message).toMatchObject({ clientId: '1', queueId: queue.id, language: 'en', doneAt: null });
    expect(message?.lengthMs).toBeGreaterThanOrEqual(1_000);
  });

  it('by key while they wait is no loss of the queue\'s; who then says nothing has hung up in it', async () => {
    await open();
    const queue = await addQueue(rig, { keys: { 2: VOICEMAIL } });
    await addNumber(rig, toQueue(queue.id));
    const [speaks, silent] = [comesIn(), comesIn({ from: '+12125550143' })];
    for (const callId of [speaks, silent]) {
      await caller(rig, callId, 'waits', ({ state, answeredAt }) => state === 'waiting' && answeredAt !== null);
      rig.simulated.press(callId, '2');
      await isRecorded(callId);
      if (callId === silent) rig.simulated.hangupFarEnd(callId);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    rig.simulated.press(speaks, '#');
    await expect(caller(rig, speaks, 'left a message', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'voicemail', hangupCause: 'NORMAL_CLEARING' });
    await expect(caller(rig, silent, 'said nothing', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'abandoned-in-queue' });
    for (const callId of [speaks, silent]) await expect(waitsOf(rig, callId)).resolves.toEqual([{ queueId: queue.id, endedBy: 'moved' }]);
    await waitFor('the message is kept', async () => (await messagesOf(speaks)).length === 1);
    expect(await messagesOf(silent)).toEqual([]);
  });

  it('of a script go on while the worker is killed, and the script behind them', async () => {
    await open();
    const script: Script = {
      languages: ['en'], start: 'voicemail', emergency: 'bye', nodes: { voicemail: { ...VOICEMAIL, next: 'bye' }, bye: { kind: 'end', say: { en: 'bye.wav' } } },
    };
    await addNumber(rig, script);
    const callId = comesIn();
    await isRecorded(callId);
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    rig.simulated.press(callId, '#');
    await expect(caller(rig, callId, 'left a message', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'voicemail' });
    expect(await messagesOf(callId)).toMatchObject([{ queueId: null }]);
    expect(rig.simulated.callOf(callId)?.plays.at(-1)?.file).toContain('bye.wav');
  });

  it('are kept by the switch\'s records when nobody heard their end, whichever comes first: the record or the next worker', async () => {
    const spoolDir = await mkdtemp(path.join(os.tmpdir(), 'paceline-spool-'));
    const made: string[] = [];
    await open({ recordingMade: (file) => { made.push(path.basename(file)); }, callRecords: { url: `http://127.0.0.1:${await freePort()}/nobody`, credentials: 'switch:none', spoolDir } });
    const queue = await addQueue(rig, { longestWaitSec: 1, overflow: { waitedTooLong: VOICEMAIL, full: VOICEMAIL, nobodySignedIn: null } });
    await addNumber(rig, toQueue(queue.id));
    const [early, late] = [comesIn(), comesIn({ from: '+12125550143' })];
    for (const callId of [early, late]) await isRecorded(callId);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await rig.workers[0]?.stop();
    for (const callId of [early, late]) rig.simulated.hangupFarEnd(callId);
    const take = async (callId: string): Promise<unknown> => {
      const file = await waitFor('the switch has written its record', async () => (await readdir(spoolDir)).find((name) => name.includes(callId)));
      const reading = readCallRecord(JSON.parse(await readFile(path.join(spoolDir, file), 'utf8')));
      return reading.ok ? await new SwitchRecordRepository(rig.dataSource).take('main', reading.record) : reading;
    };
    await expect(take(early)).resolves.toBe('stored');
    await rig.workerReady(await rig.startWorker());
    await expect(caller(rig, early, 'is over', ({ state }) => state === 'ended')).resolves.toMatchObject({ outcome: 'voicemail', hangupCause: 'NORMAL_CLEARING' });
    await caller(rig, late, 'is over', ({ hangupCause }) => hangupCause === 'LOST');
    await expect(take(late)).resolves.toBe('amended');
    await expect(caller(rig, late, 'is known', ({ hangupCause }) => hangupCause !== 'LOST')).resolves.toMatchObject({ outcome: 'voicemail' });
    for (const callId of [early, late]) {
      const [message, ...others] = await messagesOf(callId);
      expect([message, others]).toMatchObject([{ queueId: queue.id, language: 'en', clientId: '1', doneAt: null }, []]);
      expect(message?.lengthMs).toBeGreaterThanOrEqual(1_000);
      expect(made).toContain(message?.path);
    }
    await rm(spoolDir, { recursive: true });
  });
});
