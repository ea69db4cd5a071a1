/**
 * How a trunk wants the numbers that it is given. Rows, lists and screens keep E.164 with its plus sign; only what goes to the
 * trunk is written so.
 */
export type NumberFormat =
  /** +14155550100 */
  | { readonly style: 'e164-plus' }
  /** 14155550100 */
  | { readonly style: 'e164'; readonly prefix: string }
  /** 0014155550100, 01114155550100 */
  | { readonly style: 'international'; readonly prefix: string; readonly internationalPrefix: string }
  /** Numbers of the trunk's own country as they are dialed there (0301234567), others as `international`. */
  | {
      readonly style: 'national'; readonly prefix: string; readonly internationalPrefix: string;
      /** Calling code of the trunk's country, without `+`. */
      readonly callingCode: string;
      /** What stands before an area code inside the country: `0` in most, `1` or nothing in North America, nothing in Italy and Spain. */
      readonly trunkPrefix: string;
    };

export const DEFAULT_NUMBER_FORMAT: NumberFormat = { style: 'e164-plus' };

/**
 * A number as the trunk is given it: digits, with a plus sign before them in `e164-plus` alone. `prefix` comes first of all,
 * a code by which some trunks tell their customers or routes apart.
 * @param e164 with its plus sign; anything else (an extension) is given as it is
 */
export function dialedNumber(e164: string, format: NumberFormat): string {
  if (!e164.startsWith('+') || format.style === 'e164-plus') return e164;
  const digits = e164.slice(1);
  switch (format.style) {
    case 'e164': return format.prefix + digits;
    case 'international': return format.prefix + format.internationalPrefix + digits;
    // No calling code begins with another one, so that the number's own is told.
    case 'national': return format.prefix + (digits.startsWith(format.callingCode)
      ? format.trunkPrefix + digits.slice(format.callingCode.length) : format.internationalPrefix + digits);
  }
}
