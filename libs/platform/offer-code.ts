import { randomBytes } from 'node:crypto';
import { CODE_BYTES, codeOf, spokenCodeOf } from '@paceline/domain/offer/code';

/** A code that nobody can guess, for whoever takes an offer. */
export function newOfferCode(): string {
  return codeOf([...randomBytes(CODE_BYTES)]);
}

/** One for whoever only hears it. */
export function newSpokenCode(): string {
  return spokenCodeOf([...randomBytes(CODE_BYTES)]);
}
