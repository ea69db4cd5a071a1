import { Socket } from 'node:net';
import { inTime } from '@paceline/testing/in-time';
import { SwitchUnavailableError, UnsafeArgumentError } from '../port/errors';
import type { CommandResult, OriginateRequest } from '../port/switch-port';
import { silence, until } from './fixtures/scripted-switch';
import { useSwitchHarness } from './fixtures/switch-harness.spec-helper';

const A = '4565ad22-1c52-41f0-9706-131944017d76';
const B = 'd9a8334d-2099-4ff5-846f-78f7de734af3';
const request: OriginateRequest = {
  channelId: A, endpoint: { kind: 'gateway', gateway: 'carrier', digits: '15550100' }, ringTimeoutSec: 16, callerNumber: null,
  accountCode: 'paceline', afterBridge: 'hangup', guard: null,
};
const harness = useSwitchHarness();

describe('commands', () => {
  beforeEach(() => harness.esl.connect());

  it('leave in one write each, within the call', () => {
    harness.scripted.chunks.length = 0;
    const write = jest.spyOn(Socket.prototype, 'write');
    try {
      void harness.esl.bridge(A, B);
      expect(write.mock.calls.map(([text]) => String(text).replace(/Job-UUID: .*/, 'Job-UUID: X'))).toEqual([`bgapi uuid_bridge ${A} ${B}\nJob-UUID: X\n\n`]);
    } finally {
      write.mockRestore();
    }
  });

  it('answer a caller and bridge them in the same tick, or do neither', async () => {
    const before = harness.scripted.commands.length;
    harness.scripted.on('api uuid_answer', '+OK\n');
    harness.scripted.on('bgapi uuid_bridge', `+OK ${B}\n`);
    const write = jest.spyOn(Socket.prototype, 'write');
    const bridged = harness.esl.answerAndBridge(A, B);
    expect(write.mock.calls.map(([text]) => String(text).split('\n')[0])).toEqual([`api uuid_answer ${A}`, `bgapi uuid_bridge ${A} ${B}`]);
    write.mockRestore();
    await expect(bridged).resolves.toEqual({ ok: true, text: `+OK ${B}` });
    await expect(harness.esl.answerAndBridge(A, 'x\n')).rejects.toBeInstanceOf(UnsafeArgumentError);
    harness.scripted.on('api uuid_answer', '-ERROR\n');
    await expect(harness.esl.answerAndBridge(A, B)).resolves.toEqual({ ok: false, kind: 'refused', text: '-ERROR' });
    expect(harness.scripted.commands.slice(before).map((command) => command.split('\n')[0])).toEqual([
      `api uuid_answer ${A}`, `bgapi uuid_bridge ${A} ${B}`, `api uuid_answer ${A}`, `bgapi uuid_bridge ${A} ${B}`,
    ]);
  });

  it('say which keys end a sound before it begins: none, but # a message', async () => {
    const before = harness.scripted.commands.length;
    await harness.esl.music(A);
    await harness.esl.recordMessage(A, { name: 'm.wav', maxSec: 60, silenceSec: 4 }, B);
    await harness.esl.announce(A, [{ kind: 'tone', tone: '%(500,500,400)' }], B);
    expect(harness.scripted.commands.slice(before).map((command) => /playback_terminators (.*)|execute-app-arg: (\S+)/.exec(command)?.slice(1).join(''))).toEqual([
      'none', 'local_stream://moh', '#', '/srv/recordings/m.wav', 'none', 'tone_stream://%(500,500,400)',
    ]);
  });

  it('are refused before the socket when an argument could be another command', async () => {
    const before = harness.scripted.commands.length;
    await expect(harness.esl.hangup(`${A}\n\napi system id`)).rejects.toBeInstanceOf(UnsafeArgumentError);
    await expect(harness.esl.bridge(A, 'x\r\n')).rejects.toBeInstanceOf(UnsafeArgumentError);
    await expect(harness.esl.execute(A, 'playback', 'a\n\napi system id', B)).rejects.toBeInstanceOf(UnsafeArgumentError);
    await expect(harness.esl.originate({ ...request, callerNumber: '1\n2' })).rejects.toBeInstanceOf(UnsafeArgumentError);
    harness.scripted.on('api uuid_exists', 'true');
    await expect(harness.esl.exists(A)).resolves.toBe(true);
    expect(harness.scripted.commands.slice(before)).toEqual([`api uuid_exists ${A}`]);
  });

  it('are refused before the socket once the switch is not ours, each asked in the tick of its write', async () => {
    let ours = true;
    const esl = await harness.remake({ mayCommand: () => ours });
    await esl.connect();
    const before = harness.scripted.commands.length;
    harness.scripted.on('api uuid_exists', 'true');
    await expect(esl.exists(A)).resolves.toBe(true);
    ours = false;
    const attempts = [esl.bridge(A, B), esl.originate(request), esl.hangup(A), esl.execute(A, 'playback', 'a.wav', 'run-1')];
    for (const attempt of attempts) await expect(attempt).resolves.toEqual({ ok: false, kind: 'refused', text: '-ERR the switch is not ours to command: nothing was sent' });
    ours = true;
    await expect(esl.exists(A)).resolves.toBe(true);
    expect(harness.scripted.commands.slice(before)).toEqual([`api uuid_exists ${A}`, `api uuid_exists ${A}`]);
  });

  it('get their own answers, however sendmsg, api and bgapi interleave', async () => {
    harness.scripted.on('sendmsg', (command) => command.includes('-fail') ? '-ERR invalid session id 100%' : '+OK');
    harness.scripted.on('api uuid_break', '-ERR No such channel!\n');
    harness.scripted.on('bgapi uuid_bridge', '-ERR Invalid uuid\n');
    harness.scripted.on('reply to originate', '-ERR permission denied');
    harness.scripted.on('api uuid_exists', 'false');
    const results = await Promise.all([
      harness.esl.execute(A, 'playback', 'a.wav', 'run-1'),
      harness.esl.stopPlaying(A),
      harness.esl.execute(A, 'playback', 'a.wav', 'run-fail'),
      harness.esl.bridge(A, B),
      harness.esl.originate(request),
      harness.esl.hangup(A),
      harness.esl.exists(A),
      harness.esl.execute(A, 'playback', 'b.wav', 'run-2'),
    ]);
    expect(results).toEqual([
      { ok: true, text: '+OK' },
      { ok: false, kind: 'refused', text: '-ERR No such channel!' },
      { ok: false, kind: 'refused', text: '-ERR invalid session id 100%' },
      { ok: false, kind: 'refused', text: '-ERR Invalid uuid' },
      { ok: false, kind: 'refused', text: '-ERR permission denied' },
      { ok: true, text: '+OK' },
      false,
      { ok: true, text: '+OK' },
    ]);
  });

  it('are told apart when a background job ends before an earlier one', async () => {
    const jobs: string[] = [];
    harness.scripted.on('bgapi originate', (command) => {
      jobs.push(/Job-UUID: (.*)/.exec(command)?.[1] ?? '');
      return silence;
    });
    const first = harness.esl.originate(request);
    const second = harness.esl.originate({ ...request, channelId: B });
    await until('both jobs', () => jobs.length === 2);
    harness.scripted.event({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': jobs[1] ?? '', '_body': '-ERR USER_BUSY\n' });
    await expect(second).resolves.toEqual({ ok: false, kind: 'refused', text: '-ERR USER_BUSY' });
    harness.scripted.event({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': jobs[0] ?? '', '_body': `+OK ${A}\n` });
    await expect(first).resolves.toEqual({ ok: true, text: `+OK ${A}` });
    expect(harness.events.filter((event) => event.type === 'job-done').map((event) => event.jobId)).toEqual([jobs[1], jobs[0]]);
  });

  it('are unknown after their deadline, and a late answer is nobody else\'s', async () => {
    await harness.remake({ commandMs: 250, jobMs: 60 });
    await harness.esl.connect();
    harness.scripted.on('api uuid_kill', silence);
    harness.scripted.on('bgapi uuid_bridge', silence);
    await expect(harness.esl.bridge(A, B)).resolves.toMatchObject({ ok: false, kind: 'unknown' });
    await expect(harness.esl.hangup(A)).resolves.toEqual({ ok: false, kind: 'unknown', reason: 'no answer within 250 ms' });
    harness.scripted.raw('Content-Type: api/response\nContent-Length: 10\n\n-ERR late\n');
    harness.scripted.on('api uuid_exists', 'true');
    await expect(harness.esl.exists(A)).resolves.toBe(true);
  });

  it.each([
    ['reset', (): void => harness.scripted.reset()],
    ['closed', (): void => harness.scripted.end()],
  ])('are unknown at once when the socket is %s', async (_, end) => {
    harness.scripted.on('', silence);
    const commands: Promise<CommandResult>[] = [];
    for (let i = 0; i < 50; i += 1) commands.push(harness.esl.originate(request), harness.esl.hangup(A), harness.esl.execute(A, 'playback', 'a.wav', `run-${i}`));
    const exists = harness.esl.exists(A);
    const list = harness.esl.listChannels().catch((error: unknown) => error);
    await until('the commands', () => harness.scripted.commands.length >= 152);
    end();
    expect(await inTime(Promise.all(commands), 500, 500)).toBe(true);
    const results = await Promise.all(commands);
    expect(results.filter((result) => !result.ok && result.kind === 'unknown')).toHaveLength(150);
    await expect(exists).resolves.toBe('unknown');
    await expect(list).resolves.toBeInstanceOf(SwitchUnavailableError);
  });

  it('are refused without being sent while the link is down', async () => {
    await harness.esl.close();
    await expect(harness.esl.originate(request)).resolves.toEqual({ ok: false, kind: 'refused', text: '-ERR not connected: nothing was sent' });
    await expect(harness.esl.exists(A)).resolves.toBe('unknown');
    await expect(harness.esl.limits()).rejects.toBeInstanceOf(SwitchUnavailableError);
    expect(harness.scripted.commands.some((command) => command.includes('originate'))).toBe(false);
  });

  it('read the switch\'s limits and channels', async () => {
    harness.scripted.on('api fsctl sps', '+OK sessions per second: 200\n');
    harness.scripted.on('api fsctl max_sessions', '+OK max sessions: 4000\n');
    harness.scripted.on('api status', 'UP 0 years\n7 session(s) since startup\n3 session(s) - peak 5, last 5min 5 \n0 session(s) per Sec out of max 200, peak 0, last 5min 0 \n4000 session(s) max\n');
    await expect(harness.esl.limits()).resolves.toEqual({ sessions: 3, maxSessions: 4000, sessionsPerSec: 200 });
    harness.scripted.on('bgapi show channels as json', '{"row_count":0}\n');
    await expect(harness.esl.listChannels()).resolves.toEqual([]);
    // A list has megabytes: it is an answer, not an event.
    expect(harness.events).toEqual([]);
    harness.scripted.on('bgapi show channels as json', '-ERR no reply\n');
    await expect(harness.esl.listChannels()).rejects.toBeInstanceOf(SwitchUnavailableError);
  });

  it('carry prompts and recordings below the switch\'s folders', async () => {
    await harness.esl.announce(A, [{ kind: 'file', name: 'welcome.wav' }], B);
    await harness.esl.startRecording(A, 'a/b.wav');
    expect(harness.scripted.commands.slice(-3)).toEqual([
      `api uuid_setvar ${A} playback_terminators none`,
      `sendmsg ${A}\ncall-command: execute\nexecute-app-name: playback\nexecute-app-arg: /srv/prompts/welcome.wav\nEvent-UUID: ${B}`,
      `api uuid_record ${A} start /srv/recordings/a/b.wav`,
    ]);
    harness.scripted.event({ 'Event-Name': 'RECORD_START', 'Unique-ID': A, 'Record-File-Path': '/srv/recordings/a/b.wav' });
    await until('the event', () => harness.events.some((event) => event.type === 'recording-started'));
    expect(harness.events.at(-1)).toMatchObject({ path: 'a/b.wav' });
  });
});
