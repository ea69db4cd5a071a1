import type { Score } from './scores';

/** Fewer people than this are known by what they say to whoever knows the team. */
export const LEAST_SHOWN = 5;

/**
 * Counts of an anonymous questionnaire beside their sum: those under five are hidden (null), none included, which says of everybody
 * that they did not. Others with them, the smallest first, until what is hidden is at least two cells and five people: the sum would tell
 * (complementary suppression; Statistical Policy Working Paper 22, FCSM 2005, ch. 2).
 */
export function shownCells(counts: readonly number[]): readonly (number | null)[] {
  const smallestFirst = counts.map((count, at) => ({ count, at })).sort((one, other) => one.count - other.count);
  const hidden = new Set<number>();
  let people = 0;
  for (const { count, at } of smallestFirst) {
    const isEnough = hidden.size === 0 || (hidden.size >= 2 && people >= LEAST_SHOWN);
    if (count >= LEAST_SHOWN && isEnough) break;
    hidden.add(at);
    people += count;
  }
  return counts.map((count, at) => hidden.has(at) ? null : count);
}

/** Null: of too few people to be shown. */
export function shownScore(score: Score): Score | null {
  return score.n < LEAST_SHOWN ? null : score;
}
