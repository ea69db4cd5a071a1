import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { toAsciiDigits } from './native-digits';

export interface ParsedPhone {
  /** E.164 with its plus sign. */
  readonly e164: string;
  /** ISO 3166-1, when the number tells. */
  readonly country: CountryCode | null;
}

/** Longer than any number that people write, extension and blanks included. */
const MAX_WRITTEN = 40;

/** Invisible marks that come along when a number is copied out of right-to-left text. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * The number that a person wrote, in any digits, or null when it is none: the whole text must be one number.
 * @param country of numbers that are written without `+` or `00`; without it those are none.
 */
export function parsePhone(written: string, country: string | null): ParsedPhone | null {
  if (written.length > MAX_WRITTEN) return null;
  const text = toAsciiDigits(written).replace(INVISIBLE, '').trim().replace(/^(00|＋)/, '+');
  const parsed = parsePhoneNumberFromString(text, {
    extract: false, // else `call +98…{bridge` would be a number
    ...(country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {}),
  });
  if (!parsed?.isValid()) return null;
  return { e164: parsed.number, country: parsed.country ?? null };
}

/** Whether numbers can be read with this country, ISO 3166-1. */
export function isPhoneCountry(country: string): boolean {
  return isSupportedCountry(country);
}
