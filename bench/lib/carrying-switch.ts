import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { SwitchAddress } from '@paceline/simulator';
import { ask } from './child-message';

export const PASSWORD = 'bench';
/** The gateway of the calls that are measured, and that of those that only stand there beside them. */
export const CARRIER = 'carrier';
export const CROWDED = 'crowded';
export const firstExtension = 1001;

export type CarryingOrder =
  | { readonly kind: 'start'; readonly phones: number }
  | { readonly kind: 'standing' }
  | { readonly kind: 'window'; readonly fromMs: number; readonly toMs: number };

/** What is up now. */
export interface Standing {
  /** By the switch's clock, milliseconds since the epoch. */
  readonly atMs: number;
  /** Agents' phones that are up. */
  readonly phones: number;
  readonly carried: number;
  readonly crowd: number;
}

/** What became of the measured calls between two instants, by the switch's own book. */
export interface CarriedWindow {
  /** Calls that ended after a talk. */
  readonly ended: number;
  /** From the call's park, which follows the answer in the next frame, to its `uuid_bridge` being carried out. */
  readonly handoffMs: readonly number[];
  /** People who answered and were bridged to nobody for a second. */
  readonly waited: number;
}

/** A simulated switch in a process of its own, asked past its event socket what it has seen. */
export class CarryingSwitch {
  private constructor(private readonly child: ChildProcess, readonly address: SwitchAddress) {}

  static async start(phones: number): Promise<CarryingSwitch> {
    const child = fork(path.join(__dirname, 'carrying-switch-process.ts'), { execArgv: ['-r', '@swc-node/register'] });
    return new CarryingSwitch(child, await ask<CarryingOrder, SwitchAddress>(child, { kind: 'start', phones }));
  }

  async standing(): Promise<Standing> { return await ask<CarryingOrder, Standing>(this.child, { kind: 'standing' }); }
  async window(fromMs: number, toMs: number): Promise<CarriedWindow> { return await ask<CarryingOrder, CarriedWindow>(this.child, { kind: 'window', fromMs, toMs }); }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}
