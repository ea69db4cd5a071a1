import { createServer, type AddressInfo, type Server } from 'node:net';
import { COMMANDS_BY_USER, INTERFACES } from '@paceline/telephony/interfaces';
import { checkSwitch, type SwitchExpectations } from './switch-checks';

const GATEWAY_UP = 'Name    \tcarrier\nState   \tNOREG\nStatus  \tUP\n';

/** As `show api as json` lists them. */
const listed = (names: readonly string[]): string => JSON.stringify({ row_count: names.length, rows: names.map((name) => ({ name, description: '', syntax: '', ikey: 'mod' })) });
const ours = (kind: 'api' | 'app'): string[] => INTERFACES.filter((each) => each.kind === kind).map(({ name }) => name);

/** The replies of a switch on which everything is right. */
const healthy: Readonly<Record<string, string>> = {
  'version short': '1.11.2-release\n',
  'fsctl sps': '+OK sessions per second: 500\n',
  'fsctl max_sessions': '+OK max sessions: 5000\n',
  'sofia status gateway carrier': GATEWAY_UP,
  'global_getvar paceline_emergency_numbers': '911|933\n',
  'global_getvar paceline_emergency_gateway': 'carrier\n',
  'xml_locate dialplan context name paceline': '<extension name="nobody-acted">',
  'show api as json': listed(ours('api')),
  'show application as json': listed(ours('app')),
};

/** What was asked since the last start. */
const asked = new Set<string>();

let server: Server | undefined;

/** A switch that answers in pieces of a few bytes, as a network may deliver them. */
async function aSwitch(replies: Readonly<Record<string, string>>, greeting = 'Content-Type: auth/request\n\n'): Promise<number> {
  const listening = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    const say = (text: string): void => { for (let at = 0; at < text.length; at += 7) socket.write(text.slice(at, at + 7)); };
    say(greeting);
    let pending = '';
    socket.on('data', (chunk) => {
      pending += chunk.toString();
      for (let end = pending.indexOf('\n\n'); end !== -1; end = pending.indexOf('\n\n')) {
        const command = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (command.startsWith('auth ')) {
          say(`Content-Type: command/reply\nReply-Text: ${['auth secret', 'auth ClueCon'].includes(command) ? '+OK accepted' : '-ERR invalid'}\n\n`);
        } else {
          const question = command.replace(/^api /, '');
          asked.add(question.split(' ')[0] ?? '');
          const body = replies[question] ?? (/^(module_exists|file_exists) /.test(question) ? 'true' : '-ERR no reply\n');
          say(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);
        }
      }
    });
  });
  server = listening;
  await new Promise<void>((resolve) => { listening.listen(0, '127.0.0.1', resolve); });
  return (listening.address() as AddressInfo).port; // a TCP server that listens has one
}

afterEach(async () => {
  await new Promise<void>((resolve) => { if (server) server.close(() => { resolve(); }); else resolve(); });
  server = undefined;
});

const expectations = (port: number, changes: Partial<SwitchExpectations> = {}): SwitchExpectations => ({
  host: '127.0.0.1', port, password: 'secret', gateways: ['carrier'], promptsDir: '/prompts', prompts: ['safe-harbour-en.wav'], spoken: ['say-en-1.wav', 'say-en-2.wav'],
  recordingsDir: '/recordings', legsPerSec: 200, shortNumbers: [{ number: '911', gateway: 'carrier' }, { number: '933', gateway: 'carrier' }], ...changes,
});

describe('the doctor\'s questions to a switch', () => {
  it('find nothing on a switch that has all', async () => {
    const checks = await checkSwitch(expectations(await aSwitch(healthy)));
    expect(checks.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual(['event socket', 'password', 'version', 'commands', 'allowlist', 'sessions a second', 'sessions at once', 'gateway carrier', 'prompt', 'voices', 'recordings', 'emergency numbers', 'guard']);
  });

  it('are all on the list of what a switch is asked for, which has no other for them', async () => {
    asked.clear();
    await checkSwitch(expectations(await aSwitch(healthy)));
    expect([...asked].sort()).toEqual([...COMMANDS_BY_USER.doctor].sort());
  });

  it('do not ask for what a missing module would have, and name what the administrator allowed besides', async () => {
    const without = { 'module_exists mod_avmd': 'false', 'show application as json': listed(ours('app').filter((name) => !name.startsWith('avmd'))), 'show api as json': listed([...ours('api'), 'uuid_dump']) };
    const checks = await checkSwitch(expectations(await aSwitch({ ...healthy, ...without })));
    expect(checks.filter(({ result }) => result !== 'ok').map(({ name }) => name)).toEqual(['mod_avmd']);
    expect(checks.find(({ name }) => name === 'allowlist')?.detail).toContain('lets in besides: uuid_dump');
  });

  it.each([
    ['commands', { 'show application as json': listed(ours('app').filter((name) => name !== 'park')) }, 'failure', 'the application park (mod_dptools)'],
    ['commands', { 'show api as json': listed(ours('api').filter((name) => name !== 'sched_api')) }, 'failure', 'the command sched_api (mod_commands)'],
    ['commands', { 'show api as json': '-USAGE: codec|endpoint' }, 'warning', 'does not say'],
    ['commands', { 'show api as json': '{"row_count":2,"rows":[{"name":"show"}]}' }, 'warning', 'does not say'],
    ['allowlist', { 'show api as json': listed([...ours('api'), 'acl', 'system']) }, 'warning', '2 commands and applications that nobody needs, and system'],
    ['allowlist', { 'show application as json': listed([...ours('app'), 'bgsystem']) }, 'warning', 'bgsystem'],
    ['emergency numbers', { 'global_getvar paceline_emergency_numbers': 'none\n' }, 'warning', '911'],
    ['emergency numbers', { 'global_getvar paceline_emergency_numbers': '911|933|112\n' }, 'warning', '112'],
    ['emergency numbers', { 'global_getvar paceline_emergency_gateway': 'elsewhere\n' }, 'warning', 'elsewhere'],
    ['version', { 'version short': '1.10.11-release\n' }, 'failure', '1.10.12 or later'],
    ['version', { 'version short': '1.10.12-release\n' }, 'warning', '1.11.2'],
    ['mod_sofia', { 'module_exists mod_sofia': 'false' }, 'failure', 'nothing works'],
    ['mod_avmd', { 'module_exists mod_avmd': 'false' }, 'warning', 'beep'],
    // A limit of N admits N-1.
    ['sessions a second', { 'fsctl sps': '+OK sessions per second: 200\n' }, 'failure', 'at least 201'],
    ['gateway carrier', { 'sofia status gateway carrier': 'Invalid Gateway!\n' }, 'failure', 'does not know it'],
    ['gateway carrier', { 'sofia status gateway carrier': GATEWAY_UP.replace('NOREG', 'FAIL_WAIT') }, 'failure', 'FAIL_WAIT'],
    ['gateway carrier', { 'sofia status gateway carrier': GATEWAY_UP.replace('UP', 'DOWN') }, 'failure', 'is down'],
    ['prompt', { 'file_exists /prompts/safe-harbour-en.wav': 'false' }, 'failure', '/prompts/safe-harbour-en.wav'],
    ['voices', { 'file_exists /prompts/say-en-2.wav': 'false' }, 'warning', '1 of 2 pieces of what callers are told are missing, say-en-2.wav among them'],
    ['recordings', { 'file_exists /recordings': 'false' }, 'failure', '/recordings'],
    ['guard', { 'xml_locate dialplan context name paceline': 'can\'t find anything' }, 'failure', 'freeswitch-conf'],
  ])('name %s when %j', async (name, replies, result, detail) => {
    const wrong = (await checkSwitch(expectations(await aSwitch({ ...healthy, ...replies })))).filter((check) => check.result !== 'ok');
    expect(wrong).toEqual([{ name, result, detail: expect.stringContaining(detail) as string }]);
  });

  it('say what keeps them from asking', async () => {
    const said = async (port: number, changes: Partial<SwitchExpectations> = {}): Promise<string> =>
      (await checkSwitch(expectations(port, changes), 200)).map(({ result, detail }) => `${result}: ${detail}`).join();
    const port = await aSwitch(healthy);
    expect(await said(port, { password: 'wrong' })).toMatch(/^failure: .*refuses FREESWITCH_PASSWORD$/);
    expect(await said(port, { gateways: ['a\n\napi shutdown'] })).toContain('a line break in a setting');
    server?.close();
    expect(await said(await aSwitch({}, 'Content-Type: text/rude-rejection\n\n'))).toContain('ACL');
    server?.close();
    expect(await said(await aSwitch({}, ''))).toContain('no answer within 200 ms');
  });

  it('call the stock password what it is', async () => {
    const checks = await checkSwitch(expectations(await aSwitch(healthy), { password: 'ClueCon' }));
    expect(checks.filter(({ result }) => result !== 'ok').map(({ name, result }) => [name, result])).toEqual([['password', 'failure']]);
  });
});
