import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Environment } from '@paceline/platform/environment';
import type { FailOrder } from '@paceline/platform/fail-points';
import { asVariables } from './as-variables';
import { compiledApp } from './compiled-apps';

/** A dialer worker as a process of its own, which can end as processes do: between any two instructions. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when it listens: by then it competes for the lease. */
  static async start(environment: Environment): Promise<WorkerProcess> {
    const child = fork(compiledApp('dialer-worker'), [], {
      execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { PATH: process.env['PATH'], ...asVariables(environment), WORKER_PORT: '0' },
    });
    const worker = new WorkerProcess(child);
    await Promise.race<unknown>([
      once(child, 'message'),
      once(child, 'exit').then(() => { throw new Error(`the worker ended with ${String(child.exitCode ?? child.signalCode)} before it listened`); }),
    ]);
    return worker;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** It ends or stops by itself at a fail point; see libs/platform/fail-points. */
  failAt(order: FailOrder): void {
    if (this.child.connected) this.child.send({ failAt: order }, () => undefined); // it may end in this moment
  }

  state(): 'runs' | 'stopped' | 'ended' {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return 'ended';
    // The kernel's word: `T` is stopped by a signal. A process that ended a moment ago is a zombie until Node hears of it.
    const state = /^State:\s+(\w)/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1];
    return state === 'T' ? 'stopped' : state === 'Z' ? 'ended' : 'runs';
  }

  /** Goes on where it was stopped. */
  wake(): void {
    this.child.kill('SIGCONT');
  }

  /** As the kernel or a power cut ends it: it gives nothing back. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
