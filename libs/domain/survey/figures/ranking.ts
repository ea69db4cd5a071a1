import type { Score } from './scores';

/** With fewer answers nobody is above or below anybody. */
export const LEAST_TO_RANK = 30;

export interface Ranked<T> {
  readonly of: T;
  readonly score: Score;
  /** From 1, the same for those who have the same score; null: too few answers to be ranked. */
  readonly rank: number | null;
}

/** The best first, and behind them those with too few answers, in the order in which they came. */
export function ranked<T>(scores: readonly { readonly of: T; readonly score: Score }[]): readonly Ranked<T>[] {
  const enough = scores.filter(({ score }) => mayBeRanked(score)).sort((one, other) => (other.score.value ?? 0) - (one.score.value ?? 0));
  return [
    ...enough.map((each) => ({ ...each, rank: 1 + enough.findIndex(({ score }) => score.value === each.score.value) })),
    ...scores.filter(({ score }) => !mayBeRanked(score)).map((each) => ({ ...each, rank: null })),
  ];
}

function mayBeRanked({ n, value }: Score): boolean {
  return n >= LEAST_TO_RANK && value !== null;
}
