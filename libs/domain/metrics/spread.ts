/** How durations are spread; milliseconds. */
export interface Spread {
  readonly count: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly longestMs: number;
}

/** Null when there are none. */
export function spreadOf(durationsMs: readonly number[]): Spread | null {
  const inOrder = [...durationsMs].sort((one, other) => one - other);
  const longestMs = inOrder.at(-1);
  if (longestMs === undefined) return null;
  const meanMs = inOrder.reduce((sum, durationMs) => sum + durationMs, 0) / inOrder.length;
  return { count: inOrder.length, meanMs, medianMs: percentile(inOrder, 0.5), p90Ms: percentile(inOrder, 0.9), longestMs };
}

/**
 * The smallest of them that a share of all does not exceed (nearest rank; definition 1 of Hyndman and Fan, "Sample Quantiles in
 * Statistical Packages", The American Statistician 50, 1996): always one that somebody really waited.
 */
function percentile(inOrder: readonly number[], share: number): number {
  const rank = Math.ceil(share * inOrder.length - 1e-9);
  return inOrder[Math.max(1, rank) - 1] ?? 0;
}
