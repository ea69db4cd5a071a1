import { SwitchAccessError, SwitchUnavailableError, UnsafeArgumentError } from '../port/errors';
import { SUBSCRIPTION } from './event-mapper';
import { ScriptedSwitch, silence, until } from './fixtures/scripted-switch';
import { useSwitchHarness } from './fixtures/switch-harness.spec-helper';

const A = '4565ad22-1c52-41f0-9706-131944017d76';
const harness = useSwitchHarness();

describe('connecting', () => {
  it('authenticates, subscribes to the used events, and is up when an event has proven it', async () => {
    await harness.esl.connect();
    expect(harness.esl.up).toBe(true);
    expect(harness.links).toEqual([{ up: true, coreId: harness.scripted.coreId, restarted: false }]);
    expect(harness.scripted.commands[0]).toBe(`event json ${SUBSCRIPTION}`);
    expect(harness.scripted.commands[1]).toMatch(/^bgapi status\nJob-UUID: [0-9a-f-]{36}$/);
    expect(harness.scripted.commands).toHaveLength(2);
    await expect(harness.esl.connect()).resolves.toBeUndefined();
    expect(harness.scripted.connections).toBe(1);
  });

  it('is a typed error with a wrong password, and is not tried again', async () => {
    await harness.remake({ password: 'wrong' });
    await expect(harness.esl.connect()).rejects.toMatchObject({ name: 'SwitchAccessError', code: 'switch-access-refused', 
      message: expect.stringContaining('-ERR invalid') as string });
    await expect(harness.esl.connect()).rejects.toBeInstanceOf(SwitchAccessError);
    expect(harness.esl.up).toBe(false);
    expect(harness.scripted.connections).toBe(1);
  });

  it('is a typed error when the access list refuses us', async () => {
    harness.scripted.on('connect', silence);
    const connecting = harness.esl.connect();
    await until('the connection', () => harness.scripted.connections === 1);
    const goAway = 'Access Denied, go away.\n';
    harness.scripted.raw(`Content-Type: text/rude-rejection\nContent-Length: ${goAway.length}\n\n${goAway}`);
    await expect(connecting).rejects.toBeInstanceOf(SwitchAccessError);
  });

  it('refuses a password of two lines', async () => {
    await harness.remake({ password: 'a\n\napi system id' });
    await expect(harness.esl.connect()).rejects.toBeInstanceOf(UnsafeArgumentError);
    expect(harness.scripted.connections).toBe(0);
  });

  it('goes on trying while nobody answers, ever more slowly', async () => {
    const port = harness.scripted.port;
    await harness.scripted.stop();
    const connecting = harness.esl.connect();
    await until('three failures', () => harness.logged.filter((message) => message === 'switch not connected').length >= 3);
    harness.scripted = await ScriptedSwitch.start(port);
    await connecting;
    expect(harness.esl.up).toBe(true);
  });

  it('gives up a switch that accepts and says nothing, and tries again', async () => {
    await harness.remake({ commandMs: 30 });
    harness.scripted.on('connect', silence);
    const connecting = harness.esl.connect();
    await until('a second try', () => harness.scripted.connections >= 2);
    harness.scripted.on('connect', 'hello');
    await connecting;
  });

  it('can be closed while it tries', async () => {
    await harness.scripted.stop();
    const connecting = harness.esl.connect();
    await harness.esl.close();
    await expect(connecting).rejects.toBeInstanceOf(SwitchUnavailableError);
  });
});

describe('a link that was lost', () => {
  beforeEach(() => harness.esl.connect());

  it('comes back, subscribed, and says that the switch is the same', async () => {
    harness.scripted.reset();
    await until('the link back', () => harness.links.length === 3);
    expect(harness.links[1]).toMatchObject({ up: false });
    expect(harness.links[2]).toEqual({ up: true, coreId: harness.scripted.coreId, restarted: false });
    expect(harness.scripted.commands.filter((command) => command.startsWith('event json'))).toHaveLength(2);
    harness.scripted.event({ 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': A });
    await until('an event', () => harness.events.some((event) => event.type === 'channel-answered'));
  });

  it('says that the switch was restarted', async () => {
    const port = harness.scripted.port;
    await harness.scripted.stop();
    await until('the link down', () => harness.links.length === 2);
    harness.scripted = await ScriptedSwitch.start(port);
    await until('the link back', () => harness.links.length === 3);
    expect(harness.links[2]).toEqual({ up: true, coreId: harness.scripted.coreId, restarted: true });
  });

  it('tells events that came before it was up after it is up, in their order', async () => {
    const told: string[] = [];
    harness.esl.onLink((state) => told.push(state.up ? 'up' : 'down'));
    harness.esl.onEvent((event) => told.push(`${event.type} ${event.sequence}`));
    harness.scripted.on('event json', () => {
      setImmediate(() => {
        harness.scripted.event({ 'Event-Name': 'CHANNEL_PARK', 'Unique-ID': A, 'Event-Sequence': '1' });
        harness.scripted.event({ 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': A, 'Event-Sequence': '2' });
      });
      return '+OK';
    });
    harness.scripted.reset();
    await until('both events', () => told.some((line) => line.startsWith('channel-answered')));
    expect(told).toEqual(['down', 'up', 'channel-parked 1', 'channel-answered 2']);
  });

  it('is noticed when the switch falls silent without closing', async () => {
    await harness.remake({ idleMs: 40, probeMs: 300 });
    await harness.esl.connect();
    await until('a sign of life asked for and given', () => harness.scripted.commands.includes('api status'));
    expect(harness.esl.up).toBe(true);
    harness.scripted.on('api status', silence);
    await until('the link down', () => harness.links.length >= 2);
    expect(harness.links[1]).toMatchObject({ up: false, reason: expect.stringContaining('silent') as string });
    await until('the link back', () => harness.esl.up);
  });

  it('goes on being tried when the password was changed meanwhile', async () => {
    harness.scripted.password = 'another';
    harness.scripted.reset();
    await until('two refused tries', () => harness.scripted.connections >= 3);
    harness.scripted.password = 'secret';
    await until('the link back', () => harness.esl.up);
  });

  it('stays closed once closed', async () => {
    await harness.esl.close();
    expect(harness.esl.up).toBe(false);
    expect(harness.links.at(-1)).toMatchObject({ up: false });
    const { connections } = harness.scripted;
    await expect(until('another try', () => harness.scripted.connections > connections, 60)).rejects.toThrow('another try');
  });
});
