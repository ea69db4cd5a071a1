import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { SwitchAddress } from '@paceline/simulator';
import { ask } from './child-message';

export const PASSWORD = 'bench';
export const CARRIER = 'carrier';

export type AskedOrder = { readonly kind: 'start'; readonly questions: number } | { readonly kind: 'standing' } | { readonly kind: 'report' };

export interface AskedStanding {
  /** People on the phone now. */
  readonly up: number;
  readonly ended: number;
}

/** By the switch's own book. */
export interface AskedReport {
  /** People on the phone at once, at most. */
  readonly atOnce: number;
  /** While nearly so many were: from each key to the next prompt, in milliseconds. */
  readonly nextPromptMs: readonly number[];
  /** Keys of all calls that a prompt followed. */
  readonly answered: number;
}

/** A simulated switch in a process of its own on which everybody answers what they are asked, and its book of who heard what when. */
export class AskedSwitch {
  private constructor(private readonly child: ChildProcess, readonly address: SwitchAddress) {}

  static async start(questions: number): Promise<AskedSwitch> {
    const child = fork(path.join(__dirname, 'asked-switch-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    return new AskedSwitch(child, await ask<AskedOrder, SwitchAddress>(child, { kind: 'start', questions }));
  }

  async standing(): Promise<AskedStanding> { return await ask<AskedOrder, AskedStanding>(this.child, { kind: 'standing' }); }
  async report(): Promise<AskedReport> { return await ask<AskedOrder, AskedReport>(this.child, { kind: 'report' }); }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}
