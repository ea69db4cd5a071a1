import type { PatchGateway } from '@paceline/contracts/gateways';
import { hasCallingCode, isDialableCountry } from '@paceline/platform/number-kind';
import { invalid } from '../edge/validation';

/** A country or prefix that names none would be kept and allow nothing: refused, so that whoever named it learns of it. */
export function checkDestinations({ allowedCountries = [], allowedPrefixes = [] }: Pick<PatchGateway, 'allowedCountries' | 'allowedPrefixes'>): void {
  for (const [index, code] of allowedCountries.entries()) {
    if (!isDialableCountry(code)) throw invalid(`allowedCountries.${index}`, `there are no phone numbers of a country ${code}`);
  }
  for (const [index, prefix] of allowedPrefixes.entries()) {
    if (!hasCallingCode(prefix)) throw invalid(`allowedPrefixes.${index}`, `${prefix} is no country's: begin with its whole calling code, such as +98`);
  }
}
