import { isPhoneCountry } from '@paceline/platform/phones';
import { invalid } from './validation';

/** Two letters that people take for a country's in ISO 3166-1. */
const MISTAKEN: Readonly<Record<string, 'GB' | 'GR'>> = { UK: 'GB', EL: 'GR' };

/** A country that is none would be kept, and say nothing: refused, so that whoever named it learns of it. `path` of the text in the request. */
export function checkCountry(code: string, path: string): void {
  if (isPhoneCountry(code)) return;
  throw invalid(path, 'no-country', { country: code, meant: MISTAKEN[code] ?? null });
}
