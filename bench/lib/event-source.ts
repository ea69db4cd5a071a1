import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** What the source is asked to send. */
export interface StreamOrder {
  /** A `.jsonl` file of events, one a line. */
  readonly file: string;
  /** Only events of these names; all when empty. */
  readonly names: readonly string[];
  readonly count: number;
}

/**
 * An event socket in a process of its own, so that sending costs the measured process nothing. It lets anyone
 * in, answers every command with +OK, and on order sends events as fast as they are taken, numbered from 0 in
 * `Event-Sequence`; a HEARTBEAT numbered `count` ends them.
 */
export class EventSource {
  private constructor(private readonly child: ChildProcess, readonly port: number) {}

  static async start(): Promise<EventSource> {
    const child = fork(join(__dirname, 'event-source-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message) => resolve(Number(message)));
      child.once('exit', (code) => reject(new Error(`the event source ended with ${code}`)));
    });
    return new EventSource(child, port);
  }

  /** Begins to send to whoever is connected. */
  stream(order: StreamOrder): void {
    this.child.send(order);
  }

  stop(): void {
    this.child.removeAllListeners('exit');
    this.child.kill();
  }
}
