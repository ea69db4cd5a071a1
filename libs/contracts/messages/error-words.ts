import type { Catalogue } from './catalogue';
import { ERROR_STATUS, type ErrorCode } from './error-reasons';
import { sentenceOf } from './message';

/** An error as rows, queues and answers carry it: no words of any language. */
export interface ErrorFacts {
  readonly code: string;
  readonly reason: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, code);
}

/** One sentence for the person who asked; of a reason that another version wrote the title of its code. */
export function errorInWords(catalogue: Catalogue, { code, reason, params }: ErrorFacts): string {
  const known = isErrorCode(code) ? code : 'internal-error';
  return sentenceOf(catalogue.errors[known], reason, params) ?? `${catalogue.errorTitles[known]}.`;
}
