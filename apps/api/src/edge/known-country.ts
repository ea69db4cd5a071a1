import { isPhoneCountry } from '@paceline/platform/phones';
import { invalid } from './validation';

/** Two letters that people take for a country's in ISO 3166-1. */
const MISTAKEN: Readonly<Record<string, string>> = { UK: 'GB, the United Kingdom', EL: 'GR, Greece' };

/** A country that is none would be kept, and say nothing: refused, so that whoever named it learns of it. `path` of the text in the request. */
export function checkCountry(code: string, path: string): void {
  if (isPhoneCountry(code)) return;
  const meant = MISTAKEN[code];
  throw invalid(path, `there is no country ${code}${meant === undefined ? '' : `: it is ${meant}`}`);
}
