import type { DialMode, Pacer, PacingSettings, PacingSnapshot, PacingState } from '@paceline/domain/pacing';
import type { BlendNow } from '../blend-now';
import type { Day } from '../day';

/** What paces a day: the production pacer or a peer. All see the same snapshots. */
export interface Strategy {
  readonly name: string;
  /** How often it looks. */
  readonly everyMs: number;
  /** Callers of queues are answered before those whom the campaign has called and who wait; else after them. */
  readonly callersFirst?: boolean;
  /** A day from a cold start. */
  begin(day: { readonly lengthMs: number }): Pacing;
}

/** @param blend the queues, of a day that has some */
export type Pacing = (snapshot: PacingSnapshot, nowMs: number, blend: BlendNow) => { readonly dial: number; readonly cancel: number };

/** As the worker calls the pacer. */
const EVERY_MS = 250;
/** Share of the persons who answered that the law lets go. */
export const CAP_RATIO = 0.03;
/** So many that only the pacer's own judgement limits it. */
const MAX_LINES_PER_AGENT = 10;

/** The production pacer, or any other of its interface. */
export function paced(name: string, pacer: Pacer, settings: PacingSettings): Strategy {
  return {
    name, everyMs: EVERY_MS,
    begin: () => {
      let state: PacingState = {};
      return (snapshot, nowMs) => {
        const decision = pacer(snapshot, settings, state, nowMs);
        state = decision.state;
        return decision;
      };
    },
  };
}

/** What the pacer of such a day is told: the day's own times, and the law's usual cap. */
export function settingsOf(day: Day, abandonTargetRatio: number, mode: DialMode = 'predictive'): PacingSettings {
  const { minRingMs, ringTimeoutMs, connectWithinMs } = day;
  return { mode, abandonTargetRatio, abandonCapRatio: CAP_RATIO, maxLinesPerAgent: MAX_LINES_PER_AGENT, minRingMs, ringTimeoutMs, connectWithinMs };
}

/** A rule without memory that cancels nothing. */
export function rule(name: string, dial: (snapshot: PacingSnapshot) => number, everyMs = EVERY_MS): Strategy {
  return { name, everyMs, begin: () => (snapshot) => ({ dial: dial(snapshot), cancel: 0 }) };
}
