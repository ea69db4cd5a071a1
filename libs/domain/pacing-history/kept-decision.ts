import type { Heard, PacingReason, PacingSettings, PacingSnapshot } from '../pacing/pacing';

/** A decision of the pacer as it is kept for a day: what it saw, by which settings, what it said and what was done. */
export interface KeptDecision {
  readonly atMs: number;
  readonly snapshot: PacingSnapshot;
  readonly settings: PacingSettings;
  readonly dial: number;
  readonly cancel: number;
  /** Lines that were really dialed: fewer when targets or turns were gone. */
  readonly dialed: number;
  readonly cancelled: number;
  readonly reasons: readonly PacingReason[];
}

/** One that changes nothing is kept only so often. */
const KEEP_EVERY_MS = 5_000;

/** Decisions that did something, or say something new, and one every few seconds: what a manager asks about, and what a replay needs. */
export function isWorthKeeping(decision: KeptDecision, last: KeptDecision | null): boolean {
  if (last === null || decision.dial > 0 || decision.cancel > 0) return true;
  if (decision.reasons[0]?.limit !== last.reasons[0]?.limit) return true;
  return decision.atMs - last.atMs >= KEEP_EVERY_MS || decision.atMs < last.atMs;
}

/** What was heard in ticks that were not kept belongs to the next one that is. */
export function alsoHeard(earlier: Heard, later: Heard): Heard {
  return {
    answeredAfterMs: [...earlier.answeredAfterMs, ...later.answeredAfterMs], machines: earlier.machines + later.machines,
    failedAfterMs: [...earlier.failedAfterMs, ...later.failedAfterMs], cancelledAfterMs: [...earlier.cancelledAfterMs, ...later.cancelledAfterMs],
    talkedForMs: [...earlier.talkedForMs, ...later.talkedForMs], wrappedForMs: [...earlier.wrappedForMs, ...later.wrappedForMs],
    abandoned: earlier.abandoned + later.abandoned,
  };
}
