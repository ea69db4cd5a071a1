import type { AbandonmentSoFar, PacingSettings } from './pacing';

/** Answers' worth of abandonment still to be had; negative is debt, which is never forgiven. */
export interface Budget {
  readonly left: number;
  readonly ratio: number;
}

/** Abandoned calls that are kept back from the cap: simulated days of 10 and 20 agents ended within two of where they aimed. */
const RESERVE_CALLS = 3;

export function budgetOf({ answers, abandoned }: AbandonmentSoFar, { abandonTargetRatio, abandonCapRatio }: PacingSettings): Budget {
  const toTarget = abandonTargetRatio * answers - abandoned;
  const toCap = abandonCapRatio * answers - abandoned - RESERVE_CALLS;
  return { left: Math.min(toTarget, toCap), ratio: answers > 0 ? abandoned / answers : 0 };
}

const PRICE_PER_CALL = 0.12;
const LOWEST_PRICE = 1e-5;
const HIGHEST_PRICE = 0.5;

/** Chance of a shortage that one more call may bring, when the budget is even. */
export function basePrice(agents: number): number {
  return Math.min(0.03, 0.09 / Math.sqrt(Math.max(1, agents)));
}

/** The price of a risk: dearer with each abandoned call, cheaper with the answers that earn the next one. */
export function price(budget: Budget, agents: number): number {
  return Math.min(HIGHEST_PRICE, Math.max(LOWEST_PRICE, basePrice(agents) * Math.exp(PRICE_PER_CALL * budget.left)));
}
