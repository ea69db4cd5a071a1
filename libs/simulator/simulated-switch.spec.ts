import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS_BY_USER, INTERFACES } from '@paceline/telephony/interfaces';
import { autoAnswer, SimulatedSwitch, type CallRecord, type SimulatorOptions } from './index';

const running: SimulatedSwitch[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const simulated of running.splice(0)) await simulated.stop();
});

async function start(options: Partial<SimulatorOptions> = {}): Promise<{ simulated: SimulatedSwitch; port: number }> {
  const simulated = new SimulatedSwitch(options);
  running.push(simulated);
  const { port } = await simulated.start();
  return { simulated, port };
}

async function eventually(condition: () => boolean, what: string, deadlineMs = 5000): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}

/** An authenticated client that only writes commands and remembers what it got. */
async function client(port: number): Promise<{ readonly send: (text: string) => void; readonly heard: () => string; readonly closed: () => boolean }> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  let closed = false;
  socket.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  socket.on('error', () => undefined);
  socket.on('close', () => { closed = true; });
  const send = (command: string): void => { socket.write(`${command}\n\n`); };
  send('auth ClueCon');
  await eventually(() => text.includes('+OK accepted'), 'the login');
  return { send, heard: () => text, closed: () => closed };
}

const originate = (uuid: string, target: string, extra = ''): string => `bgapi originate {origination_uuid=${uuid},ignore_early_media=true${extra}}${target} &park()`;

describe('the simulated switch', () => {
  it('writes down every INVITE: who, when, what for and what became of it', async () => {
    const { simulated, port } = await start();
    const { send } = await client(port);
    send(originate('u1', 'sofia/gateway/carrier/55501000', ',accountcode=acc,origination_caller_id_number=12025550100'));
    send(originate('u2', 'sofia/gateway/carrier/55502000'));
    send(originate('u3', 'sofia/gateway/carrier/55503000'));
    send(originate('u4', 'sofia/gateway/nosuch/1'));
    await eventually(() => typeof simulated.callOf('u3')?.ringingAtMs === 'number', 'the ringing');
    send('api uuid_kill u3');
    await eventually(() => simulated.calls.length === 3 && simulated.calls.every((call) => call.endedAtMs !== null), 'the end of all calls');
    expect(simulated.callOf('u1')).toMatchObject({ gateway: 'carrier', number: '55501000', accountCode: 'acc', callerNumber: '12025550100', result: 'answered', endedBy: 'far', cause: 'NORMAL_CLEARING', direction: 'outbound' });
    expect(simulated.callOf('u2')).toMatchObject({ result: 'refused', cause: 'USER_BUSY', answeredAtMs: null, endedBy: 'far' });
    expect(simulated.callOf('u3')).toMatchObject({ result: 'cancelled', endedBy: 'near' });
    expect(simulated.callOf('u4')).toBeUndefined();
    expect(simulated.invites.map((call) => call.channelId)).toEqual(['u1', 'u2', 'u3']);
    // The far end's book is closed at once, the channel at its next frame.
    await eventually(() => simulated.channels.length === 0, 'the last channel');
  });

  it('writes the same to a file, a JSON line for each INVITE and each end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulated-switch-'));
    try {
      const callLogPath = join(folder, 'calls.jsonl');
      const { simulated, port } = await start({ callLogPath });
      const { send } = await client(port);
      send(originate('u1', 'sofia/gateway/carrier/55502000'));
      await eventually(() => typeof simulated.callOf('u1')?.endedAtMs === 'number', 'the end');
      await simulated.stop();
      const lines = readFileSync(callLogPath, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as CallRecord & { kind: string });
      expect(lines.map(({ kind, channelId, result }) => [kind, channelId, result])).toEqual([['invite', 'u1', 'in-progress'], ['end', 'u1', 'refused']]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('knows who talked with whom and what was played', async () => {
    const { simulated, port } = await start();
    const { send } = await client(port);
    send(originate('agent', 'sofia/gateway/carrier/agent1001', ',park_after_bridge=true'));
    send(originate('customer', 'sofia/gateway/carrier/55501030'));
    await eventually(() => simulated.channels.filter((channel) => channel.state === 'CS_EXECUTE').length === 2, 'two parked legs');
    send('sendmsg customer\ncall-command: execute\nexecute-app-name: playback\nexecute-app-arg: tone_stream://%(100,100,350);loops=-1');
    await eventually(() => simulated.callOf('customer')?.plays.length === 1, 'the tone');
    send('bgapi uuid_bridge customer agent');
    await eventually(() => simulated.channels.every((channel) => channel.bridgedTo !== null), 'the bridge');
    expect(simulated.channels.find(({ channelId }) => channelId === 'customer')?.bridgedTo).toBe('agent');
    expect(simulated.callOf('customer')?.plays[0]).toMatchObject({ file: 'tone_stream://%(100,100,350);loops=-1', untilMs: expect.any(Number) as number });
    simulated.hangupFarEnd('customer');
    await eventually(() => simulated.channels.length === 1 && simulated.channels[0]?.state === 'CS_PARK', 'the agent\'s park');
    for (const [one, other] of [['customer', 'agent'], ['agent', 'customer']] as const) {
      expect(simulated.callOf(one)?.bridges).toMatchObject([{ otherId: other, untilMs: expect.any(Number) as number }]);
    }
  });

  it('dials its phones, when they are registered', async () => {
    const { simulated, port } = await start({ phones: [{ extension: '1001', registered: true, behaviour: autoAnswer(20) }, { extension: '1002', registered: false, behaviour: autoAnswer() }] });
    const { send, heard } = await client(port);
    send('event plain CUSTOM sofia::register sofia::unregister');
    send(originate('p1', 'user/1001@paceline.local'));
    await eventually(() => typeof simulated.callOf('p1')?.answeredAtMs === 'number', 'the answer');
    expect(simulated.callOf('p1')).toMatchObject({ number: 'user/1001@paceline.local', gateway: '' });
    send('event plain BACKGROUND_JOB');
    send(originate('p2', 'user/1002@paceline.local'));
    await eventually(() => heard().includes('-ERR USER_NOT_REGISTERED'), 'the refusal');
    simulated.setPhone('1002', { registered: true });
    await eventually(() => heard().includes('sofia%3A%3Aregister'), 'the registration');
    send(originate('p2', 'user/1002@paceline.local'));
    await eventually(() => typeof simulated.callOf('p2')?.answeredAtMs === 'number', 'the answer of the second phone');
  });

  it('has callers, who wait and give up, and a talk time that begins with the conversation', async () => {
    const { simulated, port } = await start();
    const impatient = simulated.inboundCall({ from: '12025550111', to: '18005551000', patienceMs: 100 });
    const talker = simulated.inboundCall({ from: '12025550112', to: '18005551000', patienceMs: 60_000, talkMs: 100 });
    if (impatient === null || talker === null) throw new Error('refused');
    await eventually(() => simulated.callOf(impatient)?.endedBy === 'far', 'the end of patience');
    const { send } = await client(port);
    send(originate('agent', 'sofia/gateway/carrier/agent1001', ',park_after_bridge=true'));
    await eventually(() => simulated.channels.length === 2 && simulated.channels.every((channel) => channel.state === 'CS_EXECUTE'), 'the agent');
    send(`api uuid_answer ${talker}`);
    send(`bgapi uuid_bridge ${talker} agent`);
    await eventually(() => simulated.callOf(talker)?.endedBy === 'far', 'the end of the talk');
    expect(simulated.callOf(talker)?.bridges).toHaveLength(1);
  });

  it('is declared by its test: a callee of one\'s own, and a population for all others', async () => {
    const { simulated, port } = await start();
    simulated.declareCallee(/^1555/, { kind: 'refuses', progress: 'none', afterMs: 0, sipStatus: 600 });
    simulated.setPopulation({
      seed: 1, outcomes: { busy: 1 }, ring: { kind: 'fixed', ms: 0 }, talk: { kind: 'fixed', ms: 0 }, patience: { kind: 'fixed', ms: 0 },
    });
    const { send } = await client(port);
    send(originate('u1', 'sofia/gateway/carrier/15550001'));
    send(originate('u2', 'sofia/gateway/carrier/12025550123'));
    await eventually(() => simulated.calls.length === 2 && simulated.calls.every((call) => call.endedAtMs !== null), 'both ends');
    expect(simulated.calls.map((call) => call.cause)).toEqual(['USER_BUSY', 'USER_BUSY']);
  });

  it('drops its clients without notice on kill, and lives on', async () => {
    const { simulated, port } = await start();
    const first = await client(port);
    first.send(originate('u1', 'sofia/gateway/carrier/55501030'));
    await eventually(() => simulated.channels[0]?.state === 'CS_EXECUTE', 'the park');
    const core = simulated.coreId;
    const before = first.heard();
    simulated.kill();
    await eventually(() => first.closed(), 'the reset');
    expect(first.heard()).toBe(before);
    const second = await client(port);
    second.send('api uuid_exists u1');
    await eventually(() => second.heard().endsWith('true'), 'the answer');
    expect(simulated.coreId).toBe(core);
  });

  it('comes back from a restart on the same port with another Core-UUID and no channel', async () => {
    const { simulated, port } = await start();
    const { send, closed } = await client(port);
    send(originate('u1', 'sofia/gateway/carrier/55501030'));
    await eventually(() => simulated.channels.length === 1, 'the channel');
    const core = simulated.coreId;
    expect((await simulated.restart()).port).toBe(port);
    await eventually(closed, 'the close');
    expect(simulated.coreId).not.toBe(core);
    expect(simulated.channels).toEqual([]);
    expect(simulated.callOf('u1')).toMatchObject({ cause: 'SWITCH_GONE' });
  });

  it('has every command that the worker sends, and registers no other than it is allowed', async () => {
    const { simulated, port } = await start({ allowed: INTERFACES.filter(({ name }) => name !== 'uuid_exists') });
    const { send, heard } = await client(port);
    for (const command of [...COMMANDS_BY_USER.worker, 'uptime', 'uuid_dump']) send(`api ${command}`);
    send('api simulator calls');
    await eventually(() => heard().endsWith('[]'), 'the last answer');
    expect(heard().match(/-ERR \w+ Command not found!/g)).toEqual(['uuid_exists', 'uptime', 'uuid_dump'].map((name) => `-ERR ${name} Command not found!`));
    send(originate('u1', 'sofia/gateway/carrier/55501030').replace('park', 'echo'));
    await eventually(() => simulated.callOf('u1')?.cause === 'DESTINATION_OUT_OF_ORDER', 'the end of a call whose application is not there');
  });

  it('can be asked for its calls over the socket', async () => {
    const { simulated, port } = await start();
    const { send, heard } = await client(port);
    send('api simulator inbound {"from":"12025550111","to":"18005551000"}');
    await eventually(() => simulated.calls.length === 1, 'the call');
    send('api simulator calls');
    await eventually(() => heard().includes('"from"') === false && heard().includes('"callerNumber":"12025550111"'), 'the log');
  });
});
