import { UnsafeArgumentError } from '../port/errors';
import { ScriptedSwitch, until } from './fixtures/scripted-switch';
import { MendedConnection } from './mended-connection';

let scripted: ScriptedSwitch;
let connection: MendedConnection;
let faults: unknown[];

beforeEach(async () => {
  scripted = await ScriptedSwitch.start();
  faults = [];
  await new Promise<void>((resolve, reject) => {
    connection = new MendedConnection({ host: '127.0.0.1', port: scripted.port, password: scripted.password }, {
      onEvent: () => undefined, onAuthenticated: resolve, onAccessRefused: reject, onClosed: () => undefined,
      onFault: (fault) => faults.push(fault),
    });
  });
});

afterEach(async () => {
  connection.drop('the test is over');
  await scripted.stop();
});

describe('modesl\'s own commands, mended', () => {
  it('are given their own replies, whichever of them wait for one', async () => {
    for (const beginning of ['one', 'two', 'api three', 'sendmsg', 'four']) scripted.on(beginning, `+OK ${beginning}`);
    const replies: string[] = [];
    const note = (reply: { getHeader(name: string): string | null; getBody(): string }): void => {
      replies.push(reply.getHeader('Reply-Text') ?? reply.getBody());
    };
    connection.sendRecv('one', note);
    connection.execute('playback', 'a.wav', 'channel');
    connection.sendRecv('two', { header: 'x' }, note);
    connection.api('three', note);
    connection.send('sendmsg channel', { 'call-command': 'hangup' });
    connection.sendRecv('four', note);
    await until('the replies', () => replies.length === 4);
    expect(replies).toEqual(['+OK one', '+OK two', '+OK api three', '+OK four']);
    expect(scripted.commands).toContain('two\nheader: x');
  });

  it('refuse a line break wherever it stands, before anything is queued or written', async () => {
    const refused: (() => void)[] = [
      () => connection.send('one\n\napi system id'),
      () => connection.sendRecv('one\rtwo', () => undefined),
      () => connection.sendRecv('one', { a: 'b\nc' }),
      () => connection.sendRecv('one', { 'a\nb': 'c' }),
      () => connection.api('status\n', '', () => undefined),
      () => connection.execute('playback', 'a\0b', 'channel'),
      () => connection.bgapi('status', 'x\n\napi system id', 'job'),
    ];
    for (const attempt of refused) expect(attempt).toThrow(UnsafeArgumentError);
    scripted.on('two', '+OK two');
    const text = await new Promise((resolve) => {
      connection.sendRecv('two', (reply) => resolve(reply.getHeader('Reply-Text')));
    });
    expect(text).toBe('+OK two');
    expect(scripted.commands).toEqual(['two']);
  });

  it('survive a callback that throws', async () => {
    connection.sendRecv('one', () => { throw new Error('broken'); });
    await new Promise<void>((resolve) => connection.sendRecv('two', () => resolve()));
    expect(faults).toEqual([new Error('broken')]);
  });
});

it('resets a connection that is dropped, so that nothing unsent is delivered later', async () => {
  connection.drop('gone');
  await until('the end', () => scripted.endings.length === 1);
  expect(scripted.endings).toEqual(['ECONNRESET']);
});
