import { randomBytes } from 'node:crypto';
import { CODE_BYTES, codeOf } from '@paceline/domain/offer/code';

/** A code that nobody can guess, for whoever takes an offer. */
export function newOfferCode(): string {
  return codeOf([...randomBytes(CODE_BYTES)]);
}
