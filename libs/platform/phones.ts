import { Metadata } from 'libphonenumber-js/core'; // under CommonJS, /max has none
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode, type MetadataJson, type PhoneNumber } from 'libphonenumber-js/max';
import everyPlan from 'libphonenumber-js/max/metadata';
import { toAsciiDigits } from '@paceline/domain/lists/native-digits';
import { withoutLabel } from '@paceline/domain/lists/number-labels';
import { undamaged } from '@paceline/domain/lists/spreadsheet-damage';
import { isNewUsNumber, newsOf } from './numbering-news';

export interface ParsedPhone {
  /** E.164 with its plus sign. */
  readonly e164: string;
  /** ISO 3166-1, when the number tells. */
  readonly country: CountryCode | null;
  /** A line that a household or an office may share; false where the plan does not tell it from a mobile. */
  readonly isLandline: boolean;
  /** Digits behind the number that are dialed after the answer: known, and not part of the number. */
  readonly extension: string | null;
}

export type PhoneProblem =
  /** No digit at all: an empty cell in words. */
  | 'no-digit'
  /** Nothing that a telephone network would take. */
  | 'no-number'
  /** A spreadsheet has shortened it. */
  | 'digits-lost'
  /** A landline without its area code, or one without the digit before it: it reads as a number of another city. */
  | 'doubtful-area';

export type PhoneReading =
  | { readonly kind: 'phone'; readonly phone: ParsedPhone }
  | { readonly kind: 'none'; readonly problem: PhoneProblem };

/** Longer than any number that people write, label, formula and extension included. */
const MAX_WRITTEN = 80;

/** Invisible marks that come along when a number is copied out of right-to-left text. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * The number that a person or a program wrote, in any digits: the whole text must be one number, with nothing around
 * it but a label.
 * @param home where numbers are from that are written without `+`: ISO 3166-1 or a calling code such as `+44` that stands
 *  beside them; without it those are none.
 */
export function readPhone(written: string, home: string | null): PhoneReading {
  if (written.length > MAX_WRITTEN) return none(/\p{Nd}/u.test(written) ? 'no-number' : 'no-digit');
  const plain = toAsciiDigits(written.normalize('NFKC')).replace(INVISIBLE, '').trim();
  if (!/[0-9]/.test(plain)) return none('no-digit');
  const mended = undamaged(plain);
  if (mended.kind === 'digits-lost') return none('digits-lost');
  if (mended.kind === 'fraction') return none('no-number');
  const unlabelled = withoutLabel(mended.text);
  // A label may have stood before what a spreadsheet damaged.
  const again = unlabelled === mended.text ? mended : undamaged(unlabelled);
  if (again.kind !== 'text') return none(again.kind === 'digits-lost' ? 'digits-lost' : 'no-number');
  const text = again.text.replace(/^\(\+/, '+(');

  const found = parse(text, home);
  if (found === null) return none('no-number');
  if (mayLackItsArea(found, text, home)) return none('doubtful-area');
  const country = found.country ?? (isNewUsNumber(found.number) ? 'US' : null);
  return { kind: 'phone', phone: { e164: found.number, country, isLandline: found.getType() === 'FIXED_LINE', extension: found.ext ?? null } };
}

/** The same without the reason: null when it is no number. */
export function parsePhone(written: string, home: string | null): ParsedPhone | null {
  const reading = readPhone(written, home);
  return reading.kind === 'phone' ? reading.phone : null;
}

/** Whether numbers can be read with this country, ISO 3166-1. */
export function isPhoneCountry(country: string): country is CountryCode {
  return isSupportedCountry(country);
}

function none(problem: PhoneProblem): PhoneReading {
  return { kind: 'none', problem };
}

function parse(text: string, home: string | null): PhoneNumber | null {
  const isCode = home?.startsWith('+') === true;
  const country = home !== null && !isCode && isPhoneCountry(home) ? home : null;
  const whole = valid(text, isCode ? { defaultCallingCode: home.slice(1) } : country === null ? {} : { defaultCountry: country });
  if (whole !== null) return whole;

  const digits = text.replace(/[^0-9+]/g, '');
  const abroad = writtenWithZeros(text, digits, country);
  if (abroad !== null) return abroad;
  // Only digits and what people put between them: else a letter within a number would be passed over here.
  if (!/^[0-9+ ()./-]+$/.test(text)) return null;
  const news = newsOf(isCode && !digits.startsWith('+') ? `${home}${digits}` : digits, country);
  return news === null ? null : valid(news, {});
}

/**
 * `00` is the way abroad in most of the world, and people write it everywhere. But where the country's own way abroad begins
 * with it (Hong Kong's 001, Korea's 00700), the library has read that already, and the rest would be another number.
 */
function writtenWithZeros(text: string, digits: string, country: CountryCode | null): PhoneNumber | null {
  if (!digits.startsWith('00')) return null;
  const number = valid(text.replace(/^[^0-9]*00/, '+'), {});
  if (number === null || country === null || number.country === country) return number;
  return new RegExp(`^(?:${wayAbroad(country)})`).test(digits) ? null : number;
}

function wayAbroad(country: CountryCode): string {
  return planOf(country)?.IDDPrefix() ?? '00';
}

function planOf(country: CountryCode): Metadata['numberingPlan'] {
  // TypeScript reads the JSON itself, in which a country is any text; the package means it for this.
  const metadata = new Metadata(everyPlan as unknown as MetadataJson);
  metadata.selectNumberingPlan(country);
  return metadata.numberingPlan;
}

type Home = { defaultCountry: CountryCode } | { defaultCallingCode: string } | Record<string, never>;

function valid(text: string, home: Home): PhoneNumber | null {
  // Without `extract: false` a number within `call +98…{bridge` would be one.
  const number = parsePhoneNumberFromString(text, { extract: false, ...home });
  return number !== undefined && (number.isValid() || isNewUsNumber(number.number)) ? number : null;
}

/** Digits of the longest area code that is tried. */
const MAX_AREA_DIGITS = 2;

/**
 * `8700 0000` is a household in Taipei, and with Taiwan's country code alone one in Pingtung. Where area codes have a digit
 * before them (0, Russia's 8), a landline that was written without it may lack the whole area code; it does so if some
 * area's code before it makes a landline, too.
 */
function mayLackItsArea(number: PhoneNumber, text: string, home: string | null): boolean {
  const { country, nationalNumber, countryCallingCode } = number;
  if (country === undefined || home === null || home.startsWith('+') || text.replace(/[^0-9+]/g, '') !== nationalNumber) return false;
  const type = number.getType();
  if (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') return false;
  if (number.formatNational().replace(/[^0-9]/g, '') === nationalNumber) return false; // no digit comes before it
  const lengths = planOf(country)?.possibleLengths() ?? [];
  for (let area = 1; area <= MAX_AREA_DIGITS; area++) {
    if (!lengths.includes(nationalNumber.length + area)) continue;
    for (let code = 10 ** (area - 1); code < 10 ** area; code++) {
      if (valid(`+${countryCallingCode}${code}${nationalNumber}`, {})?.getType() === 'FIXED_LINE') return true;
    }
  }
  return false;
}
