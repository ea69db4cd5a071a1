import { randomUUID } from 'node:crypto';
import type { CommandLine } from '../interfaces';
import { SwitchAccessError, SwitchUnavailableError } from '../port/errors';
import type { CommandResult } from '../port/switch-port';
import type { EventHeaders } from './event-headers';
import { MendedConnection, type Target } from './mended-connection';
import { PendingCommands } from './pending-commands';
import { resultOf } from './replies';

export interface SessionHooks {
  onEvent(event: EventHeaders): void;
  /** Once, also when the session never opened. All its commands are settled by then. */
  onClosed(reason: string): void;
  onFault(fault: unknown): void;
}

type Headers = Readonly<Record<string, string>>;

/** All that is ever written once the switch has let us in, but for background commands. */
export type SocketLine = `api ${CommandLine}` | `sendmsg ${string}` | `event json ${string}`;

/**
 * One authenticated connection and the commands that wait on it. Every command is written in the call that
 * gives it, and is settled: by its answer, its deadline (`unknown`) or the end of the socket (`unknown`).
 */
export class EslSession {
  private readonly connection: MendedConnection;
  private readonly pending = new PendingCommands();
  private readonly jobs = new Map<string, { readonly settle: (result: CommandResult) => void; readonly quiet: boolean }>();
  private opened: { resolve: () => void; reject: (error: Error) => void } | null = null;
  private live = false;
  private switchCoreId = '';

  constructor(target: Target, private readonly hooks: SessionHooks) {
    this.connection = new MendedConnection(target, {
      onEvent: (event) => this.onEvent(event),
      onAuthenticated: () => this.onAuthenticated(),
      onAccessRefused: (reason) => this.settleOpening(new SwitchAccessError(reason)),
      onClosed: (reason) => this.onClosed(reason),
      onFault: (fault) => hooks.onFault(fault),
    });
  }

  /** `Core-UUID` as the last background job told it; empty before the first. It changes when the switch restarts. */
  get coreId(): string {
    return this.switchCoreId;
  }

  get lastByteAtMs(): number {
    return this.connection.lastByteAtMs;
  }

  /** Resolves when the switch has accepted us; rejects with `SwitchAccessError` or `SwitchUnavailableError`. */
  open(withinMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.connection.drop(`the switch did not let us in within ${withinMs} ms`);
      }, withinMs);
      this.opened = {
        resolve: () => { clearTimeout(timer); resolve(); },
        reject: (error) => { clearTimeout(timer); reject(error); },
      };
    });
  }

  /** A command that is answered at once. `api` ones keep the switch from reading the next command until then. */
  command(line: SocketLine, deadlineMs: number, headers?: Headers): Promise<CommandResult> {
    if (!this.live) return Promise.resolve(notConnected());
    return this.pending.wait(deadlineMs, (settle) => {
      this.connection.sendRecv(line, headers, (reply) => {
        settle(resultOf(reply.getHeader('Reply-Text') ?? reply.getBody()));
      });
    });
  }

  /**
   * A command that the switch runs in the background. We name the job, so its result cannot be missed.
   * The result of a `quiet` one is not told as an event too: a list of channels has megabytes.
   */
  background(command: CommandLine, deadlineMs: number, quiet = false): Promise<CommandResult> {
    if (!this.live) return Promise.resolve(notConnected());
    const jobId = randomUUID();
    return this.pending.wait(deadlineMs, (settle) => {
      this.jobs.set(jobId, { settle, quiet });
      this.connection.sendRecv(`bgapi ${command}`, { 'Job-UUID': jobId }, (reply) => {
        const result = resultOf(reply.getHeader('Reply-Text') ?? '');
        if (!result.ok) settle(result);
      });
    }, () => this.jobs.delete(jobId));
  }

  /** Ends the session; what was written is still sent. `onClosed` follows. */
  close(reason: string): void {
    this.live = false;
    this.pending.settleAll(reason);
    this.connection.close(reason);
  }

  /** Ends the session at once. `onClosed` follows. */
  drop(reason: string): void {
    this.live = false;
    this.connection.drop(reason);
  }

  private onAuthenticated(): void {
    this.live = true;
    this.settleOpening(null);
  }

  private settleOpening(error: Error | null): void {
    const opened = this.opened;
    this.opened = null;
    if (error === null) opened?.resolve();
    else opened?.reject(error);
  }

  private onEvent(event: EventHeaders): void {
    if (event.name !== 'BACKGROUND_JOB') {
      this.hooks.onEvent(event);
      return;
    }
    this.switchCoreId = event.get('Core-UUID');
    const job = this.jobs.get(event.get('Job-UUID'));
    if (job?.quiet !== true) this.hooks.onEvent(event);
    job?.settle(resultOf(event.get('_body')));
  }

  private onClosed(reason: string): void {
    this.live = false;
    this.settleOpening(new SwitchUnavailableError(reason));
    this.pending.settleAll(reason);
    this.hooks.onClosed(reason);
  }
}

/** Nothing was written, so nothing can come of it: that is a refusal, not an unknown outcome. */
export function notConnected(): CommandResult {
  return { ok: false, kind: 'refused', text: '-ERR not connected: nothing was sent' };
}

/** Somebody else commands the switch by now. */
export function notOurs(): CommandResult {
  return { ok: false, kind: 'refused', text: '-ERR the switch is not ours to command: nothing was sent' };
}
