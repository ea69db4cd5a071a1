/**
 * The languages that callers are spoken to in, by BCP 47. `zh-Hans` is Mandarin as it is said in mainland China, `zh-Hant`
 * as it is said in Taiwan: the same sounds in other words and other readings of numbers. Neither is Cantonese.
 */
export const SPOKEN_LANGUAGES = ['en', 'fa', 'ar', 'zh-Hans', 'zh-Hant', 'fil'] as const;
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

/** Scripts and regions of Chinese, and the older name of Filipino; of every other language the first part tells. */
const OTHER_NAMES: Readonly<Record<string, SpokenLanguage>> = {
  zh: 'zh-Hans', 'zh-CN': 'zh-Hans', 'zh-SG': 'zh-Hans', 'zh-TW': 'zh-Hant', 'zh-HK': 'zh-Hant', 'zh-MO': 'zh-Hant', tl: 'fil',
};

/** The language that is spoken to those who chose another tag of BCP 47 (fa-IR, zh-TW, tl); null: none of ours. */
export function spokenLanguageOf(tag: string): SpokenLanguage | null {
  const parts = tag.split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const shorter = parts.slice(0, length).join('-');
    const spoken = SPOKEN_LANGUAGES.find((language) => language === shorter) ?? OTHER_NAMES[shorter];
    if (spoken !== undefined) return spoken;
  }
  return null;
}

/** The largest number that is said. */
export const MAX_SPOKEN_NUMBER = 999_999;

/** Throws RangeError for what no number words are for: no whole number, or outside of the bounds. */
export function wholeNumber(value: number, least = 0, most = MAX_SPOKEN_NUMBER): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${String(value)} is no whole number from ${String(least)} to ${String(most)}`);
}
