import { mayBeAbandoned } from '../compliance/abandonment-budget';
import { abandonedByUs } from '../metrics/abandonment';
import type { AbandonmentSoFar, PacingSettings } from './pacing';

/** What a reason says of abandonment: where it stands, what it aims at, and how many persons more the law allows, as the manager sees it. */
export interface BudgetInReasons {
  readonly abandonedRatio: number;
  readonly abandonTargetRatio: number;
  readonly budgetLeft: number;
}

export function budgetFigures({ answers, abandoned }: AbandonmentSoFar, { abandonTargetRatio, abandonCapRatio }: PacingSettings): BudgetInReasons {
  return { abandonedRatio: abandonedByUs({ answers, abandoned }) ?? 0, abandonTargetRatio, budgetLeft: mayBeAbandoned(abandonCapRatio, answers) - abandoned };
}
