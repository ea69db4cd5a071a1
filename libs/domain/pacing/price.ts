import type { AbandonmentSoFar, PacingSettings } from './pacing';

/** Abandoned calls that may still be risked; negative is debt, which is never forgiven. */
export interface Budget {
  readonly left: number;
}

/**
 * Abandoned calls that are kept back from the target and from the cap: simulated days of 10 and 20 agents ended within two of
 * where they aimed, of fewer nearer to it. From the cap one at first, and of what the answers earn this share until they are
 * all kept: a campaign that begins is not held back for them.
 */
const KEPT_FROM_TARGET = 1;
const KEPT_FROM_CAP = 4;
const KEPT_BY_AN_AGENT = 0.3;
const KEPT_AT_FIRST = 1;
const EARNED_AND_KEPT = 0.75;

export function budgetOf({ answers, abandoned }: AbandonmentSoFar, { abandonTargetRatio, abandonCapRatio }: PacingSettings, agents: number): Budget {
  const toTarget = abandonTargetRatio * answers - abandoned - KEPT_FROM_TARGET;
  const allowed = abandonCapRatio * answers;
  const toCap = allowed - abandoned - Math.min(KEPT_FROM_CAP, KEPT_AT_FIRST + KEPT_BY_AN_AGENT * agents, KEPT_AT_FIRST + EARNED_AND_KEPT * allowed);
  return { left: Math.min(toTarget, toCap) };
}

const PRICE_PER_CALL = 0.12;
/** Debt weighs more: what the forecast does not know of must not become a standing debt, least of all on a short day. */
const PRICE_PER_CALL_OWED = 0.35;
/** Debt from which no risk is taken at all: so much is no bad luck, the forecast itself is wrong. */
const MOST_OWED = 8;
const LOWEST_PRICE = 1e-5;
const HIGHEST_PRICE = 0.5;
/** Of the factor that what is left makes: beyond every price, and finite. */
const HIGHEST_EXPONENT = 100;

/** The target at which the base prices were found; a stricter one begins more than in proportion lower, or it would be in debt all day. */
const USUAL_TARGET_RATIO = 0.028;
const STRICTER = 1.5;
/** Calls of debt from which the price falls twice as fast again. */
const DEBT_CALLS = 2;
/** Above so many agents a call of debt weighs less, by the root: more come and go by chance, and a large team that stops for them is slow to start again. */
const DEBT_AGENTS = 15;

/** Chance of a shortage that one more call may bring, when the budget is even. */
export function basePrice(agents: number, abandonTargetRatio: number): number {
  const share = Math.min(abandonTargetRatio, USUAL_TARGET_RATIO) / USUAL_TARGET_RATIO;
  return Math.min(0.03, 0.09 / Math.sqrt(Math.max(1, agents))) * share ** STRICTER;
}

/** Calls owed, as a team of so many feels them. */
function debt({ left }: Budget, agents: number): number {
  return Math.max(0, -left) / Math.sqrt(Math.max(1, agents / DEBT_AGENTS));
}

/** Whether a forecast is listened to at all; if not, one line goes to each idle agent. */
export function mayRisk(budget: Budget, agents: number): boolean {
  return debt(budget, agents) <= MOST_OWED;
}

/** The price of a risk: dearer with each abandoned call, cheaper with the answers that earn the next one. */
export function price(budget: Budget, agents: number, abandonTargetRatio: number): number {
  const owed = debt(budget, agents);
  const exponent = PRICE_PER_CALL * Math.max(0, budget.left) - PRICE_PER_CALL_OWED * owed * (1 + owed / DEBT_CALLS);
  return Math.min(HIGHEST_PRICE, Math.max(LOWEST_PRICE, basePrice(agents, abandonTargetRatio) * Math.exp(Math.min(exponent, HIGHEST_EXPONENT))));
}
