import type { AnswerRate } from './answer-rate';
import type { AgentPlan, Day } from './day';

const HOUR_MS = 3_600_000;

/** Everybody is there from the first minute to the last. */
export function alwaysThere(agents: number): AgentPlan[] {
  return Array.from({ length: agents }, () => [{ atMs: 0, status: 'available' as const }]);
}

/**
 * Eight hours as the reference figures of the pacing design assume them: talk 150 s and wrap-up 30 s (lognormal),
 * answers after 3 s of set-up and a gamma ring, about 15 s in all; of the failures 65 % ring out at 30 s.
 */
export function referenceDay(agents: number, answerRate: number | AnswerRate, lengthMs = 8 * HOUR_MS): Day {
  return {
    lengthMs,
    agents: alwaysThere(agents),
    answerRate: typeof answerRate === 'number' ? { kind: 'constant', ratio: answerRate } : answerRate,
    list: [{ targets: Number.POSITIVE_INFINITY, answerFactor: 1 }],
    setUp: { kind: 'fixed', valueMs: 3_000 },
    answer: { kind: 'at-most', mostMs: 26_900, of: { kind: 'gamma', meanMs: 12_000, cv: 0.6 } },
    failure: { kind: 'mixture', parts: [{ share: 0.65, of: { kind: 'fixed', valueMs: 30_000 } }, { share: 0.35, of: { kind: 'uniform', fromMs: 4_000, toMs: 20_000 } }] },
    talk: { kind: 'lognormal', meanMs: 150_000, cv: 1 },
    wrap: { kind: 'lognormal', meanMs: 30_000, cv: 0.6 },
    patience: null,
    machines: null,
    trunkLines: 10_000,
    minRingMs: 15_000,
    ringTimeoutMs: 30_000,
    connectWithinMs: 2_000,
  };
}

/** The answer rate that falls to less than half for the middle third of the day, and comes back. */
export function shiftingRate(lengthMs = 8 * HOUR_MS): AnswerRate {
  return { kind: 'pieces', pieces: [{ fromMs: 0, ratio: 0.4 }, { fromMs: lengthMs / 3, ratio: 0.15 }, { fromMs: lengthMs * 2 / 3, ratio: 0.4 }] };
}
