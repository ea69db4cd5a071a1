import { EslSwitch } from './esl/esl-switch';
import { useSwitchHarness } from './esl/fixtures/switch-harness.spec-helper';
import { readOriginate } from './esl/originate-grammar.spec-helper';
import { APPLICATIONS_BY_USER, COMMANDS_BY_USER, EXECUTED_APPLICATIONS, INTERFACES, type CommandLine } from './interfaces';
import type { OriginateRequest } from './port/switch-port';

const [A, B] = ['4565ad22-1c52-41f0-9706-131944017d76', '2d503d52-bcdc-427e-9205-0d5e34f1143d'];
const request: OriginateRequest = {
  channelId: A, endpoint: { kind: 'gateway', gateway: 'carrier', digits: '14155550100' }, ringTimeoutSec: 16, callerNumber: null,
  accountCode: 'paceline', afterBridge: 'hangup', guard: { sec: 3, prompt: 'a.wav' },
};

/** Every way to ask the switch for something, as the worker has them. */
const ASKS: Readonly<Record<string, (esl: EslSwitch) => Promise<unknown>>> = {
  originate: (esl) => Promise.all([esl.originate(request), esl.originate({ ...request, channelId: B, guard: null })]),
  answer: (esl) => esl.answer(A),
  refuse: (esl) => esl.refuse(A, 'busy'),
  bridge: (esl) => esl.bridge(A, B),
  answerAndBridge: (esl) => esl.answerAndBridge(A, B),
  hangup: (esl) => Promise.all([esl.hangup(A), esl.hangup(A, 'USER_BUSY')]),
  music: (esl) => esl.music(A),
  announce: (esl) => esl.announce(A, [{ kind: 'file', name: 'a.wav' }, { kind: 'tone', tone: '%(500,500,400)' }], B),
  ask: (esl) => esl.ask(A, { prompts: [], maxKeys: 1, timeoutMs: 3_000, nextKeyMs: 3_000 }, B),
  recordMessage: (esl) => esl.recordMessage(A, { name: 'a.wav', maxSec: 60, silenceSec: 4 }, B),
  dismiss: (esl) => esl.dismiss(A),
  alert: (esl) => esl.alert(A),
  listenForBeep: (esl) => esl.listenForBeep(A, B),
  listenForNextBeep: (esl) => esl.listenForNextBeep(A, B),
  stopPlaying: (esl) => esl.stopPlaying(A),
  park: (esl) => esl.park(A),
  startRecording: (esl) => esl.startRecording(A, 'a.wav'),
  stopRecording: (esl) => esl.stopRecording(A, 'a.wav'),
  execute: (esl) => Promise.all([...EXECUTED_APPLICATIONS].map((application) => esl.execute(A, application, '', `run-${application.replaceAll('_', '-')}`))),
  setVariable: (esl) => esl.setVariable(A, 'paceline_until', '1'),
  exists: (esl) => esl.exists(A),
  listChannels: (esl) => esl.listChannels(),
  limits: (esl) => esl.limits(),
};
/** Of the adapter, but nothing that is written. */
const NO_ASKS = ['constructor', 'up', 'connect', 'close', 'onEvent', 'onLink', 'api', 'run', 'sound', 'onSwitchEvent'];

/** Applications that a command runs without being `sendmsg`. */
function implied(command: string): string[] {
  const [name, ...words] = command.split(' ');
  if (name === 'originate') return [readOriginate(command).application];
  return name === 'uuid_transfer' && words.at(-1) === 'inline' ? (words[1] ?? '').split(',').map((step) => step.split(':')[0] ?? '') : [];
}

describe('the list of what a switch is asked for', () => {
  const harness = useSwitchHarness();

  it('names what the worker sends, no more and no less', async () => {
    const { scripted, esl } = harness;
    scripted.on('bgapi show', '{"row_count":0}');
    scripted.on('api fsctl sps', '+OK sessions per second: 200\n');
    scripted.on('api fsctl max_sessions', '+OK max sessions: 4000\n');
    scripted.on('api status', '3 session(s) - peak 5, last 5min 5 \n');
    scripted.on('api uuid_exists', 'true');
    await esl.connect();
    expect(Object.getOwnPropertyNames(EslSwitch.prototype).filter((name) => !NO_ASKS.includes(name)).sort()).toEqual(Object.keys(ASKS).sort());
    for (const ask of Object.values(ASKS)) await ask(esl);

    const commands = scripted.commands.flatMap((each) => /^(?:bg)?api (.*)/.exec(each)?.[1] ?? []);
    expect([...new Set(commands.map((command) => command.split(' ')[0]))].sort()).toEqual([...COMMANDS_BY_USER.worker].sort());
    expect([...new Set(commands.flatMap(implied))].sort()).toEqual([...APPLICATIONS_BY_USER.implied].sort());
    const executed = scripted.commands.flatMap((each) => /^execute-app-name: (.*)$/m.exec(each)?.[1] ?? []);
    expect([...new Set(executed)].sort()).toEqual([...APPLICATIONS_BY_USER.executed].sort());
  });

  it('is all that can be written: the compiler knows no other command', () => {
    // @ts-expect-error: not on the list
    const program: CommandLine = 'system id';
    // @ts-expect-error: the beginning of one that is
    const beginning: CommandLine = `uuid ${A}`;
    const known: CommandLine = `uuid_kill ${A}`;
    expect([program, beginning, known].map((line) => INTERFACES.some(({ kind, name }) => kind === 'api' && name === line.split(' ')[0]))).toEqual([false, false, true]);
  });

  it('has nothing that runs a program, and nothing twice', () => {
    expect(INTERFACES.filter(({ name }) => /^(bg_?)?(system|spawn(_stream)?)$|lua|python|perl|^js|^socket$|^curl|^load$|^unload$|^eval$|^bgapi$/.test(name))).toEqual([]);
    expect(new Set(INTERFACES.map(({ module, name, kind }) => `${module}.${name}.${kind}`)).size).toBe(INTERFACES.length);
  });
});
