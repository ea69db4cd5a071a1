import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { eventFrame, readLines } from '@paceline/telephony/esl/fixtures/transcript';
import type { StreamOrder } from './event-source';

/** The process behind `EventSource`. */
const sockets = new Set<Socket>();
const SEQUENCE_DIGITS = 9;
const BATCH_BYTES = 256 * 1024;

const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => socket.destroy());
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      answer(socket, text.slice(0, end));
      text = text.slice(end + 2);
    }
  });
  socket.write('Content-Type: auth/request\n\n');
});

function answer(socket: Socket, command: string): void {
  if (command.startsWith('api ')) return void socket.write('Content-Type: api/response\nContent-Length: 4\n\n+OK\n');
  socket.write(`Content-Type: command/reply\nReply-Text: ${command.startsWith('auth ') ? '+OK accepted' : '+OK'}\n\n`);
  const jobId = /^Job-UUID: (.*)$/m.exec(command)?.[1];
  if (jobId !== undefined) {
    socket.write(eventFrame({ 'Event-Name': 'BACKGROUND_JOB', 'Core-UUID': 'core', 'Job-UUID': jobId, '_body': '+OK\n' }));
  }
}

/** A frame cut at its sequence number, which has the same width for every repetition. */
function template(event: Readonly<Record<string, string>>): readonly [Buffer, Buffer] {
  const mark = '#'.repeat(SEQUENCE_DIGITS);
  const frame = eventFrame({ ...event, 'Event-Sequence': mark });
  const at = frame.indexOf(`"Event-Sequence":"${mark}"`) + '"Event-Sequence":"'.length;
  return [frame.subarray(0, at), frame.subarray(at + SEQUENCE_DIGITS)];
}

async function stream(order: StreamOrder): Promise<void> {
  const templates = readLines<Record<string, string>>(order.file)
    .filter((event) => order.names.length === 0 || order.names.includes(event['Event-Name'] ?? '')).map(template);
  const last = template({ 'Event-Name': 'HEARTBEAT', 'Core-UUID': 'core', 'Event-Sequence': '' });
  const [socket] = sockets;
  if (socket === undefined) throw new Error('nobody is connected');
  let batch: Buffer[] = [];
  let bytes = 0;
  for (let i = 0; i <= order.count; i += 1) {
    const [before, after] = (i < order.count ? templates[i % templates.length] : undefined) ?? last;
    batch.push(before, Buffer.from(String(i).padStart(SEQUENCE_DIGITS, '0')), after);
    bytes += before.length + SEQUENCE_DIGITS + after.length;
    if (bytes < BATCH_BYTES && i < order.count) continue;
    if (!socket.write(Buffer.concat(batch))) await once(socket, 'drain');
    batch = [];
    bytes = 0;
  }
}

process.on('message', (order: StreamOrder) => {
  stream(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
// A TCP server that listens has an address of this kind.
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
