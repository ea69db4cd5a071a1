import { EventEmitter } from 'node:events';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { ScriptedSwitch, silence, until } from '@paceline/telephony/esl/fixtures/scripted-switch';
import { recordedFrames, wireOf } from '@paceline/telephony/esl/fixtures/transcript';
import { FrameParser } from '@paceline/telephony/esl/frame-parser';
import { Connection, Parser } from 'modesl';

const CHUNK_BYTES = 64 * 1024;
const CHANNEL = '4565ad22-1c52-41f0-9706-131944017d76';

/** How many two-chunk splits of a recorded stream were tried, and how many gave other frames than the whole. */
export function splits(): { readonly tried: number; readonly different: number } {
  const wire = wireOf(recordedFrames());
  const framesOf = (...chunks: Buffer[]): string => {
    const frames: string[] = [];
    const parser = new FrameParser(({ head, body }) => frames.push(`${head}\n\n${body?.toString('utf8') ?? ''}`));
    for (const chunk of chunks) parser.push(chunk);
    return frames.join('\0');
  };
  const whole = framesOf(wire);
  let different = 0;
  for (let at = 1; at < wire.length; at += 1) {
    if (framesOf(wire.subarray(0, at), wire.subarray(at)) !== whole) different += 1;
  }
  return { tried: wire.length - 1, different };
}

export interface BodyTimes { readonly smallMs: number; readonly largeMs: number }

/**
 * Milliseconds of CPU from the first chunk to the body as text, for bodies of 4 and 16 MB in chunks of 64 KB as
 * a socket gives them. In turn, and the best of so many: what else the machine does only ever adds.
 */
export function bodyTimes(of: 'paceline' | 'modesl', rounds: number): BodyTimes {
  const small = bodyWire(4);
  const large = bodyWire(16);
  let smallMs = Infinity;
  let largeMs = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    smallMs = Math.min(smallMs, parseMs(of, small));
    largeMs = Math.min(largeMs, parseMs(of, large));
  }
  return { smallMs, largeMs };
}

function bodyWire(megabytes: number): { readonly wire: Buffer; readonly bytes: number } {
  const bytes = megabytes * 1024 * 1024;
  return { wire: Buffer.concat([Buffer.from(`Content-Type: api/response\nContent-Length: ${bytes}\n\n`), Buffer.alloc(bytes, 'x')]), bytes };
}

function parseMs(of: 'paceline' | 'modesl', { wire, bytes }: { readonly wire: Buffer; readonly bytes: number }): number {
  let length = 0;
  const push = of === 'paceline'
    ? pusher((body) => { length = body.toString('utf8').length; })
    : modeslPusher((text) => { length = text.length; });
  const start = process.cpuUsage();
  for (let at = 0; at < wire.length; at += CHUNK_BYTES) push(wire.subarray(at, at + CHUNK_BYTES));
  const { user, system } = process.cpuUsage(start);
  if (length !== bytes) throw new Error(`${of} gave ${length} of ${bytes} bytes`);
  return (user + system) / 1000;
}

function pusher(onBody: (body: Buffer) => void): (chunk: Buffer) => void {
  const parser = new FrameParser(({ body }) => { if (body !== null) onBody(body); });
  return (chunk) => parser.push(chunk);
}

function modeslPusher(onBody: (text: string) => void): (chunk: Buffer) => void {
  const socket = new EventEmitter();
  // modesl only listens to the socket it is given.
  const parser = new Parser(socket as unknown as ConstructorParameters<typeof Parser>[0]);
  parser.on('esl::event', (event) => onBody(event.getBody()));
  return (chunk) => void socket.emit('data', chunk);
}

/** Whether modesl's parser throws in the socket's data handler when a reply has a `%` that encodes nothing. */
export function modeslThrowsOnPercent(): boolean {
  const push = modeslPusher(() => undefined);
  try {
    push(Buffer.from('Content-Type: command/reply\nReply-Text: -ERR 100%\n\n'));
    return false;
  } catch {
    return true;
  }
}

async function withSwitch<T>(test: (scripted: ScriptedSwitch, esl: EslSwitch) => Promise<T>): Promise<T> {
  const scripted = await ScriptedSwitch.start();
  const nothing = (): void => undefined;
  const esl = new EslSwitch({
    host: '127.0.0.1', port: scripted.port, password: scripted.password, promptsDir: 'prompts', recordingsDir: 'recordings',
    log: { info: nothing, warn: nothing, error: nothing },
  });
  await esl.connect();
  try {
    return await test(scripted, esl);
  } finally {
    await esl.close();
    await scripted.stop();
  }
}

/** Whether replies and events with malformed `%` leave the connection and the order of its replies as they were. */
export function survivesPercent(): Promise<boolean> {
  return withSwitch(async (scripted, esl) => {
    let beeps = 0;
    let ups = 0;
    esl.onEvent((event) => { if (event.type === 'channel-digit') beeps += 1; });
    esl.onLink(() => { ups += 1; });
    scripted.on('api uuid_kill', '-ERR 100% %zz %');
    const plain = `Event-Name: DTMF\nUnique-ID: ${CHANNEL}\nDTMF-Digit: 5\nvariable_x: 100% %zz %E0%A4\n\n`;
    scripted.raw(`Content-Length: ${plain.length}\nContent-Type: text/event-plain\n\n${plain}`);
    const result = await esl.hangup(CHANNEL);
    await until('the event', () => beeps === 1);
    return !result.ok && result.kind === 'refused' && result.text === '-ERR 100% %zz %' && ups === 0 && esl.up;
  });
}

/** How many of so many interleaved sendmsg, bgapi and api commands got another command's answer. */
export function mismatched(count: number): Promise<number> {
  return withSwitch(async (scripted, esl) => {
    answerByName(scripted);
    scripted.on('bgapi uuid_bridge', (command) => `+OK ${nameOf(command)}\n`);
    const wrong = await Promise.all(Array.from({ length: count }, async (_, i) => {
      const name = uuidOf(i);
      const result = await (i % 3 === 0 ? esl.execute(CHANNEL, 'playback', 'a.wav', name) : i % 3 === 1 ? esl.bridge(name, CHANNEL) : esl.hangup(name));
      return result.ok && result.text === `+OK ${name}` ? 0 : 1;
    }));
    return wrong.reduce<number>((sum, one) => sum + one, 0);
  });
}

/** The same of raw modesl: of its `sendRecv` commands between `execute`s, how many got another's reply or none. */
export async function modeslMismatched(count: number): Promise<number> {
  const scripted = await ScriptedSwitch.start();
  answerByName(scripted);
  const peer = await connectModesl(scripted);
  let right = 0;
  for (let i = 0; i < count; i += 1) {
    const name = uuidOf(i);
    if (i % 3 === 0) peer.execute('playback', 'a.wav', name);
    else peer.sendRecv(`noevents ${name}`, (reply) => { if (reply.getHeader('Reply-Text') === `+OK ${name}`) right += 1; });
  }
  await until('the commands', () => scripted.commands.length >= count);
  await new Promise<void>((resolve) => peer.api('status', () => resolve()));
  peer.socket?.destroy();
  await scripted.stop();
  return count - Math.ceil(count / 3) - right;
}

/** Milliseconds from the reset of the socket until the last of so many commands was settled. */
export function settleMs(count: number): Promise<number> {
  return withSwitch(async (scripted, esl) => {
    scripted.on('', silence);
    const commands = Array.from({ length: count }, (_, i) => i % 2 === 0 ? esl.bridge(CHANNEL, CHANNEL) : esl.hangup(CHANNEL));
    await until('the commands', () => scripted.commands.length >= count);
    const startMs = performance.now();
    scripted.reset();
    await Promise.all(commands);
    return performance.now() - startMs;
  });
}

/** How many of modesl's callbacks have not been called a second after the reset. */
export async function modeslUnsettled(count: number, waitMs: number): Promise<number> {
  const scripted = await ScriptedSwitch.start();
  const peer = await connectModesl(scripted);
  scripted.on('', silence);
  let settled = 0;
  for (let i = 0; i < count; i += 1) peer.api('status', () => { settled += 1; });
  await until('the commands', () => scripted.commands.length >= count);
  scripted.reset();
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  peer.socket?.destroy();
  await scripted.stop();
  return count - settled;
}

async function connectModesl(scripted: ScriptedSwitch): Promise<Connection> {
  const peer = await new Promise<Connection>((resolve) => {
    const connection: Connection = new Connection('127.0.0.1', scripted.port, scripted.password, () => resolve(connection));
  });
  // Without a listener an EventEmitter throws its errors.
  peer.on('error', () => undefined);
  await new Promise<void>((resolve) => peer.api('status', () => resolve()));
  return peer;
}

/** Every command is answered with the UUID that it names. */
function answerByName(scripted: ScriptedSwitch): void {
  for (const beginning of ['sendmsg', 'api uuid_kill', 'noevents']) scripted.on(beginning, (command) => `+OK ${nameOf(command)}`);
}

function nameOf(command: string): string {
  return command.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)?.find((uuid) => uuid !== CHANNEL) ?? '';
}

function uuidOf(i: number): string {
  return `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
}
