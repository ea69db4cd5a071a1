import { connect, type Socket } from 'node:net';
import type { CommandLine, DoctorCommand } from '@paceline/telephony/interfaces';
import type { Check } from './check';
import { checkInterfaces, namesIn } from './interface-checks';

/** The switch, and what the worker expects of it. Folders and files as the switch sees them. */
export interface SwitchExpectations {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  readonly gateways: readonly string[];
  readonly promptsDir: string;
  readonly prompts: readonly string[];
  /** What callers who wait are told, in pieces. */
  readonly spoken: readonly string[];
  readonly recordingsDir: string;
  /** Short numbers that a person may dial by hand, with the gateway that they go through. */
  readonly shortNumbers: readonly { readonly number: string; readonly gateway: string }[];
  /** New legs a second that the settings may ask for; agents' and inbound legs count too. */
  readonly legsPerSec: number;
}

const STOCK_PASSWORD = 'ClueCon';
const OLDEST = [1, 10, 12] as const;
/** First release with the security fixes that production needs. */
const OLDEST_IN_PRODUCTION = [1, 11, 2] as const;

/** What is lost without a module; `undefined`: everything is. */
const MODULES: Readonly<Record<string, string | undefined>> = {
  mod_sofia: undefined,
  mod_dptools: undefined,
  mod_dialplan_xml: undefined,
  mod_sndfile: undefined,
  mod_tone_stream: 'the tone before a call',
  mod_local_stream: 'music for callers who wait',
  mod_conference: 'three-way calls',
  mod_rtc: 'browsers as agents\' phones',
  mod_opus: 'wide-band audio for browsers',
  mod_avmd: 'the beep of answering machines',
};

/** Asks a running switch whether it is what the dialer needs. Never rejects: what it cannot ask is a failure. */
export async function checkSwitch(expected: SwitchExpectations, timeoutMs = 5_000): Promise<readonly Check[]> {
  const address = `${expected.host}:${expected.port}`;
  let session: EventSocket;
  try {
    session = await EventSocket.open(expected, timeoutMs);
  } catch (error) {
    return [failure('event socket', `${address}: ${reasonOf(error)}`)];
  }
  try {
    return [ok('event socket', `${address} answers`), passwordCheck(expected.password), ...await ask(session, expected)];
  } catch (error) {
    return [failure('event socket', `${address} stopped answering: ${reasonOf(error)}`)];
  } finally {
    session.close();
  }
}

async function ask(session: EventSocket, expected: SwitchExpectations): Promise<Check[]> {
  const checks = [versionCheck(await session.api('version short'))];
  const missing = new Set<string>();
  for (const [module, lost] of Object.entries(MODULES)) {
    if (await session.api(`module_exists ${module}`) === 'true') continue;
    missing.add(module);
    checks.push(lost === undefined ? failure(module, 'is not loaded; nothing works without it') : warning(module, `is not loaded; missing: ${lost}`));
  }
  const [api, app] = [namesIn(await session.api('show api as json')), namesIn(await session.api('show application as json'))];
  checks.push(...api !== null && app !== null ? checkInterfaces({ api, app }, missing) : [warning('commands', 'the switch does not say which it has')]);
  checks.push(limitCheck('sessions a second', await session.api('fsctl sps'), expected.legsPerSec + 1, 'PACELINE_SPS'));
  checks.push(limitCheck('sessions at once', await session.api('fsctl max_sessions'), 2, 'PACELINE_MAX_SESSIONS'));
  for (const gateway of expected.gateways) checks.push(gatewayCheck(gateway, await session.api(`sofia status gateway ${gateway}`)));
  for (const prompt of expected.prompts) checks.push(await fileCheck(session, 'prompt', `${expected.promptsDir}/${prompt}`));
  checks.push(await spokenCheck(session, expected));
  checks.push(await fileCheck(session, 'recordings', expected.recordingsDir));
  checks.push(await emergencyCheck(session, expected.shortNumbers));
  checks.push((await session.api('xml_locate dialplan context name paceline')).includes('name="nobody-acted"')
    ? ok('guard', 'the switch ends abandoned calls by itself')
    : failure('guard', 'the switch was not started from freeswitch-conf/: calls to customers go to its dialplan when they are answered, and end without it'));
  return checks;
}

/** A missing piece is a gap in a sentence, and nobody is told. */
async function spokenCheck(session: EventSocket, { promptsDir, spoken }: SwitchExpectations): Promise<Check> {
  const missing: string[] = [];
  for (const prompt of spoken) if (await session.api(`file_exists ${promptsDir}/${prompt}`) !== 'true') missing.push(prompt);
  const [first] = missing;
  if (first === undefined) return ok('voices', `all ${spoken.length} pieces of what callers are told are there`);
  return warning('voices', `${missing.length} of ${spoken.length} pieces of what callers are told are missing, ${first} among them: copy freeswitch-conf/prompts/say-*.wav to ${promptsDir}`);
}

/** Agents' phones dial them without Paceline: the switch must know the same as the gateways' settings. */
async function emergencyCheck(session: EventSocket, expected: SwitchExpectations['shortNumbers']): Promise<Check> {
  const [numbers, gateway] = [await session.api('global_getvar paceline_emergency_numbers'), await session.api('global_getvar paceline_emergency_gateway')];
  const named = ['none', ''].includes(numbers) ? [] : numbers.split('|');
  const differs = expected.find((one) => !named.includes(one.number) || one.gateway !== gateway)?.number ?? named.find((number) => !expected.some((one) => one.number === number));
  if (differs !== undefined) {
    return warning('emergency numbers', `${differs}: agents' phones dial ${named.join(', ') || 'none'} through ${gateway} (PACELINE_EMERGENCY_NUMBERS, PACELINE_EMERGENCY_GATEWAY), the gateways' shortNumbers say otherwise`);
  }
  return ok('emergency numbers', named.length === 0 ? 'none may be dialed by agents\' phones' : `${named.join(', ')} through ${gateway}`);
}

function passwordCheck(password: string): Check {
  return password === STOCK_PASSWORD ? failure('password', 'is the stock one; whoever reaches the port owns the switch') : ok('password', 'is not the stock one');
}

function versionCheck(version: string): Check {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (!numbers) return warning('version', `"${version}" is not one that we know`);
  const older = (than: readonly number[]): boolean => {
    const at = numbers.findIndex((number, index) => number !== than[index]);
    return at !== -1 && (numbers[at] ?? 0) < (than[at] ?? 0);
  };
  if (older(OLDEST)) return failure('version', `${version}; ${OLDEST.join('.')} or later is needed`);
  return older(OLDEST_IN_PRODUCTION) ? warning('version', `${version}; in production take ${OLDEST_IN_PRODUCTION.join('.')} or later, for its security fixes`) : ok('version', version);
}

function limitCheck(name: string, reply: string, atLeast: number, variable: string): Check {
  const limit = /:\s*(\d+)/.exec(reply)?.[1];
  if (limit === undefined) return warning(name, `"${reply}" is no limit that we understand`);
  return Number(limit) >= atLeast ? ok(name, limit) : failure(name, `${limit}, at least ${atLeast} needed: raise ${variable}`);
}

function gatewayCheck(gateway: string, reply: string): Check {
  const field = (name: string): string => new RegExp(`^${name}\\s+(.*)$`, 'm').exec(reply)?.[1]?.trim() ?? '';
  const state = field('State');
  const name = `gateway ${gateway}`;
  if (state === '') return failure(name, 'the switch does not know it: PACELINE_GATEWAY_PROXY, or a file in gateways/');
  if (!['NOREG', 'REGED'].includes(state)) return failure(name, `is not registered (${state})`);
  return field('Status').startsWith('UP') ? ok(name, `${state}, up`) : failure(name, 'is down: it does not answer');
}

async function fileCheck(session: EventSocket, name: string, file: string): Promise<Check> {
  return await session.api(`file_exists ${file}`) === 'true' ? ok(name, file) : failure(name, `the switch sees no ${file}`);
}

const ok = (name: string, detail: string): Check => ({ name, result: 'ok', detail });
const warning = (name: string, detail: string): Check => ({ name, result: 'warning', detail });
const failure = (name: string, detail: string): Check => ({ name, result: 'failure', detail });
const reasonOf = (error: unknown): string => error instanceof Error ? error.message : String(error);

interface Reply { readonly type: string; readonly text: string; readonly body: string }

/** Just enough of an event socket to ask one thing after the other; the doctor must not depend on what it examines. */
class EventSocket {
  private pending = Buffer.alloc(0);
  private readonly replies: Reply[] = [];
  private wake: () => void = () => undefined;
  private lost: Error | undefined;

  private constructor(private readonly socket: Socket, private readonly timeoutMs: number) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => { this.pending = Buffer.concat([this.pending, chunk]); this.parse(); this.wake(); });
    socket.on('error', (error) => { this.lost = error; this.wake(); });
    socket.on('close', () => { this.lost ??= new Error('the switch closed the connection (its ACL, PACELINE_ESL_CIDR?)'); this.wake(); });
  }

  static async open(target: Pick<SwitchExpectations, 'host' | 'port' | 'password'>, timeoutMs: number): Promise<EventSocket> {
    const session = new EventSocket(connect(target.port, target.host), timeoutMs);
    try {
      const greeting = await session.next();
      if (greeting.type !== 'auth/request') throw new Error(`is no event socket: it says ${greeting.type || 'nothing'} (text/rude-rejection is its ACL)`);
      const answer = await session.command(`auth ${target.password}`);
      if (!answer.text.startsWith('+OK')) throw new Error('refuses FREESWITCH_PASSWORD');
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  async api(command: CommandLine<DoctorCommand>): Promise<string> {
    return (await this.command(`api ${command}`)).body.trim();
  }

  close(): void {
    this.socket.destroy();
  }

  private command(command: string): Promise<Reply> {
    // A line break would end this command and begin another one of the switch's.
    if (/[\r\n]/.test(command)) throw new Error('a line break in a setting');
    this.socket.write(`${command}\n\n`);
    return this.next();
  }

  private async next(): Promise<Reply> {
    const deadlineAt = performance.now() + this.timeoutMs;
    for (;;) {
      const reply = this.replies.shift();
      if (reply) return reply;
      if (this.lost) throw this.lost;
      const leftMs = deadlineAt - performance.now();
      if (leftMs <= 0) throw new Error(`no answer within ${this.timeoutMs} ms`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.wake = () => { clearTimeout(timer); resolve(); };
      });
    }
  }

  private parse(): void {
    for (;;) {
      const end = this.pending.indexOf('\n\n');
      if (end === -1) return;
      const head = this.pending.toString('utf8', 0, end);
      const header = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
      const after = end + 2 + Number(header('Content-Length') || 0);
      if (this.pending.length < after) return;
      this.replies.push({ type: header('Content-Type'), text: header('Reply-Text'), body: this.pending.toString('utf8', end + 2, after) });
      this.pending = this.pending.subarray(after);
    }
  }
}
