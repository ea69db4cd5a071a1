import { randomUUID } from 'node:crypto';
import type { SwitchEvent } from '@paceline/domain/call/switch-event';
import { EslSwitch, type EslSwitchOptions } from '@paceline/telephony/esl/esl-switch';
import type { CommandResult, LinkState, OriginateRequest } from '@paceline/telephony/port/switch-port';
import { inTime } from '@paceline/testing/in-time';
import { waitFor } from '@paceline/testing/wait-for';
import { SimulatedSwitch, type FaultOrder } from '..';

/** Answers at once and stays. */
const STAYS = '+14155509900';
/** What the subscription tells of a call that is answered, parked, and hung up by the far end. */
const LIFE = ['created', 'ringing', 'answered', 'parked', 'ended', 'destroyed'];

let simulated: SimulatedSwitch;
let esl: EslSwitch;
let events: SwitchEvent[];
let links: LinkState[];
let failedTries: number;

beforeEach(async () => {
  simulated = new SimulatedSwitch({ heartbeatMs: 600_000 });
});
afterEach(async () => {
  await esl.close();
  simulated.heal();
  await simulated.stop();
});

async function connect(options: Partial<EslSwitchOptions> = {}): Promise<void> {
  const { host, port } = await simulated.start();
  const ignore = (): void => undefined;
  esl = new EslSwitch({
    host, port, password: 'ClueCon', promptsDir: '/srv/prompts', recordingsDir: '/srv/recordings',
    log: { info: ignore, error: ignore, warn: (_, message) => { if (message === 'switch not connected') failedTries += 1; } }, ...options,
  });
  [events, links, failedTries] = [[], [], 0];
  esl.onEvent((event) => events.push(event));
  esl.onLink((link) => links.push(link));
  await esl.connect();
}

function call(): { readonly id: string; readonly result: Promise<CommandResult> } {
  const request: OriginateRequest = {
    channelId: randomUUID(), endpoint: { kind: 'gateway', gateway: 'carrier', digits: STAYS }, ringTimeoutSec: 5, callerNumber: null,
    accountCode: 'paceline', afterBridge: 'park', guard: null,
  };
  return { id: request.channelId, result: esl.originate(request) };
}

function eventsOf(id: string): SwitchEvent[] {
  return events.filter((event) => 'channelId' in event && event.channelId === id);
}

const heard = (id: string, type: SwitchEvent['type']): boolean => eventsOf(id).some((event) => event.type === type);

/** Some calls from their dial to their end, at once. */
async function lives(count: number): Promise<readonly string[]> {
  const calls = Array.from({ length: count }, call);
  await waitFor('every park', () => calls.every(({ id }) => heard(id, 'channel-parked')));
  expect((await Promise.all(calls.map(({ result }) => result))).every((result) => result.ok)).toBe(true);
  expect((await esl.listChannels()).map((channel) => channel.channelId).sort()).toEqual(calls.map(({ id }) => id).sort());
  for (const { id } of calls) simulated.hangupFarEnd(id);
  await waitFor('every end', () => calls.every(({ id }) => heard(id, 'channel-destroyed')));
  return calls.map(({ id }) => id);
}

function inOrder(id: string): string[] {
  const own = eventsOf(id);
  expect(own.map((event) => event.sequence)).toEqual(own.map((event) => event.sequence).sort((a, b) => a - b));
  return own.map((event) => event.type.replace('channel-', ''));
}

describe('events that come in an unusual way', () => {
  it.each<[number, FaultOrder]>([
    [1, { fault: 'split', at: 'every-byte' }],
    [4, { fault: 'split', at: 'random' }],
    [4, { fault: 'drip', bytes: 4_000, everyMs: 2 }],
    [4, { fault: 'delay-events', byMs: 50, jitterMs: 150 }],
  ])('all arrive, each channel\'s in their order: %i calls, %j', async (calls, order) => {
    await connect();
    simulated.fault(order);
    for (const id of await lives(calls)) expect(inOrder(id)).toEqual(LIFE.filter((type) => type !== 'ringing'));
    expect(links).toHaveLength(1);
  });

  it('arrive twice when the switch sends them twice', async () => {
    await connect();
    simulated.fault({ fault: 'repeat-events' });
    for (const id of await lives(2)) expect(inOrder(id)).toEqual(LIFE.filter((type) => type !== 'ringing').flatMap((type) => [type, type]));
  });
});

describe('a switch that falls silent', () => {
  it.each(['present', 'all'] as const)('is noticed within idleMs + probeMs and connected to again (%s)', async (whom) => {
    await connect({ idleMs: 300, probeMs: 200, commandMs: 400 });
    const { id } = call();
    await waitFor('the park', () => heard(id, 'channel-parked'));
    const heal = simulated.fault({ fault: 'half-open', whom });
    const inFlight = esl.exists(id);
    // The silence began with the last byte, a moment before.
    expect(await inTime(waitFor('the loss', () => !esl.up), 300, 200, 400)).toBe(true);
    expect(await inFlight).toBe('unknown');
    if (whom === 'all') await waitFor('a try that nobody answers', () => failedTries > 0);
    heal();
    await waitFor('the link', () => esl.up);
    expect(links.at(-1)).toMatchObject({ up: true, restarted: false });
    expect((await esl.listChannels()).map((channel) => channel.channelId)).toEqual([id]);
  });
});

describe('a switch that was away', () => {
  // After 0.2, 0.4, 0.8 and 1.6 s a try is made as rarely as ever.
  it.each([['closed', 4], ['reset', 2]] as const)('is found again within two seconds of its return (%s, after %i tries)', async (how, tries) => {
    await connect({ random: () => 0.999 });
    const { id } = call();
    await waitFor('the park', () => heard(id, 'channel-parked'));
    const heal = simulated.fault({ fault: 'down', how });
    await waitFor('the loss', () => !esl.up);
    simulated.hangupFarEnd(id);
    await waitFor('so many failed tries', () => failedTries === tries);
    heal();
    expect(await inTime(waitFor('the link', () => esl.up), 2_000, 300)).toBe(true);
    expect(links.map((link) => link.up)).toEqual([true, false, true]);
    expect(heard(id, 'channel-ended')).toBe(false);
    expect(await esl.listChannels()).toEqual([]);
  });

  it('is another one after a restart', async () => {
    await connect();
    simulated.fault({ fault: 'restart', awayMs: 300 });
    await waitFor('the link', () => links.length === 3);
    expect(links[2]).toEqual({ up: true, coreId: simulated.coreId, restarted: true });
  });
});

describe('a command without an answer', () => {
  it.each([true, false])('has an unknown outcome, carried out (%s) or not', async (carriedOut) => {
    await connect({ jobMs: 200, commandMs: 200 });
    simulated.fault({ fault: 'leave-unanswered', command: 'uuid_bridge', carriedOut });
    const [one, other] = [call().id, call().id];
    await waitFor('both parks', () => [one, other].every((id) => heard(id, 'channel-parked')));
    expect(await esl.bridge(one, other)).toMatchObject({ ok: false, kind: 'unknown' });
    if (carriedOut) await waitFor('the bridge', () => heard(one, 'channel-bridged'));
    else expect(simulated.callOf(one)?.bridges).toEqual([]);
  });

  it('gives its late answer to nobody else', async () => {
    await connect({ commandMs: 200 });
    const { id } = call();
    await waitFor('the park', () => heard(id, 'channel-parked'));
    simulated.fault({ fault: 'delay-replies', command: 'uuid_exists', byMs: 1_500, next: 1 });
    expect(await esl.exists(id)).toBe('unknown');
    expect(await esl.exists(randomUUID())).toBe('unknown');
    await waitFor('answers in time again', async () => (await esl.exists(id)) === true);
    expect(await esl.exists(randomUUID())).toBe(false);
  });
});
