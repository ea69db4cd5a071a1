/** Both bounds included, in the unit of what it is about. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Of the normal distribution, for 95 % on both sides. */
export const Z95 = 1.959963984540054;

/**
 * The 95 % interval of a share, 0 to 1 (E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927; the
 * choice of R. G. Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17, 1998). It holds for few and for extreme shares,
 * where the usual one ends at 0 ± 0. Null: of nobody.
 */
export function wilson(hits: number, n: number): Interval | null {
  if (n <= 0) return null;
  const z2 = Z95 ** 2;
  const share = hits / n;
  const centre = share + z2 / (2 * n);
  const half = Z95 * Math.sqrt(share * (1 - share) / n + z2 / (4 * n ** 2));
  // At the ends it is exact; sums of decimals are not.
  return { low: hits === 0 ? 0 : (centre - half) / (1 + z2 / n), high: hits === n ? 1 : (centre + half) / (1 + z2 / n) };
}
