import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { CallRecord, ChannelView, FaultOrder, InboundCall, SimulatorOptions, SwitchAddress } from '@paceline/simulator';

export interface SwitchStart {
  readonly kind: 'start';
  /** What can be sent to another process. */
  readonly options: Omit<Partial<SimulatorOptions>, 'inboundDialplan' | 'dialplan' | 'promptLengthMs' | 'callees'>;
  readonly promptsDir: string;
}

export type SwitchOrder =
  | SwitchStart
  | { readonly kind: 'channels' }
  | { readonly kind: 'fault'; readonly order: FaultOrder }
  | { readonly kind: 'inbound'; readonly call: InboundCall }
  | { readonly kind: 'calls'; readonly after: number };

/** A simulated switch in a process of its own, reached past its event socket: as the outside world reaches it. */
export class SoakSwitch {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }>();
  private asked = 0;

  constructor() {
    this.child = fork(path.join(__dirname, 'switch-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    this.child.on('message', (message: { id: number; answer?: unknown; error?: string }) => {
      const waiter = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      if (message.error === undefined) waiter?.resolve(message.answer);
      else waiter?.reject(new Error(message.error));
    });
    this.child.once('exit', () => {
      for (const waiter of this.waiting.values()) waiter.reject(new Error('the switch ended by itself'));
    });
  }

  async start(options: SwitchStart['options'], promptsDir: string): Promise<SwitchAddress> {
    return await this.ask<SwitchAddress>({ kind: 'start', options, promptsDir });
  }

  /** Resolves when it has begun. */
  async fault(order: FaultOrder): Promise<void> { await this.ask({ kind: 'fault', order }); }
  async inbound(call: InboundCall): Promise<void> { await this.ask({ kind: 'inbound', call }); }
  async channels(): Promise<readonly ChannelView[]> { return await this.ask({ kind: 'channels' }); }
  /** The book of INVITEs behind this number of it. */
  async callsAfter(sequence: number): Promise<readonly CallRecord[]> { return await this.ask({ kind: 'calls', after: sequence }); }

  stop(): void {
    this.child.kill();
  }

  private ask<T>(order: SwitchOrder): Promise<T> {
    const id = this.asked++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (answer) => { resolve(answer as T); }, reject }); // each order has one kind of answer, named by its method
      this.child.send({ id, order });
    });
  }
}
