import type { SpokenLanguage } from './language';
import type { Piece } from './piece';

/** What a phone has: digits, star and hash. */
export const PHONE_KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'] as const;
export type PhoneKey = (typeof PHONE_KEYS)[number];

/** Digits said together: the caller compares three at a time with what they know by heart. */
const GROUP = 3;

/** How a digit of a phone number is said, where it is not the number's own word. */
const OF_PHONE_NUMBERS: Readonly<Record<SpokenLanguage, (digit: string) => Piece>> = {
  en: (digit) => digit,
  fa: (digit) => digit,
  ar: arabicDigit,
  // 幺 (yāo) for one, which is misheard as seven over the phone; in Taiwan it is plain 一.
  'zh-Hans': (digit) => digit === '1' ? '1-phone' : digit,
  'zh-Hant': (digit) => digit,
  // Numbers that are dialed are said in English words, as their owners say them; counting stays Filipino.
  fil: (digit) => `${digit}-phone`,
};

/**
 * A phone number, digit by digit, in groups of three with a pause between them; a single digit at the end joins the group
 * before it. A `+` is said. Throws RangeError for anything but digits behind at most one `+`.
 */
export function spokenPhoneNumber(language: SpokenLanguage, number: string): readonly Piece[] {
  if (!/^\+?[0-9]{1,30}$/.test(number)) throw new RangeError('a phone number is digits, with at most a + before them');
  const digits = [...number.replace('+', '')];
  const said = digits.flatMap((digit, index) => {
    const beginsGroup = index > 0 && index % GROUP === 0 && index < digits.length - 1;
    return [...beginsGroup ? ['pause'] : [], OF_PHONE_NUMBERS[language](digit)];
  });
  return number.startsWith('+') ? ['plus', ...said] : said;
}

/** The name of a key, as the object of "press". */
export function spokenKey(language: SpokenLanguage, key: PhoneKey): Piece {
  if (key === '*') return 'star';
  if (key === '#') return 'hash';
  if (language !== 'ar') return key;
  return key === '2' ? '2-m-oblique' : arabicDigit(key);
}

/** Digits are counted without a thing: in the forms of masculine things. */
function arabicDigit(digit: string): Piece {
  return digit === '0' ? '0' : `${digit}-m`;
}
