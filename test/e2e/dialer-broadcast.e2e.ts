import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Broadcast } from '@paceline/domain/campaign/broadcast';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { ClientSpokenPrompts, Consent, Contact, ContactPhone, DoNotCall, OfferRow, OfferTaking, Target } from '@paceline/persistence';
import { createLogger } from '@paceline/platform/logger';
import { soundMs } from '@paceline/platform/sound/telephone-wav';
import { waitFor } from '@paceline/testing/wait-for';
import { FileWorker } from '../../apps/file-worker/src/file-worker';
import type { CalleeBehaviour, SimulatedSwitch } from '@paceline/simulator';
import { DID, addNumber, addQueue, caller, serve, toQueue, untilAKeyCounts, waitsOf } from './lib/caller-rig';
import { DialerRig } from './lib/dialer-rig';
import { SPEAKER } from './support/speaker';

const SAY = (name: string): { readonly en: string } => ({ en: `${name}.wav` });
const BROADCAST: Broadcast = {
  message: SAY('offer'), lines: 10, callsPerSec: 100, one: { kind: 'agents' }, oneSay: SAY('one-moment'), agentWithinSec: 3, laterSay: SAY('later'), optOutSay: SAY('no-more'),
  machines: { say: SAY('machine') }, offer: { offerId: '1', takenSay: SAY('yours'), goneSay: SAY('gone') }, discloses: { identifiesFirst: true, optOutSaidAtSec: 5, number: '+18005550100', numberOnMachines: true },
};

/** Presses these, so long after the answer. */
function presses(keys: Readonly<Record<number, string>>, staysMs = 30_000): CalleeBehaviour & { readonly kind: 'answers' } {
  return {
    kind: 'answers', progress: 'none', ringMs: 0, farewell: { kind: 'after-talk', patienceMs: staysMs, talkMs: 500 },
    keys: Object.entries(keys).map(([atMs, digit]) => ({ atMs: Number(atMs), digit })),
  };
}

const ONE = '+14155560001'; const NO = '+14155560002'; const SILENT = '+14155560003'; const LATER = '+14155560004'; const AGAIN = '+14155560005'; const LEAVES = '+14155560006'; const MACHINE = '+14155560007'; const TAKES = '+14155560008'; const TAKES_TOO = '+14155560009';
const CALLEES: Readonly<Record<string, CalleeBehaviour>> = {
  [ONE]: presses({ 900: '1' }), [NO]: presses({ 300: '9' }), [SILENT]: presses({}), [LATER]: presses({ 900: '3' }), [AGAIN]: presses({ 900: '2', 2_000: '9' }), [LEAVES]: presses({}, 300), [MACHINE]: { ...presses({}), beepAtMs: 2_000 },
  [TAKES]: presses({ 900: '4', 980: '4' }), [TAKES_TOO]: presses({ 900: '4' }),
};
const OTHER_PHONE = '+14155569999';
const [ANN, BO, NOBODY] = ['+14155560011', '+14155560012', '+14155560013'];

let rig: DialerRig;
afterEach(() => rig.close());

/** Before the day of the rig's clock: US law asks it of every machine's call. */
async function everybodyAgrees(): Promise<void> {
  const contacts = await rig.dataSource.manager.find(ContactPhone);
  await rig.dataSource.manager.insert(Consent, contacts.map(({ contactId }) => ({
    clientId: '1', kind: 'given' as const, contactId, purposes: null, deliveries: null, phones: null, at: new Date('2025-11-03'), until: null, form: 'written' as const, seller: null, words: 'I agree',
    proof: 'form 17', callId: null, writtenBy: 'a manager',
  })));
}

const played = (simulated: SimulatedSwitch, callId: string): string[] =>
  (simulated.invites.find(({ channelId }) => channelId === callId)?.plays ?? []).flatMap(({ file }) => file.split('!')).map((file) => file.replace(/^.*\//, '')).filter((file) => file.endsWith('.wav'));

describe('a campaign that plays to whoever answers', () => {
  let prompts: string;
  beforeEach(async () => {
    prompts = await mkdtemp(path.join(os.tmpdir(), 'paceline-broadcast-'));
    rig = await DialerRig.open({ env: { PROMPTS_DIR: prompts, SPEECH_COMMAND: SPEAKER }, callees: Object.entries({ ...CALLEES, [ANN]: presses({}, 300), [BO]: presses({}, 300), [NOBODY]: presses({}, 300) }).map(([number, behaviour]) => ({ number: new RegExp(`^\\${number}$`), behaviour })) });
    await rig.workerReady(await rig.startWorker());
  });
  afterEach(async () => { await rm(prompts, { recursive: true }); });

  it('leads everybody where their key says, and remembers what each of them wanted', async () => {
    const campaign = await rig.campaign(Object.keys(CALLEES), { mode: 'broadcast', broadcast: BROADCAST, purpose: 'notice', delivery: 'keypad', status: 'paused' });
    await everybodyAgrees();
    await rig.dataSource.manager.insert(OfferRow, {
      id: '1', clientId: '1', name: 'A third off', texts: { en: 'Save a third' }, lists: [], validFrom: new Date('2025-11-03'), validUntil: null, stock: 1, priceMicros: null, currency: null, withdrawnAt: null,
    });
    const contact = await rig.dataSource.manager.findOneByOrFail(ContactPhone, { phone: NO });
    await rig.dataSource.manager.insert(ContactPhone, { contactId: contact.contactId, position: 1, phone: OTHER_PHONE });
    await rig.agents(4, [campaign]); // a pacer that knows nothing yet dials one line and a half for each
    await rig.dataSource.query("UPDATE campaigns SET status = 'running' WHERE id = ?", [campaign.id]);
    await rig.command('campaign-changed', { campaignId: campaign.id, byUserId: '1' });
    const calls = new Map<string, Awaited<ReturnType<typeof rig.call>>>();
    for (const phone of Object.keys(CALLEES)) calls.set(phone, await rig.call(campaign, `to ${phone} has ended`, (call) => call.phone === phone && call.endedAt !== null));
    const outcomes = Object.fromEntries([...calls].map(([phone, { outcome }]) => [phone, outcome]));
    expect(outcomes).toEqual({ [ONE]: 'connected', [NO]: 'opted-out', [SILENT]: 'scripted', [LATER]: 'put-off', [AGAIN]: 'opted-out', [LEAVES]: 'scripted', [MACHINE]: 'message-left', [TAKES]: 'scripted', [TAKES_TOO]: 'scripted' });
    expect(played(rig.simulated, calls.get(MACHINE)?.id ?? '')).toEqual(['offer.wav', 'machine.wav']);

    // One is there: whoever of the two comes first has it, and is told its code twice; the other is told that it is gone.
    const takings = await rig.dataSource.manager.find(OfferTaking);
    expect(takings).toMatchObject([{ offerId: '1', campaignId: campaign.id, way: 'key', result: 'taken', code: expect.stringMatching(/^[2-9]{10}$/) as string }]);
    const takers = [TAKES, TAKES_TOO].map((phone) => calls.get(phone)?.id ?? '');
    const heard = takers.map((callId) => played(rig.simulated, callId));
    const has = takers.indexOf(takings[0]?.callId ?? '');
    const code = (takings[0]?.code ?? '').split('').map((digit) => `say-en-${digit}.wav`);
    expect(heard[has]?.slice(0, 2)).toEqual(['offer.wav', 'yours.wav']);
    expect(heard[has]?.filter((file) => /-\d\.wav$/.test(file))).toEqual([...code, ...code]);
    expect(heard[1 - has]).toEqual(['offer.wav', 'gone.wav']);

    const no = calls.get(NO);
    expect(played(rig.simulated, no?.id ?? '')).toEqual(['offer.wav', 'no-more.wav']);
    const listed = await rig.dataSource.manager.find(DoNotCall, { order: { phone: 'ASC' } });
    expect(listed.map(({ phone, callId }) => [phone, callId])).toEqual([[NO, no?.id], [AGAIN, calls.get(AGAIN)?.id], [OTHER_PHONE, no?.id]]);
    expect(played(rig.simulated, calls.get(AGAIN)?.id ?? '')).toEqual(['offer.wav', 'offer.wav', 'no-more.wav']);
    expect(played(rig.simulated, calls.get(SILENT)?.id ?? '')).toEqual(['offer.wav']);
    const targets = await rig.dataSource.manager.findBy(Target, { campaignId: campaign.id });
    expect(Object.fromEntries(targets.map(({ lastCallId, result }) => [[...calls].find(([, { id }]) => id === lastCallId)?.[0], result])))
      .toMatchObject({ [NO]: 'opted-out', [SILENT]: 'scripted', [LEAVES]: 'scripted' });
  });

  it('says to each contact what is theirs, spoken before they are called, and calls nobody who lacks what is said', async () => {
    const campaign = await rig.campaign([ANN, BO, NOBODY], { mode: 'broadcast', broadcast: { ...BROADCAST, one: null }, purpose: 'notice', delivery: 'spoken', status: 'paused' });
    await everybodyAgrees();
    await new ClientSpokenPrompts(rig.dataSource, OWN_CLIENT).write({ name: 'offer.wav', language: 'en', text: '{name|you}: {product}', lengthMs: 1_000 });
    for (const [phone, name, fields] of [[ANN, 'Ann', { Product: 'a new roof' }], [BO, '', { product: 'a boat' }], [NOBODY, 'Nobody', {}]] as const) {
      const { contactId } = await rig.dataSource.manager.findOneByOrFail(ContactPhone, { phone });
      await rig.dataSource.manager.update(Contact, { id: contactId }, { name, fields });
    }
    await rig.dataSource.query("UPDATE campaigns SET status = 'running' WHERE id = ?", [campaign.id]);
    await rig.command('campaign-changed', { campaignId: campaign.id, byUserId: '1' });
    const targets = (): Promise<Target[]> => rig.dataSource.manager.findBy(Target, { campaignId: campaign.id });
    await waitFor('whoever lacks a field has their result', async () => (await targets()).some(({ result }) => result === 'field-missing'));
    expect(rig.simulated.invites).toEqual([]); // nobody has spoken yet

    const files = new FileWorker(rig.environment, createLogger({ level: 'silent', app: 'files' }));
    await files.start();
    try {
      for (const [phone, characters] of [[ANN, 'Ann: a new roof'.length], [BO, 'you: a boat'.length]] as const) {
        const call = await rig.call(campaign, `to ${phone} has ended`, (one) => one.phone === phone && one.endedAt !== null);
        const [file = ''] = played(rig.simulated, call.id);
        expect(file).toMatch(/^spoken-[0-9a-f]{40}\.wav$/);
        expect(soundMs(await readFile(path.join(prompts, file)))).toBe(characters * 100);
      }
    } finally {
      await files.stop();
    }
    expect((await targets()).map(({ result }) => result).sort()).toEqual(['field-missing', 'scripted', 'scripted']);
  });
});

const TURNS = '+14155560011'; const NEXT = '+14155560012';

describe('a campaign whose 1 leads to a queue', () => {
  it('brings it as many as have an agent there; whoever waits in it is called no more by 9', async () => {
    rig = await DialerRig.open({
      callees: [TURNS, NEXT].map((number) => ({ number: new RegExp(`^\\${number}$`), behaviour: { ...presses({}), farewell: { kind: 'never' } } })),
      simulator: { promptLengthMs: (file) => file.includes('offer') ? 60_000 : 600 }, // its key is pressed when all is ready
    });
    await rig.workerReady(await rig.startWorker());
    // Its guard keeps nobody for the one who calls.
    const queue = await addQueue(rig, { serviceLevelRatio: 0.01, serviceLevelSec: 600, keys: { 9: { kind: 'callback' } } });
    await addNumber(rig, toQueue(queue.id));
    await serve(rig, await rig.agents(1, []), [queue]);
    const campaign = await rig.campaign([TURNS, NEXT], { mode: 'broadcast', broadcast: { ...BROADCAST, one: { kind: 'queue', queueId: queue.id }, machines: null }, purpose: 'notice', delivery: 'keypad', maxLinesPerAgent: 1, status: 'paused' });
    await everybodyAgrees();
    const contact = await rig.dataSource.manager.findOneByOrFail(ContactPhone, { phone: TURNS });
    await rig.dataSource.manager.insert(ContactPhone, { contactId: contact.contactId, position: 1, phone: OTHER_PHONE });
    await rig.dataSource.query("UPDATE campaigns SET status = 'running' WHERE id = ?", [campaign.id]);
    await rig.command('campaign-changed', { campaignId: campaign.id, byUserId: '1' });
    const hears = async (phone: string): Promise<string> => {
      const { id } = await rig.call(campaign, `${phone} answers`, (call) => call.phone === phone && call.state === 'answered');
      await waitFor('they hear the offer', () => played(rig.simulated, id).includes('offer.wav'));
      await untilAKeyCounts();
      return id;
    };
    const first = await hears(TURNS);
    // Meanwhile somebody else has the queue's agent.
    const other = rig.simulated.inboundCall({ from: '+12125550142', to: DID }) ?? '';
    await caller(rig, other, 'talks', ({ state }) => state === 'talking');
    rig.simulated.press(first, '1');
    await caller(rig, first, 'waits in the queue', ({ state, line }) => state === 'waiting' && line === `queue-${queue.id}`);
    expect(rig.dialed()).toEqual({ [TURNS]: 1 });
    rig.simulated.press(first, '9');
    expect(await caller(rig, first, 'is called no more', ({ state }) => state === 'ended')).toMatchObject({ outcome: 'opted-out', campaignId: campaign.id });
    expect(played(rig.simulated, first)).toEqual(['offer.wav', 'no-more.wav']);
    expect((await rig.dataSource.manager.find(DoNotCall, { order: { phone: 'ASC' } })).map(({ phone, callId }) => [phone, callId])).toEqual([[TURNS, first], [OTHER_PHONE, first]]);
    expect(await waitsOf(rig, first)).toEqual([{ queueId: queue.id, endedBy: 'moved' }]);
    expect(rig.dialed()).toEqual({ [TURNS]: 1 });
    rig.simulated.hangupFarEnd(other);
    const second = await hears(NEXT);
    rig.simulated.press(second, '1');
    await caller(rig, second, 'talks with the agent of the queue', ({ state }) => state === 'talking');
    rig.simulated.hangupFarEnd(second);
    expect(await caller(rig, second, 'has talked', ({ state }) => state === 'ended')).toMatchObject({ outcome: 'connected', line: `queue-${queue.id}` });
  });
});
