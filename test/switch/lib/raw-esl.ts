import { connect, type Socket } from 'node:net';
import { readEvent, readHeaders, type RawEvent, type RawFrame } from './raw-frame';
import type { Transcript } from './transcript';

interface Waiter { readonly matches: (frame: RawFrame) => boolean; readonly resolve: (frame: RawFrame) => void }

/** The smallest event-socket client: what goes over the wire and nothing else, so that it tests the switch. */
export class RawEsl {
  /** Every event since the connection opened, in the order of the wire. */
  readonly events: RawEvent[] = [];
  /** Replies, responses and notices, in the order of the wire. */
  readonly frames: RawFrame[] = [];
  closed = false;
  private pending: Buffer = Buffer.alloc(0);
  private readonly waiters: Waiter[] = [];
  private readonly watchers = new Set<() => void>();

  private constructor(private readonly socket: Socket, private readonly transcript: Transcript | null) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => { this.feed(chunk); });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      transcript?.closed();
      this.notify();
    });
  }

  static open(host: string, port: number, transcript: Transcript | null = null): Promise<RawEsl> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host);
      socket.once('error', reject);
      socket.once('connect', () => { resolve(new RawEsl(socket, transcript)); });
    });
  }

  /**
   * One after the other, each greeted before the next knocks. A switch keeps five who knock waiting (mod_event_socket's
   * backlog, 1.11.2); of twenty at once some were never greeted.
   */
  private static async greeted(host: string, port: number, transcript: Transcript | null): Promise<RawEsl> {
    const knocked = RawEsl.door.then(async () => {
      const client = await RawEsl.open(host, port, transcript);
      await client.until(() => client.frames.length > 0, 'auth/request');
      return client;
    });
    RawEsl.door = knocked.catch(() => undefined); // the caller sees the error; the next one knocks
    return await knocked;
  }

  private static door: Promise<unknown> = Promise.resolve();

  /** Connects, authenticates and subscribes. */
  static async login(host: string, port: number, password: string, subscribe: string | null, transcript: Transcript | null = null): Promise<RawEsl> {
    const client = await RawEsl.greeted(host, port, transcript);
    // A transcript shows the stock password in place of the real one.
    const { headers } = await client.exchange(`auth ${password}`, 'command/reply', 'auth ClueCon');
    if (headers['Reply-Text'] !== '+OK accepted') throw new Error(`the switch refused the password: ${headers['Reply-Text'] ?? ''}`);
    if (subscribe !== null) await client.command(subscribe);
    return client;
  }

  /** Sends a command and resolves with its Reply-Text. */
  async command(text: string): Promise<string> {
    const frame = await this.exchange(text, 'command/reply');
    return frame.headers['Reply-Text'] ?? '';
  }

  /** Sends `api …` and resolves with the body of the response. */
  async api(text: string): Promise<string> {
    return (await this.exchange(`api ${text}`, 'api/response')).body;
  }

  /** Sends `bgapi …` with a job id of our own; the result is the event, which `jobResult` waits for. */
  async bgapi(text: string, jobId: string): Promise<string> {
    return this.command(`bgapi ${text}\nJob-UUID: ${jobId}`);
  }

  write(text: string): void {
    this.transcript?.sent(text);
    this.socket.write(text);
  }

  /** Waits until `condition` holds; looked at after every frame. Rejects, naming `what`, when the deadline passes. */
  until(condition: () => boolean, what: string, deadlineMs = 15_000): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        reject(new Error(`the switch did not say in ${deadlineMs} ms: ${what}`));
      }, deadlineMs);
      const look = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
    });
  }

  /** The first event (from the beginning) that matches, waiting for it if need be. */
  async event(matches: (event: RawEvent) => boolean, what: string, deadlineMs?: number): Promise<RawEvent> {
    await this.until(() => this.events.some(matches), what, deadlineMs);
    const found = this.events.find(matches);
    if (!found) throw new Error(`lost: ${what}`);
    return found;
  }

  close(): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.socket.end();
    return new Promise((resolve) => { this.socket.once('close', () => { resolve(); }); });
  }

  private exchange(text: string, contentType: string, shown = text): Promise<RawFrame> {
    return new Promise((resolve) => {
      this.transcript?.sent(shown);
      this.waiters.push({ matches: (frame) => frame.headers['Content-Type'] === contentType, resolve });
      this.socket.write(`${text}\n\n`);
    });
  }

  private feed(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (;;) {
      const blank = this.pending.indexOf('\n\n');
      if (blank < 0) break;
      const headers = readHeaders(this.pending.toString('utf8', 0, blank), false);
      const length = Number(headers['Content-Length'] ?? 0);
      if (this.pending.length < blank + 2 + length) break;
      const body = this.pending.toString('utf8', blank + 2, blank + 2 + length);
      this.pending = this.pending.subarray(blank + 2 + length);
      this.take({ headers, body });
    }
    this.notify();
  }

  private take(frame: RawFrame): void {
    const type = frame.headers['Content-Type'] ?? '';
    const event = type.startsWith('text/event-') ? readEvent(frame) : null;
    if (event !== null && type === 'text/event-json') this.transcript?.event(event);
    else this.transcript?.received(frame);
    if (event !== null) {
      this.events.push(event);
      return;
    }
    this.frames.push(frame);
    const index = this.waiters.findIndex((waiter) => waiter.matches(frame));
    if (index >= 0) this.waiters.splice(index, 1)[0]?.resolve(frame);
  }

  private notify(): void {
    for (const look of [...this.watchers]) look();
  }
}
