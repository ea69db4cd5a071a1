import { readPhone, type ParsedPhone } from '@paceline/platform/phones';
import { checkCountry } from './known-country';
import { invalid } from './validation';

/**
 * The number that a person wrote, read as those of imported files are; `validation-failed` when it is none.
 * @param country where a number without a plus sign is from
 * @param path of the text in the request
 */
export function phoneOf(written: string, country: string | undefined, path: string): ParsedPhone {
  if (country !== undefined) checkCountry(country, 'country');
  const reading = readPhone(written, country ?? null);
  if (reading.kind === 'phone') return reading.phone;
  switch (reading.problem) {
    case 'doubtful-area': throw invalid(path, 'has no area code, and would be a number of another city: write it with its area code, or with + and the country code');
    case 'digits-lost': throw invalid(path, 'was a number once: a spreadsheet has shortened it');
    case 'no-digit':
    case 'no-number': throw invalid(path, country === undefined ? 'is no phone number with its country code' : `is no phone number in ${country}`);
  }
}
