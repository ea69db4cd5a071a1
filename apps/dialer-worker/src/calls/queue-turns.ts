import type { OwnerContext } from '../context/owner-context';
import type { LiveCall } from './live-call';

/** Since when whoever comes into a queue waits there: two who come in one moment are told apart, and whoever came first goes first. */
export class QueueTurns {
  private lastMs = 0;

  constructor(private readonly clock: Pick<OwnerContext['clock'], 'nowMs'>) {}

  /** Milliseconds since the epoch: later than every turn before, and than the call's own stay before this one. */
  next({ waitingSinceMs }: Pick<LiveCall, 'waitingSinceMs'>): number {
    this.lastMs = Math.max(this.clock.nowMs(), this.lastMs + 1, waitingSinceMs + 1);
    return this.lastMs;
  }
}
