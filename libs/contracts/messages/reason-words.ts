import type { PacingReason } from '@paceline/domain/pacing';
import type { Catalogue } from './catalogue';
import { sentenceOf } from './message';

/** A pacing reason as a sentence for a manager; its code where another version of the worker gave it. */
export function pacingInWords({ pacing }: Catalogue, reason: PacingReason): string {
  return sentenceOf(pacing, reason.limit, reason) ?? reason.limit;
}

/** Why a phone was not called, or a contact is not called now; the code itself where it has no words. */
export function refusalInWords({ refusals }: Catalogue, code: string): string {
  return sentenceOf(refusals, code, {}) ?? code;
}
