import type { Pacer, PacingSettings, PacingState } from '../pacing/pacing';
import type { KeptDecision } from './kept-decision';

/** What of a campaign's settings a replay may change. */
export type ReplayChanges = Partial<Pick<PacingSettings, 'mode' | 'abandonTargetRatio' | 'maxLinesPerAgent'>>;

export interface ReplayedInterval {
  readonly fromMs: number;
  /** By the decisions as they were made. */
  readonly dialed: number;
  readonly cancelled: number;
  /** By the same snapshots and the changed settings. */
  readonly wouldDial: number;
  readonly wouldCancel: number;
}

/**
 * Runs kept snapshots through the pacer with other settings. It learns from what was heard then, and sees at each moment
 * the lines and agents that were there then: not those that its own decisions would have brought about.
 */
export class Replay {
  private readonly intervals = new Map<number, { dialed: number; cancelled: number; wouldDial: number; wouldCancel: number }>();
  decisions = 0;

  /** @param state as the pacer had it before the first decision */
  constructor(private readonly pacer: Pacer, private readonly changes: ReplayChanges, private readonly intervalMs: number, private state: PacingState) {}

  /** @param counted false: it is only learned from, as the pacer did before the time that is asked about */
  play({ atMs, snapshot, settings, dial, cancel }: KeptDecision, counted = true): void {
    const would = this.pacer(snapshot, { ...settings, ...this.changes }, this.state, atMs);
    this.state = would.state;
    if (!counted) return;
    this.decisions++;
    const fromMs = Math.floor(atMs / this.intervalMs) * this.intervalMs;
    const interval = this.intervals.get(fromMs) ?? { dialed: 0, cancelled: 0, wouldDial: 0, wouldCancel: 0 };
    interval.dialed += dial;
    interval.cancelled += cancel;
    interval.wouldDial += would.dial;
    interval.wouldCancel += would.cancel;
    this.intervals.set(fromMs, interval);
  }

  result(): ReplayedInterval[] {
    return [...this.intervals].sort(([one], [other]) => one - other).map(([fromMs, sums]) => ({ fromMs, ...sums }));
  }
}
