import { performance } from 'node:perf_hooks';
import { connect, type Socket } from 'node:net';
import { Connection, Event } from 'modesl';
import { eventIn } from './event-body';
import type { EventHeaders } from './event-headers';
import { FrameParser, headersOf, type Frame } from './frame-parser';
import { safeLine } from './safe-argument';

export interface ConnectionHooks {
  /** Never called after `onClosed`. */
  onEvent(event: EventHeaders): void;
  onAuthenticated(): void;
  /** The password was refused, or our address. The switch closes the socket next. */
  onAccessRefused(reason: string): void;
  /** Once; the socket is gone, whoever closed it. */
  onClosed(reason: string): void;
  /** Something threw while a message was handled. */
  onFault(fault: unknown): void;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly password: string;
}

type ReplyCallback = (reply: Event) => void;

const KEEP_ALIVE_MS = 15_000;
/** What is read at once. One buffer a connection, used again: a new one a read is 20 MB of garbage a second. */
const READ_BYTES = 64 * 1024;
const CLOSE_WITHIN_MS = 500;

/** modesl's connection with what MENDED.md lists. One socket, one life: `EslLink` makes the next one. */
export class MendedConnection extends Connection {
  private readonly wire: Socket;
  private readonly frames: FrameParser;
  private lastByteMs = performance.now();
  private closing: string | null = null;
  private over = false;

  constructor(target: Target, private readonly hooks: ConnectionHooks) {
    const password = safeLine('password', target.password);
    const wire = connect({
      host: target.host, port: target.port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS,
      onread: { buffer: Buffer.allocUnsafeSlow(READ_BYTES), callback: (length, buffer) => this.onData(asBuffer(buffer, length)) },
    });
    super(wire);
    this.wire = wire;
    this._inbound = true;
    this.password = password;
    this.connecting = true;
    // One order for all replies: modesl keeps that of `api` apart from the others.
    this.apiCallbackQueue = this.cmdCallbackQueue;
    this.frames = new FrameParser((frame) => this.onFrame(frame));
    this.wire.on('connect', () => { this.connecting = false; });
    this.wire.on('close', () => this.onClose());
    this.on('esl::event::auth::request', () => this.auth());
    this.on('esl::event::disconnect::notice', () => this.closing ??= 'the switch said goodbye');
    this.on('esl::event::raw::text/rude-rejection', () => this.refused('the switch\'s access list refuses this address'));
  }

  /** Monotonic milliseconds (`performance.now`) at which the switch last sent anything. */
  get lastByteAtMs(): number {
    return this.lastByteMs;
  }

  /** Ends the socket, after what is written already. `onClosed` follows. */
  close(reason: string): void {
    this.closing ??= reason;
    if (this.connecting) this.wire.destroy();
    this.wire.destroySoon();
    // A peer that does not read must not keep us.
    setTimeout(() => this.wire.destroy(), CLOSE_WITHIN_MS).unref();
  }

  /**
   * Ends the socket at once, unsent bytes and all. `onClosed` follows. By a reset: after a plain close the kernel
   * goes on trying to deliver what it has, for minutes, and a dead line that revives would carry commands that were
   * given up long ago.
   */
  drop(reason: string): void {
    this.closing ??= reason;
    if (this.connecting) this.wire.destroy();
    else this.wire.resetAndDestroy();
  }

  /** One command: one write in this very call, one place in the order of the replies. */
  override sendRecv(command: string, headers: Readonly<Record<string, string>> | ReplyCallback | undefined, callback?: ReplyCallback): void {
    // modesl's constructor greets as an outbound socket does, which this one is not.
    if (this.frames === undefined) return;
    const onReply = typeof headers === 'function' ? headers : callback ?? ignore;
    const lines = [safeLine('command', command)];
    if (typeof headers === 'object') {
      for (const [name, value] of Object.entries(headers)) lines.push(`${safeLine('header name', name)}: ${safeLine(name, value)}`);
    }
    this.cmdCallbackQueue.push(onReply);
    this.wire.write(`${lines.join('\n')}\n\n`);
  }

  /** modesl writes here without expecting the reply, which then went to the next command. */
  override send(command: string, headers?: Readonly<Record<string, string>>): void {
    this.sendRecv(command, headers, ignore);
  }

  override api(command: string, argument: string | ReplyCallback, callback?: ReplyCallback): void {
    const onReply = typeof argument === 'function' ? argument : callback;
    const words = typeof argument === 'string' && argument !== '' ? ` ${argument}` : '';
    this.sendRecv(`api ${command}${words}`, undefined, onReply);
  }

  override auth(): void {
    this.sendRecv(`auth ${this.password}`, undefined, (reply) => {
      const text = reply.getHeader('Reply-Text') ?? '';
      if (text.startsWith('+OK')) this.hooks.onAuthenticated();
      else this.refused(`the switch refuses the password (${text})`);
    });
  }

  /** modesl would make its own parser here. */
  override _onConnect(): void {
    // The frames are cut by `onData`.
  }

  override _onError(error: Error): void {
    this.closing ??= error.message;
  }

  private refused(reason: string): void {
    this.closing ??= reason;
    this.hooks.onAccessRefused(reason);
  }

  /** Keeps nothing of the chunk: its bytes are written over by the next read. */
  private onData(chunk: Buffer): boolean {
    this.lastByteMs = performance.now();
    try {
      this.frames.push(chunk);
    } catch (fault) {
      this.hooks.onFault(fault);
      this.drop(fault instanceof Error ? fault.message : 'the stream could not be read');
    }
    return true;
  }

  /** Whatever a message's handler throws ends with that message: the next ones belong to other calls. */
  private onFrame(frame: Frame): void {
    if (this.over) return;
    try {
      const event = eventIn(frame);
      if (event !== null) this.hooks.onEvent(event);
      else this.dispatchReply(frame);
    } catch (fault) {
      this.hooks.onFault(fault);
    }
  }

  private dispatchReply(frame: Frame): void {
    const headers = headersOf(frame.head);
    const body = frame.body?.toString('utf8');
    this._onEvent(new Event(headers, body), headers, body);
  }

  private onClose(): void {
    this.over = true;
    this.frames.stop();
    this.hooks.onClosed(this.closing ?? 'the switch closed the connection');
  }
}

function asBuffer(bytes: Uint8Array, length: number): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, length);
}

function ignore(): void {
  // The reply only had to take its place.
}
