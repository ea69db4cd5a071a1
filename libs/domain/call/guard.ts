/** The switch's scheduler looks at its tasks twice a second. */
const SCHEDULER_MS = 500;

/**
 * Seconds between two looks of the switch's own guard at a call that nobody acted on. Its first look comes up to a
 * second early (the switch counts whole seconds), and never before the limit, so that no agent who comes within the
 * limit finds the message playing. When it comes right at the limit, both order the same end of the same call.
 */
export function guardSec(limitMs: number): number {
  return Math.ceil(limitMs / 1000) + 1;
}

/** Milliseconds from the answer to the guard's first look, at most (measured: 2.06 to 3.24 s for an interval of 3 s). */
export function guardWithinMs(limitMs: number): number {
  return guardSec(limitMs) * 1000 + SCHEDULER_MS;
}
