import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface SwitchAddress { readonly host: string; readonly port: number; readonly password: string; readonly gateway: string }

/** The same originates without a row, a job, a gate or an agent. */
export interface BareOrder extends SwitchAddress {
  readonly kind: 'dial-bare';
  readonly numbers: readonly string[];
  readonly callsPerSec: number;
  readonly accountCode: string;
}

export type DialingOrder =
  | { readonly kind: 'start-worker'; readonly environment: Readonly<Record<string, string>> }
  | { readonly kind: 'begin' }
  | { readonly kind: 'report' }
  | BareOrder;

/** One originate that was written to the socket, and what it waited for before, in milliseconds. */
export interface PlacedCall {
  readonly callId: string;
  readonly writtenAtMs: number;
  /** From the claim to its job's turn: the claim's commit and the queue. */
  readonly queueMs: number;
  /** For the gateway's turn: its calls a second are spread evenly. */
  readonly turnMs: number;
  /** From there to the write: the gate asked again, the row committed ORIGINATING. */
  readonly gateMs: number;
}

export interface DialingReport {
  readonly placed: readonly PlacedCall[];
  readonly loopP50Ms: number;
  readonly loopP99Ms: number;
  readonly loopMaxMs: number;
  readonly cpuMs: number;
}

/**
 * A dialer worker, or the bare adapter, in a process of its own: its event loop is then its own, as in production, and
 * neither the switch nor this benchmark's bookkeeping is measured with it.
 */
export class Dialing {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<Dialing> {
    const child = fork(join(__dirname, 'dialing-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    const dialing = new Dialing(child);
    await dialing.answer();
    return dialing;
  }

  async startWorker(environment: Readonly<Record<string, string>>): Promise<void> { await this.ask({ kind: 'start-worker', environment }); }

  /** What happened so far is forgotten. */
  async begin(): Promise<void> { await this.ask({ kind: 'begin' }); }

  async report(): Promise<DialingReport> { return await this.ask({ kind: 'report' }) as DialingReport; } // its answer to this order

  /** Resolves when every call has ended, or a deadline after the last one was written. */
  async dialBare(order: Omit<BareOrder, 'kind'>): Promise<DialingReport> { return await this.ask({ kind: 'dial-bare', ...order }) as DialingReport; } // as above

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    const timer = setTimeout(() => { this.child.kill('SIGKILL'); }, 10_000);
    await ended;
    clearTimeout(timer);
  }

  private async ask(order: DialingOrder): Promise<unknown> {
    this.child.send(order);
    return await this.answer();
  }

  private async answer(): Promise<unknown> {
    const ended = new AbortController();
    const exit = once(this.child, 'exit', { signal: ended.signal }).then(() => { throw new Error('the dialing process ended by itself'); });
    exit.catch(() => undefined); // lost the race
    try {
      const [message] = await Promise.race([once(this.child, 'message'), exit]) as [unknown];
      return message;
    } finally {
      ended.abort();
    }
  }
}
