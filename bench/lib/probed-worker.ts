import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { messageOfChild } from './child-message';

/** Code that was not run for a while stays: else the heap shrinks by it from one forced collection to the next. */
const KEEPS_CODE = '--no-flush-bytecode';
const PROBE = path.join(__dirname, 'worker-probe.cjs');
const LISTENS_WITHIN_MS = 60_000;
/** A collection of a large heap on a machine that is busy takes seconds. */
const ANSWERS_WITHIN_MS = 30_000;

/** Of the whole process, and of that its JavaScript heap. */
export interface HeldMemory { readonly rssBytes: number; readonly heapBytes: number }

/** A worker of any build as a process of its own, with a probe in it that says what it spends. */
export class ProbedWorker {
  private constructor(private readonly child: ChildProcess) {}

  /** @param main its compiled main file. Resolves when it listens: by then it competes for the switch. */
  static async start(main: string, environment: Readonly<Record<string, string>>): Promise<ProbedWorker> {
    const child = fork(main, [], {
      execArgv: ['--expose-gc', KEEPS_CODE, '-r', PROBE], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { PATH: process.env['PATH'], ...environment },
    });
    const worker = new ProbedWorker(child);
    try {
      await messageOfChild(child, 'listens', LISTENS_WITHIN_MS);
    } catch (thrown) {
      await worker.kill();
      throw thrown;
    }
    return worker;
  }

  /** User and system time of all its threads, since it began. */
  async cpuMs(): Promise<number> {
    this.child.send('cpu');
    return (await messageOfChild<{ cpuMs: number }>(this.child, 'says what it spent', ANSWERS_WITHIN_MS)).cpuMs;
  }

  /** Bytes in use on its JavaScript heap after a full collection. */
  async heapBytes(): Promise<number> {
    this.child.send('heap');
    return (await messageOfChild<{ heapBytes: number }>(this.child, 'collects its garbage', ANSWERS_WITHIN_MS)).heapBytes;
  }

  /** As it is now, what nobody uses any more included. */
  async memory(): Promise<HeldMemory> {
    this.child.send('memory');
    return await messageOfChild<HeldMemory>(this.child, 'says what it holds', ANSWERS_WITHIN_MS);
  }

  /** At once: nothing that it would still write is of use. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
