import { performance } from 'node:perf_hooks';
import type { CommandLine } from '../interfaces';
import { SwitchAccessError, SwitchUnavailableError } from '../port/errors';
import type { CommandResult, LinkState } from '../port/switch-port';
import { backOffMs, type BackOff } from './back-off';
import type { EslLog } from './esl-log';
import { EslSession, notConnected, notOurs, type SocketLine } from './esl-session';
import type { EventHeaders } from './event-headers';
import { IdleWatch, type IdleWatchOptions } from './idle-watch';
import type { Target } from './mended-connection';

export interface LinkOptions extends Target, IdleWatchOptions {
  /** What follows `event json `. */
  readonly subscription: string;
  /** For connecting and authenticating, and for each command that is answered at once. */
  readonly commandMs: number;
  readonly backOff: BackOff;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Asked in the tick of every command's write: a process that was stopped past its lease commands nothing. */
  readonly mayCommand: () => boolean;
  readonly log: EslLog;
}

export interface LinkHooks {
  onEvent(event: EventHeaders): void;
  onLink(state: LinkState): void;
}

/**
 * A connection that is kept: after its end the next one is tried, authenticated, subscribed and proven by a
 * background command whose result arrives as an event. Only then is the link up; until then commands are
 * refused without being written.
 */
export class EslLink {
  private session: EslSession | null = null;
  private watch: IdleWatch | null = null;
  private retry: NodeJS.Timeout | null = null;
  private announced = false;
  /** Events of a session that is not announced yet: they are told after `up`, in their order. */
  private early: EventHeaders[] = [];
  private lastCoreId = '';
  private attempt = 0;
  private upSinceMs = 0;
  private closed = false;
  private first: { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } | null = null;
  private onSessionEnd: (() => void) | null = null;

  constructor(private readonly options: LinkOptions, private readonly hooks: LinkHooks) {}

  get up(): boolean {
    return this.announced;
  }

  /** Resolves at the first `up`, however long that takes; rejects when the switch refuses us. */
  connect(): Promise<void> {
    if (this.first !== null) return this.first.promise;
    const first = this.first = promiseParts();
    if (this.closed) {
      first.reject(new SwitchUnavailableError('the link was closed'));
      return first.promise;
    }
    try {
      this.try();
    } catch (error) {
      // A port or a password that cannot be: no later try will be better.
      this.closed = true;
      first.reject(error instanceof Error ? error : new Error(String(error)));
    }
    return first.promise;
  }

  /** Ends the link for good. Pending commands settle as `unknown`. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const session = this.session;
    if (session !== null) {
      await new Promise<void>((resolve) => {
        this.onSessionEnd = resolve;
        session.close('the link was closed');
      });
    }
    this.first?.reject(new SwitchUnavailableError('the link was closed'));
  }

  command(line: SocketLine, deadlineMs = this.options.commandMs, headers?: Readonly<Record<string, string>>): Promise<CommandResult> {
    if (!this.options.mayCommand()) return Promise.resolve(notOurs());
    return this.announced && this.session !== null
      ? this.session.command(line, deadlineMs, headers)
      : Promise.resolve(notConnected());
  }

  background(command: CommandLine, deadlineMs: number, quiet = false): Promise<CommandResult> {
    if (!this.options.mayCommand()) return Promise.resolve(notOurs());
    return this.announced && this.session !== null
      ? this.session.background(command, deadlineMs, quiet)
      : Promise.resolve(notConnected());
  }

  private try(): void {
    this.early = [];
    const session = new EslSession(this.options, {
      onEvent: (event) => {
        if (this.announced) this.hooks.onEvent(event);
        else this.early.push(event.kept());
      },
      onClosed: (reason) => this.onClosed(reason),
      onFault: (fault) => this.options.log.error({ err: fault }, 'a message of the switch could not be handled'),
    });
    this.session = session;
    this.establish(session).catch((error: unknown) => {
      if (error instanceof SwitchAccessError && this.lastCoreId === '') {
        // Never let in: a wrong password does not get right by itself, and the switch may ban who insists.
        this.closed = true;
        this.first?.reject(error);
      }
      session.drop(error instanceof Error ? error.message : String(error));
    });
  }

  private async establish(session: EslSession): Promise<void> {
    const { commandMs } = this.options;
    await session.open(commandMs);
    must('event', await session.command(`event json ${this.options.subscription}`, commandMs));
    // The result comes as an event: it proves the subscription, and it carries Core-UUID.
    must('status', await session.background('status', commandMs, true));
    if (this.closed || this.session !== session) return;
    const restarted = this.lastCoreId !== '' && this.lastCoreId !== session.coreId;
    this.lastCoreId = session.coreId;
    this.upSinceMs = performance.now();
    this.watch = new IdleWatch(this.options, {
      lastByteAtMs: () => session.lastByteAtMs,
      probe: () => void session.command('api status', commandMs),
      drop: (reason) => session.drop(reason),
    });
    this.announced = true;
    this.options.log.info({ host: this.options.host, port: this.options.port, coreId: session.coreId, restarted }, 'switch connected');
    this.hooks.onLink({ up: true, coreId: session.coreId, restarted });
    for (const event of this.early.splice(0)) this.hooks.onEvent(event);
    this.first?.resolve();
  }

  private onClosed(reason: string): void {
    this.session = null;
    this.watch?.stop();
    this.watch = null;
    if (this.announced) {
      this.announced = false;
      // A link that held starts over quickly; one that falls at once goes on slowing down.
      if (performance.now() - this.upSinceMs > this.options.backOff.maxMs) this.attempt = 0;
      if (!this.closed) this.options.log.warn({ host: this.options.host, port: this.options.port, reason }, 'switch connection lost');
      this.hooks.onLink({ up: false, reason });
    } else if (!this.closed) {
      this.options.log.warn({ host: this.options.host, port: this.options.port, reason, attempt: this.attempt }, 'switch not connected');
    }
    this.onSessionEnd?.();
    if (this.closed) return;
    const delayMs = backOffMs(this.attempt, this.options.backOff, this.options.random());
    this.attempt += 1;
    this.retry = setTimeout(() => this.try(), delayMs);
  }
}

function must(command: string, result: CommandResult): void {
  if (result.ok) return;
  throw new SwitchUnavailableError(`${command}: ${result.kind === 'refused' ? result.text : result.reason}`);
}

function promiseParts(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve: () => void = ignore;
  let reject: (error: Error) => void = ignore;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever called `connect` is told; without a caller left, a refusal is in the log.
  promise.catch(ignore);
  return { promise, resolve, reject };
}

function ignore(): void {
  // Replaced before use.
}
