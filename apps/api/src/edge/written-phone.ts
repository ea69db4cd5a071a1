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
    case 'doubtful-area': throw invalid(path, 'phone-lacks-area');
    case 'digits-lost': throw invalid(path, 'phone-shortened');
    case 'no-digit':
    case 'no-number': throw invalid(path, 'unreadable-phone', { country: country ?? null });
  }
}
