import { parsePhone } from './phones';

/** What trunks write instead of a number that was withheld or that nobody knows. */
const NO_NUMBER = /^(?:anonymous|anon|restricted|private|unavailable|unknown|withheld|blocked|coinphone|payphone|asterisk|invalid|none|null|undefined|no ?number|0+)$/i;

/** Fewer digits that read as no number are one without its area, or an extension. */
const SHORTEST_WITHOUT_MARK = 10;

/**
 * The number of whoever calls, or is called, as a trunk tells it: with a plus sign, with the way abroad before it, as digits of an
 * international or of a national number, or within a SIP or tel address. E.164; null: withheld, or none that could be called.
 * @param home ISO 3166-1, of the number that was called: where numbers are from that are written as at home there. Null: nobody knows
 */
export function toldNumber(told: string, home: string | null = null): string | null {
  const text = withoutAddress(told);
  if (NO_NUMBER.test(text) || !/^[+0-9][0-9 ().-]*$/.test(text)) return null;
  const digits = text.replace(/[^0-9+]/g, '');
  if (/^\+/.test(digits)) return international(digits.slice(1));
  // With its country's code, as most trunks write it without the plus sign: at home or, where it reads as no number of home's, abroad.
  const atHome = home === null ? null : parsePhone(digits, home)?.e164 ?? null;
  if (atHome !== null) return atHome;
  const abroad = /^00([1-9].*)$/.exec(digits)?.[1];
  if (abroad !== undefined) return international(abroad);
  return home !== null && digits.length < SHORTEST_WITHOUT_MARK ? parsePhone(`+${digits}`, null)?.e164 ?? null : international(digits);
}

/** Which of our numbers was called; none: it is nobody's of us; several: each of them is written so at home. */
export type CalledNumber = { readonly kind: 'one'; readonly number: string } | { readonly kind: 'none' } | { readonly kind: 'several'; readonly numbers: readonly string[] };

/**
 * The number that was called, as a trunk tells it: of ours the one that is written so, internationally or at home. Where two countries'
 * would be, the trunk's home decides.
 * @param own E.164, of all that could be meant
 * @param isOfTrunk whether a number is of the trunk's own country
 */
export function calledNumber(told: string, own: readonly string[], isOfTrunk: (number: string) => boolean): CalledNumber {
  const meant = own.filter((number) => toldNumber(told) === number || toldNumber(told, homeOf(number)) === number);
  const atHome = meant.filter(isOfTrunk);
  const [number, ...others] = meant.length > 1 && atHome.length > 0 ? atHome : meant;
  if (number === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', number } : { kind: 'several', numbers: [number, ...others] };
}

/** The last digits of a number that a trunk told, by which ours are looked for; null: too few, or no number at all. */
export function lastDigits(told: string): string | null {
  return /[0-9]{7}$/.exec(withoutAddress(told).replace(/[ ().-]/g, ''))?.[0] ?? null;
}

/** The country of a number, ISO 3166-1; null where the number does not tell. */
export function homeOf(e164: string): string | null {
  return parsePhone(e164, null)?.country ?? null;
}

/** Numbers too new for the plan are as good as others: they are told by a network. */
function international(digits: string): string | null {
  if (!/^[1-9][0-9]{6,14}$/.test(digits)) return null;
  return parsePhone(`+${digits}`, null)?.e164 ?? `+${digits}`;
}

/** Of `"Sara" <sip:+12125550142;phone-context=…@trunk.example;user=phone>` the number alone. */
function withoutAddress(told: string): string {
  const within = /<([^>]*)>/.exec(told)?.[1] ?? told;
  const user = within.trim().replace(/^(?:sips?|tel):/i, '').replace(/[@;?].*$/s, '');
  return user.replace(/%2B/gi, '+').replace(/%23/g, '#').trim();
}
