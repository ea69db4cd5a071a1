import { readLines } from '@paceline/telephony/esl/fixtures/transcript';
import { EslSwitch } from '@paceline/telephony/esl/esl-switch';
import { Connection, type Event } from 'modesl';
import { EventSource, type StreamOrder } from './event-source';

/** The events that Paceline subscribes to; what is received beside them is not told to anybody. */
export const USED_EVENTS: readonly string[] = [
  'CHANNEL_CREATE', 'CHANNEL_PROGRESS', 'CHANNEL_PROGRESS_MEDIA', 'CHANNEL_ANSWER', 'CHANNEL_PARK', 'CHANNEL_BRIDGE', 'CHANNEL_UNBRIDGE',
  'CHANNEL_HANGUP', 'CHANNEL_HANGUP_COMPLETE', 'CHANNEL_DESTROY', 'CHANNEL_EXECUTE_COMPLETE', 'DTMF', 'CHANNEL_HOLD', 'CHANNEL_UNHOLD',
  'PLAYBACK_STOP', 'RECORD_START', 'RECORD_STOP', 'BACKGROUND_JOB', 'HEARTBEAT',
];

export interface Round {
  readonly eventsPerSec: number;
  readonly cpuUsPerEvent: number;
  /** Used events that never came, came twice, or that nobody asked for. */
  readonly lost: number;
  /** Used events that came after a later one of the same channel. */
  readonly reordered: number;
}

type Heard = (channelId: string, sequence: number) => void;

/** Everything from the socket to a listener, in Paceline. */
export async function paceline(source: EventSource, order: StreamOrder): Promise<Round> {
  const silent = (): void => undefined;
  const subject = new EslSwitch({
    host: '127.0.0.1', port: source.port, password: 'x', promptsDir: 'prompts', recordingsDir: 'recordings',
    log: { info: silent, warn: silent, error: silent },
  });
  await subject.connect();
  const round = await measure(order, () => source.stream(order), (heard) => {
    subject.onEvent((event) => heard('channelId' in event ? event.channelId : '', event.sequence));
  });
  await subject.close();
  return round;
}

/** The same from modesl as it is: JSON events, and a listener for each used event that reads two headers and maps nothing. */
export async function rawModesl(source: EventSource, order: StreamOrder): Promise<Round> {
  const peer = await new Promise<Connection>((resolve) => {
    const connection: Connection = new Connection('127.0.0.1', source.port, 'x', () => resolve(connection));
  });
  await new Promise<void>((resolve) => peer.events('json', [...USED_EVENTS], () => resolve()));
  const round = await measure(order, () => source.stream(order), (heard) => {
    for (const name of USED_EVENTS) {
      peer.on(`esl::event::${name}::*`, (event: Event) => heard(event.getHeader('Unique-ID') ?? '', Number(event.getHeader('Event-Sequence'))));
    }
  });
  await new Promise<void>((resolve) => {
    peer.socket?.on('close', () => resolve());
    peer.socket?.destroy();
  });
  return round;
}

async function measure(order: StreamOrder, start: () => void, listen: (heard: Heard) => void): Promise<Round> {
  const times = new Uint8Array(order.count + 1);
  const latest = new Map<string, number>();
  let reordered = 0;
  const ended = new Promise<void>((resolve) => {
    listen((channelId, sequence) => {
      times[sequence] = (times[sequence] ?? 0) + 1;
      if (channelId !== '') {
        if (sequence < (latest.get(channelId) ?? -1)) reordered += 1;
        latest.set(channelId, sequence);
      }
      if (sequence === order.count) resolve();
    });
  });
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  start();
  await ended;
  const seconds = (performance.now() - startMs) / 1000;
  const cpu = process.cpuUsage(startCpu);
  return {
    eventsPerSec: order.count / seconds,
    cpuUsPerEvent: (cpu.user + cpu.system) / order.count,
    lost: wrong(order, times),
    reordered,
  };
}

/** Independent of both: what must have come is computed from the file. */
function wrong(order: StreamOrder, times: Uint8Array): number {
  const used = readLines<Record<string, string>>(order.file).map((event) => event['Event-Name'] ?? '')
    .filter((name) => order.names.length === 0 || order.names.includes(name)).map((name) => USED_EVENTS.includes(name));
  let count = times[order.count] === 1 ? 0 : 1;
  for (let i = 0; i < order.count; i += 1) {
    if (times[i] !== (used[i % used.length] === true ? 1 : 0)) count += 1;
  }
  return count;
}
