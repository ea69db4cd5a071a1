import type { NumberFacts } from '@paceline/domain/compliance/number-facts';
import { getCountries, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import { isNewUsNumber } from './numbering-news';
import { Remembered } from './remembered';

type Kind = NumberFacts['kind'];

/** Each is asked about at the claim, before the socket and at the door, within seconds. */
const asked = new Remembered<NumberFacts>(2_000);

/** What a number is, as far as numbering plans tell: facts for the rule that says whether it may be dialed. */
export function numberFacts(number: string): NumberFacts {
  return asked.of(number, () => read(number));
}

function read(number: string): NumberFacts {
  if (!number.startsWith('+')) return { number, kind: 'unknown', country: null, callingCode: null };
  if (isNewUsNumber(number)) return { number, kind: 'ordinary', country: 'US', callingCode: '1' };
  const parsed = parsePhoneNumberFromString(number, { extract: false });
  // The number of a code that no country has, or too short to be read at all.
  if (parsed === undefined) return { number, kind: number.length < SHORTEST ? 'short' : 'unknown', country: null, callingCode: null };
  const kind = parsed.isValid() ? kindOf(parsed.getType()) : validatePhoneNumberLength(number) === 'TOO_SHORT' ? 'short' : 'unknown';
  return { number, kind, country: parsed.country ?? null, callingCode: parsed.countryCallingCode };
}

/** Plus sign and digits of the shortest E.164 number that is dialed. */
const SHORTEST = 8;

function kindOf(type: string | undefined): Kind {
  switch (type) {
    case 'PREMIUM_RATE': return 'premium';
    case 'SHARED_COST': return 'shared-cost';
    case 'PERSONAL_NUMBER': return 'personal';
    default: return 'ordinary';
  }
}

/** Whether a prefix begins with a whole calling code: one that does not would name no country. */
export function hasCallingCode(prefix: string): boolean {
  return codes().some((code) => prefix.startsWith(`+${code}`));
}

/** ISO 3166-1 codes of which numbers are known. */
export function isDialableCountry(country: string): boolean {
  return isSupportedCountry(country);
}

let known: readonly string[] | null = null;
function codes(): readonly string[] {
  return known ??= [...new Set(getCountries().map((country) => getCountryCallingCode(country)))];
}
