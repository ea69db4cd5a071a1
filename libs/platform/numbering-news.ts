/**
 * What numbering plans have that libphonenumber's data (1.13.16) has not, and what it no longer takes although lists are
 * full of it. Look here when the library is made newer: what it knows by then is deleted.
 */

/**
 * Area codes of the United States that are in service and missing there, by the North American Numbering Plan
 * Administrator's list of area codes in service (nanpa.com, November 2026).
 */
export const NEW_US_AREA_CODES: ReadonlyMap<string, string> = new Map([
  ['861', 'Illinois, with 309, since February 2023'],
  ['924', 'Minnesota, with 507, since 2024'],
  ['621', 'Texas, with 713, since January 2025'],
  ['624', 'New York, with 716, since 2025'],
  ['679', 'Michigan, with 313, since 2025'],
  ['729', 'Tennessee, with 423, since 2025'],
]);

/** A number of such an area, its exchange as everywhere in the plan: never with 0 or 1 first, never N11. */
const NEW_US_NUMBER = new RegExp(`^(?:\\+?1)?((?:${[...NEW_US_AREA_CODES.keys()].join('|')})(?![2-9]11)[2-9][0-9]{6})$`);

/**
 * Mexico dropped the 1 behind +52 for mobiles, and 01, 044, 045 at home, on 3 August 2019 (Instituto Federal de
 * Telecomunicaciones); phones keep them in their address books.
 */
const OLD_MEXICAN = /^(?:\+52)(?:1|01|044|045)([2-9][0-9]{9})$/;
const OLD_MEXICAN_AT_HOME = /^(?:52)?(?:1|01|044|045)([2-9][0-9]{9})$/;

/** Benin put 01 before each number of eight digits on 30 November 2024 (ARCEP Bénin). */
const OLD_BENINESE = /^\+229([24-9][0-9]{7})$/;
const OLD_BENINESE_AT_HOME = /^(?:229)?([24-9][0-9]{7})$/;

/**
 * The international number that is meant by digits the library does not take, or null.
 * @param digits 0–9, with a plus sign when the country is written.
 * @param country ISO 3166-1, of numbers that are written without it.
 */
export function newsOf(digits: string, country: string | null): string | null {
  const written = digits.startsWith('+');
  const [, american] = written || country === 'US' || country === 'CA' ? NEW_US_NUMBER.exec(digits) ?? [] : [];
  if (american !== undefined) return `+1${american}`;
  const [, mexican] = OLD_MEXICAN.exec(digits) ?? (country === 'MX' ? OLD_MEXICAN_AT_HOME.exec(digits) : null) ?? [];
  if (mexican !== undefined) return `+52${mexican}`;
  const [, beninese] = OLD_BENINESE.exec(digits) ?? (country === 'BJ' ? OLD_BENINESE_AT_HOME.exec(digits) : null) ?? [];
  return beninese === undefined ? null : `+22901${beninese}`;
}

/** Whether an international number lies in an area that the library does not know yet. */
export function isNewUsNumber(number: string): boolean {
  return number.startsWith('+1') && NEW_US_NUMBER.test(number);
}
