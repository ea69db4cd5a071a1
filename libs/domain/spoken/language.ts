/**
 * The languages that callers are spoken to in, by BCP 47. `zh-Hans` is Mandarin as it is said in mainland China, `zh-Hant`
 * as it is said in Taiwan: the same sounds in other words and other readings of numbers. Neither is Cantonese.
 */
export const SPOKEN_LANGUAGES = ['en', 'fa', 'ar', 'zh-Hans', 'zh-Hant', 'fil'] as const;
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

/** The largest number that is said. */
export const MAX_SPOKEN_NUMBER = 999_999;

/** Throws RangeError for what no number words are for: no whole number, or outside of the bounds. */
export function wholeNumber(value: number, least = 0, most = MAX_SPOKEN_NUMBER): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${String(value)} is no whole number from ${String(least)} to ${String(most)}`);
}
