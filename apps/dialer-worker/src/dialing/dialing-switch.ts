import { dialingStop, type DialingStop } from '@paceline/persistence';
import type { DataSource } from 'typeorm';
import type { Clock } from '@paceline/platform/clock';

const FRESH_MS = 250;

/**
 * Whether somebody has stopped all dialing, at most a quarter of a second old: for what is shown and what need not be
 * begun. What keeps a call from the socket is the stop in the database itself, in the statement that commits it.
 */
export class DialingSwitch {
  private known: { readonly stop: DialingStop | null; readonly readAtMs: number } | null = null;

  constructor(private readonly dataSource: DataSource, private readonly clock: Clock) {}

  async stop(): Promise<DialingStop | null> {
    const nowMs = this.clock.monotonicMs();
    if (this.known !== null && nowMs - this.known.readAtMs < FRESH_MS) return this.known.stop;
    return await this.stopNow();
  }

  async stopNow(): Promise<DialingStop | null> {
    const readAtMs = this.clock.monotonicMs();
    const stop = await dialingStop(this.dataSource);
    this.known = { stop, readAtMs };
    return stop;
  }
}
