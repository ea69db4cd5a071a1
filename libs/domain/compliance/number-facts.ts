/** What kind of number it is and whose country: facts that whoever asks a rule of numbers brings along. */
export interface NumberFacts {
  /** E.164 with its plus sign, or the digits of a short number as somebody dialed them. */
  readonly number: string;
  /** ordinary: of a range that people and firms have, toll-free ones included. short: too short for a subscriber. unknown: of no range that is known. */
  readonly kind: 'ordinary' | 'premium' | 'shared-cost' | 'personal' | 'short' | 'unknown';
  /** ISO 3166-1; null when the number is of no country, or nobody knows. */
  readonly country: string | null;
  /** Without its plus sign; null when the number begins with none. */
  readonly callingCode: string | null;
}
