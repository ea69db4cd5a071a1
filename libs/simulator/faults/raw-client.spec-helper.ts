import { connect } from 'node:net';
import { SimulatedSwitch, type SimulatorOptions } from '../index';

/** An authenticated client that writes commands and remembers the bytes it got, as they came. */
export interface RawClient {
  send(command: string): void;
  /** Everything so far. */
  heard(): string;
  /** One after the other, as the socket gave them. */
  readonly chunks: readonly Buffer[];
  /** Why the socket ended; undefined while it lives. */
  ended(): string | undefined;
  close(): void;
}

/** One switch a test and its clients; all are ended with the test. */
export interface FaultBench {
  start(options?: Partial<SimulatorOptions>): Promise<SimulatedSwitch>;
  client(): RawClient;
}

export function useFaultBench(): FaultBench {
  const clients: RawClient[] = [];
  let simulated: SimulatedSwitch | undefined;
  let port = 0;
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    simulated?.heal();
    await simulated?.stop();
  });
  return {
    start: async (options = {}) => {
      simulated = new SimulatedSwitch({ heartbeatMs: 600_000, ...options });
      ({ port } = await simulated.start());
      return simulated;
    },
    client: () => {
      const client = rawClient(port);
      clients.push(client);
      return client;
    },
  };
}

function rawClient(port: number): RawClient {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  let ended: string | undefined;
  socket.on('data', (chunk: Buffer) => { chunks.push(chunk); });
  socket.on('error', (error: NodeJS.ErrnoException) => { ended = error.code; });
  socket.on('close', () => { ended ??= 'closed'; });
  socket.write('auth ClueCon\n\n');
  return {
    chunks,
    send: (command) => { socket.write(`${command}\n\n`); },
    heard: () => Buffer.concat(chunks).toString(),
    ended: () => ended,
    close: () => { socket.destroy(); },
  };
}

/** A call to the numbering plan of test/switch/README.md. */
export const originate = (uuid: string, number: string, variables = ''): string =>
  `bgapi originate {origination_uuid=${uuid},ignore_early_media=true${variables}}sofia/gateway/carrier/${number} &park()\nJob-UUID: job-${uuid}`;

/** Answers at once and stays. */
export const STAYS = '55509900';
export const AGENT = 'agent1001';

/** The names of the channel's events in `event plain`, in the order in which they came. */
export function eventsOf(client: RawClient, channelId: string): string[] {
  return client.heard().split('Content-Type: text/event-plain')
    .filter((frame) => frame.includes(`\nUnique-ID: ${channelId}\n`)).map((frame) => /Event-Name: (\w+)/.exec(frame)?.[1] ?? '');
}

export function count(client: RawClient, event: string, channelId: string): number {
  return eventsOf(client, channelId).filter((name) => name === event).length;
}

/** What came of a background job; undefined before. */
export function resultOf(client: RawClient, job: string): string | undefined {
  return new RegExp(`Job-UUID: ${job}\\nJob-Command: [^]*?\\n\\n([^\\n]*)\\n`).exec(client.heard())?.[1];
}
