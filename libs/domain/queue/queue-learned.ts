/** What a queue's calls have taught: how long they last, and how long callers wait before they give up. Older ones fade. */
export interface QueueLearned {
  readonly handles: number;
  readonly handledMs: number;
  readonly abandons: number;
  /** Of all callers, those who were answered included: nobody who was answered is known to have stayed longer. */
  readonly waitedMs: number;
}

export interface QueueHeard {
  /** Talk and wrap-up of calls that ended. */
  readonly handledForMs: readonly number[];
  readonly answeredAfterMs: readonly number[];
  readonly abandonedAfterMs: readonly number[];
}

/** Believed before anything is heard, and so many calls are worth it. */
const HANDLE_MS = 180_000;
const HANDLES_AT_FIRST = 5;
const PATIENCE_MS = 180_000;
const ABANDONS_AT_FIRST = 3;
/** Calls after which one counts a third. */
const MEMORY_CALLS = 300;

export const NOTHING_LEARNED_OF_QUEUE: QueueLearned = {
  handles: HANDLES_AT_FIRST, handledMs: HANDLES_AT_FIRST * HANDLE_MS, abandons: ABANDONS_AT_FIRST, waitedMs: ABANDONS_AT_FIRST * PATIENCE_MS,
};

export function learnOfQueue(known: QueueLearned, { handledForMs, answeredAfterMs, abandonedAfterMs }: QueueHeard): QueueLearned {
  const calls = answeredAfterMs.length + abandonedAfterMs.length;
  if (calls + handledForMs.length === 0) return known;
  const [keepHandles, keepWaits] = [Math.exp(-handledForMs.length / MEMORY_CALLS), Math.exp(-calls / MEMORY_CALLS)];
  return {
    handles: known.handles * keepHandles + handledForMs.length, handledMs: known.handledMs * keepHandles + sum(handledForMs),
    abandons: known.abandons * keepWaits + abandonedAfterMs.length, waitedMs: known.waitedMs * keepWaits + sum(answeredAfterMs) + sum(abandonedAfterMs),
  };
}

export function handleMs({ handles, handledMs }: QueueLearned): number {
  return handledMs / handles;
}

/** As if callers gave up at a steady rate: all waiting over all who gave up, which needs no end of those who were answered. */
export function patienceMs({ abandons, waitedMs }: QueueLearned): number {
  return abandons < 1e-6 ? Number.POSITIVE_INFINITY : waitedMs / abandons;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
