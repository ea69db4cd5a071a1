import { randomUUID } from 'node:crypto';
import type { Script } from '@paceline/domain/script/script';
import { Call, FlowTrial } from '@paceline/persistence';
import type { CalleeBehaviour } from '@paceline/simulator';
import { waitFor } from '@paceline/testing/wait-for';
import { addQueue, untilAKeyCounts } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';

const PHONE = '+12125550177';
const ANSWERS: CalleeBehaviour = { kind: 'answers', progress: 'ringing', ringMs: 100, farewell: { kind: 'after-talk', patienceMs: 60_000, talkMs: 60_000 } };
const BUSY: CalleeBehaviour = { kind: 'refuses', progress: 'none', afterMs: 50, sipStatus: 486 };

describe('whoever lets a draft ring their own phone', () => {
  let rig: DialerRig;
  afterEach(() => rig.close());

  const open = async (behaviour: CalleeBehaviour = ANSWERS): Promise<void> => {
    rig = await DialerRig.open({ callees: [{ number: /.*2125550177/, behaviour }] });
    await rig.workerReady(await rig.startWorker());
  };
  const draft = (queueId: string): Script => ({
    languages: ['en'], start: 'menu', emergency: 'bye', nodes: {
      menu: { kind: 'menu', say: { en: 'menu.wav' }, tries: 3, waitSec: 20, again: null, wrong: null, choices: { 1: 'queue', 2: 'box', 3: 'number' }, noInput: 'bye', wrongKey: 'bye' },
      queue: { kind: 'queue', queueId }, box: { kind: 'voicemail', say: { en: 'speak.wav' }, longestSec: 60, next: 'bye' },
      number: { kind: 'number', number: '+12125550178', gateway: null, ringSec: 20, failed: 'bye' }, bye: { kind: 'end', say: { en: 'bye.wav' } },
    },
  });
  const ask = async (script: Script, leg: Partial<FlowTrial> = {}): Promise<{ readonly id: string; readonly command: { state: string; error: { code: string } | null } }> => {
    const id = randomUUID();
    await rig.dataSource.manager.insert(FlowTrial, {
      id, clientId: '1', flowId: '1', switchId: 'main', script, scriptState: null, legKind: 'gateway', legAddress: PHONE, legGateway: null, askedByUserId: '1', askedAt: new Date(), ...leg,
    });
    return { id, command: await rig.command('flow-trial', { trialId: id, byUserId: '1' }) };
  };
  const row = async (id: string, what: string, holds: (trial: FlowTrial) => boolean): Promise<FlowTrial> => await waitFor(`a trial that ${what}`, async () => {
    const trial = await rig.dataSource.manager.findOneBy(FlowTrial, { id });
    return trial !== null && holds(trial) ? trial : null;
  });
  const plays = (id: string): string[] => (rig.simulated.callOf(id)?.plays ?? []).map(({ file }) => /[a-z]+\.wav/.exec(file)?.[0] ?? file);
  const asks = async (id: string): Promise<void> => { await waitFor('the menu is asked', () => plays(id).includes('menu.wav')); await untilAKeyCounts(); };
  const over = async (id: string): Promise<FlowTrial> => await row(id, 'is over', ({ endedAt }) => endedAt !== null);
  const countedCalls = async (): Promise<number> => await rig.dataSource.manager.count(Call);

  it('hears it as a caller would, up to the queue: its music, without a place in it', async () => {
    await open();
    const queue = await addQueue(rig);
    const { id, command } = await ask(draft(queue.id));
    expect(command).toMatchObject({ state: 'done', error: null });
    await asks(id);
    rig.simulated.press(id, '1');
    await waitFor('the music of the queue', () => plays(id).some((file) => file.includes('moh')));
    expect(await rig.dataSource.query('SELECT * FROM waits')).toEqual([]);
    expect(await countedCalls()).toBe(0);
    rig.simulated.hangupFarEnd(id);
    await expect(over(id)).resolves.toMatchObject({ legGateway: 'carrier', endedBy: 'NORMAL_CLEARING' });
    expect((await over(id)).answeredAt).not.toBeNull();
  });

  it.each([['2', ['speak.wav', 'bye.wav']], ['3', ['bye.wav']]])('leaves no message, and rings nobody else, by key %s', async (key, heard) => {
    await open();
    const { id } = await ask(draft('1'));
    await asks(id);
    rig.simulated.press(id, key);
    await over(id);
    expect(plays(id).filter((file) => heard.includes(file))).toEqual(heard);
    expect(rig.dialed()).toEqual({ [PHONE]: 1 });
    expect(await rig.dataSource.query('SELECT * FROM voicemails')).toEqual([]);
  });

  it('is rung on a phone of the directory as well', async () => {
    await open();
    const { id, command } = await ask(draft('1'), { legKind: 'extension', legAddress: '1003' });
    expect(command.state).toBe('done');
    await asks(id);
    rig.simulated.hangupFarEnd(id);
    await over(id);
  });

  it('goes on in the draft in which it began when the worker is killed, and is rung once', async () => {
    await open();
    const { id } = await ask(draft('1'));
    await asks(id);
    await row(id, 'stands in the menu', ({ scriptState }) => scriptState?.node === 'menu');
    await rig.workers[0]?.stop();
    await rig.workerReady(await rig.startWorker());
    await waitFor('the menu is asked again', () => plays(id).filter((file) => file === 'menu.wav').length >= 2);
    await untilAKeyCounts();
    rig.simulated.press(id, '2');
    await over(id);
    expect(plays(id)).toContain('bye.wav');
    expect(rig.dialed()).toEqual({ [PHONE]: 1 });
  });

  it.each<[string, Partial<FlowTrial>, string]>([
    ['that no gateway may reach', { legAddress: '+442079460000' }, 'unavailable'], ['that is not there', { legKind: 'extension', legAddress: '9999' }, 'unavailable'],
  ])('on a phone %s is told so', async (_what, leg, code) => {
    await open();
    const { id, command } = await ask(draft('1'), leg);
    expect(command).toMatchObject({ state: 'failed', error: { code } });
    await over(id);
  });

  it('and is busy, or asked a while ago, is rung no more', async () => {
    await open(BUSY);
    const { id } = await ask(draft('1'));
    await expect(over(id)).resolves.toMatchObject({ endedBy: 'USER_BUSY' });
    const late = await ask(draft('1'), { askedAt: new Date(Date.now() - 120_000) });
    expect(late.command).toMatchObject({ state: 'failed', error: { code: 'unavailable' } });
    await expect(over(late.id)).resolves.toMatchObject({ endedBy: 'TOO_LATE', placedAt: null });
  });
});
