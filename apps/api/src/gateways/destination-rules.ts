import type { PatchGateway } from '@paceline/contracts/gateways';
import { hasCallingCode } from '@paceline/platform/number-kind';
import { checkCountry } from '../edge/known-country';
import { invalid } from '../edge/validation';

/** A country or prefix that names none would be kept and allow nothing: refused, so that whoever named it learns of it. */
export function checkDestinations({ allowedCountries = [], allowedPrefixes = [] }: Pick<PatchGateway, 'allowedCountries' | 'allowedPrefixes'>): void {
  for (const [index, code] of allowedCountries.entries()) checkCountry(code, `allowedCountries.${index}`);
  for (const [index, prefix] of allowedPrefixes.entries()) {
    if (!hasCallingCode(prefix)) throw invalid(`allowedPrefixes.${index}`, 'prefix-of-no-country', { prefix });
  }
}
