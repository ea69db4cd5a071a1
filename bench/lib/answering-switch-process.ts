import { createServer, type AddressInfo, type Socket } from 'node:net';
import { eventFrame, readLines } from '@paceline/telephony/esl/fixtures/transcript';
import type { AnswerOrder, AnswerReport } from './answering-switch';

/** The process behind `AnsweringSwitch`. */
const TICK_MS = 4;
const BRIDGE_MS = 45;
const SETTLE_MS = 1_000;
const BRIDGE = /uuid_bridge ([0-9a-f-]{36}) ([0-9a-f-]{36})/;

let client: Socket | null = null;
let sequence = 0;
let talkMs = 0;
const answeredAtMs = new Map<string, number>();
const bridgedAfterMs: number[] = [];

const server = createServer({ noDelay: true }, (socket) => {
  client = socket;
  socket.on('error', () => { socket.destroy(); });
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    const readAtMs = performance.now();
    text += chunk.toString();
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      take(socket, text.slice(0, end), readAtMs);
      text = text.slice(end + 2);
    }
  });
  socket.write('Content-Type: auth/request\n\n');
});

function take(socket: Socket, command: string, readAtMs: number): void {
  const bridge = BRIDGE.exec(command);
  if (bridge !== null) bridged(bridge[1] ?? '', bridge[2] ?? '', readAtMs);
  if (command.startsWith('api ')) { socket.write('Content-Type: api/response\nContent-Length: 4\n\n+OK\n'); return; }
  const jobId = /^Job-UUID: (.*)$/m.exec(command)?.[1];
  socket.write(`Content-Type: command/reply\nReply-Text: ${command.startsWith('auth ') ? '+OK accepted' : '+OK'}\n\n`);
  if (jobId !== undefined) send({ 'Event-Name': 'BACKGROUND_JOB', 'Job-UUID': jobId, '_body': '+OK\n' });
}

function bridged(callId: string, legId: string, readAtMs: number): void {
  const since = answeredAtMs.get(callId);
  if (since === undefined) return;
  answeredAtMs.delete(callId);
  bridgedAfterMs.push(readAtMs - since);
  setTimeout(() => { send({ 'Event-Name': 'CHANNEL_BRIDGE', 'Unique-ID': callId, 'Bridge-A-Unique-ID': callId, 'Bridge-B-Unique-ID': legId, 'Other-Leg-Unique-ID': legId }); }, BRIDGE_MS);
  setTimeout(() => { send({ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', 'Unique-ID': callId, 'Hangup-Cause': 'NORMAL_CLEARING' }); }, BRIDGE_MS + talkMs);
}

function send(event: Readonly<Record<string, string>>): void {
  client?.write(eventFrame({ ...event, 'Core-UUID': 'core', 'Event-Sequence': String(sequence++), 'Event-Date-Timestamp': String(Date.now() * 1000) }));
}

async function play(order: AnswerOrder): Promise<AnswerReport> {
  ({ talkMs } = order);
  const others = readLines<Record<string, string>>(order.otherEvents).map((event) => eventFrame(event));
  const answer = readLines<Record<string, string>>(order.otherEvents).find((event) => event['Event-Name'] === 'CHANNEL_ANSWER') ?? {};
  let sent = 0;
  let answered = 0;
  const beganAtMs = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsedSec = (performance.now() - beganAtMs) / 1000;
      const batch: Buffer[] = [];
      for (; sent < elapsedSec * order.otherEventsPerSec; sent++) batch.push(others[sent % others.length] ?? Buffer.alloc(0));
      // Half of the others come before the answer and half behind it, as on a busy socket.
      const half = Math.floor(batch.length / 2);
      if (half > 0) client?.write(Buffer.concat(batch.slice(0, half)));
      for (; answered < elapsedSec * order.answersPerSec && answered < order.answering.length; answered++) {
        const callId = order.answering[answered] ?? '';
        const frame = eventFrame({ ...answer, 'Unique-ID': callId, 'Event-Sequence': String(sequence++), 'Event-Date-Timestamp': String(Date.now() * 1000) });
        const park = eventFrame({ ...answer, 'Event-Name': 'CHANNEL_PARK', 'Unique-ID': callId, 'Event-Sequence': String(sequence++), 'Event-Date-Timestamp': String(Date.now() * 1000) });
        answeredAtMs.set(callId, performance.now());
        // A real switch parks up to 27 ms later; here at once, so that only the measured process is waited for.
        client?.write(Buffer.concat([frame, park]));
      }
      if (batch.length > half) client?.write(Buffer.concat(batch.slice(half)));
      if (answered < order.answering.length) return;
      clearInterval(timer);
      setTimeout(resolve, SETTLE_MS);
    }, TICK_MS);
  });
  return { bridgedAfterMs, answered, unanswered: answeredAtMs.size, otherEvents: sent };
}

process.on('message', (order: AnswerOrder) => {
  bridgedAfterMs.length = 0;
  answeredAtMs.clear();
  play(order).then((report) => process.send?.(report), (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
// A TCP server that listens has an address of this kind.
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
