import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { messageOfChild } from './child-message';

export interface BareOrder { readonly port: number; readonly calls: number; readonly callsPerSec: number; readonly questions: number }

const LONGEST_DIALING_MS = 180_000;

/** Puts the same dialogue through the same adapter and keeps nothing: what the switch, the socket and the machine take by themselves. */
export class BareAsker {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when the last call has been placed; it goes on asking. */
  static async start(order: BareOrder): Promise<BareAsker> {
    const child = fork(path.join(__dirname, 'bare-asker-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    child.send(order);
    await messageOfChild(child, 'has placed all calls', LONGEST_DIALING_MS);
    return new BareAsker(child);
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}
