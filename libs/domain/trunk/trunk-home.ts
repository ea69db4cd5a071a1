import type { NumberFormat } from './number-format';

/** What tells of a trunk in which country it stands. */
export interface TrunkPlace { readonly numberFormat: NumberFormat | null; readonly allowedCountries: readonly string[] }

/**
 * Whether a number is of the country in which a trunk stands: that in whose national form it takes numbers, or else the only one that
 * it may dial. False for a trunk that tells neither.
 * @param country of the number, ISO 3166-1; null: unknown
 */
export function isAtTrunksHome({ numberFormat, allowedCountries: [only, ...others] }: TrunkPlace, e164: string, country: string | null): boolean {
  if (numberFormat?.style === 'national') return e164.startsWith(`+${numberFormat.callingCode}`);
  return only !== undefined && others.length === 0 && country === only;
}
