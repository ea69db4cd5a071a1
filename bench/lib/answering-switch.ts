import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** What the switch is to send, and for how long. */
export interface AnswerOrder {
  /** Channels that answer, in this order. */
  readonly answering: readonly string[];
  readonly answersPerSec: number;
  readonly otherEventsPerSec: number;
  /** A `.jsonl` file of events of other channels, one a line. */
  readonly otherEvents: string;
  /** From the bridge to the customer's hang-up. */
  readonly talkMs: number;
}

export interface AnswerReport {
  /** Milliseconds from the write of a CHANNEL_ANSWER to the arrival of its `uuid_bridge`, in the order of the bridges. */
  readonly bridgedAfterMs: readonly number[];
  readonly answered: number;
  /** Answers that saw no bridge within a second of the last one. */
  readonly unanswered: number;
  readonly otherEvents: number;
}

/**
 * An event socket in a process of its own that plays a busy switch: calls answer at a steady rate among many events
 * of other channels, a bridge is followed by CHANNEL_BRIDGE, talk and hang-up. It times each hand-off itself, so the
 * figure holds everything that the measured process does, its waiting for the event loop included.
 */
export class AnsweringSwitch {
  private constructor(private readonly child: ChildProcess, readonly port: number) {}

  static async start(): Promise<AnsweringSwitch> {
    const child = fork(join(__dirname, 'answering-switch-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message) => { resolve(Number(message)); });
      child.once('exit', (code) => { reject(new Error(`the answering switch ended with ${code}`)); });
    });
    return new AnsweringSwitch(child, port);
  }

  async play(order: AnswerOrder): Promise<AnswerReport> {
    return await new Promise((resolve) => {
      this.child.once('message', (report) => { resolve(report as AnswerReport); }); // the only message after an order
      this.child.send(order);
    });
  }

  stop(): void {
    this.child.removeAllListeners('exit');
    this.child.kill();
  }
}
