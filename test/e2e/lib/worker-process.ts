import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Environment } from '@paceline/platform/environment';
import type { FailOrder } from '@paceline/platform/fail-points';
import type { ListeningMessage } from '@paceline/platform/parent-process';
import { asVariables } from './as-variables';
import { compiledApp } from './compiled-apps';

/** A worker as a process of its own, which can end as processes do: between any two instructions. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess, readonly url: string) {}

  /** Resolves when it listens: by then it competes for the lease. */
  static async start(environment: Environment, app: 'dialer-worker' | 'file-worker' = 'dialer-worker'): Promise<WorkerProcess> {
    const child = fork(compiledApp(app), [], {
      execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { PATH: process.env['PATH'], ...asVariables(environment), WORKER_PORT: '0', FILE_WORKER_PORT: '0' },
    });
    const [message] = await Promise.race([
      once(child, 'message') as Promise<[ListeningMessage]>, // a worker's first message
      once(child, 'exit').then(() => { throw new Error(`the worker ended with ${String(child.exitCode ?? child.signalCode)} before it listened`); }),
    ]);
    return new WorkerProcess(child, message.listening);
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

  /** As a machine that is suspended: it does not run, and does not know it. */
  pause(): void {
    this.child.kill('SIGSTOP');
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
