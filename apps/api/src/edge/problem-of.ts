import { HttpException } from '@nestjs/common';
import type { ErrorTold } from '@paceline/contracts/messages/error-reasons';
import { isPassing } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';

export interface Refusal {
  readonly error: PacelineError;
  /** Ours to mend: logged with everything, and nothing of it told. */
  readonly isFault: boolean;
}

const LOGGED: ErrorTold = ['internal-error', 'logged'];
const UNREADABLE: ErrorTold = ['validation-failed', 'unreadable'];
const BY_STATUS: Readonly<Record<number, ErrorTold>> = {
  400: UNREADABLE,
  401: ['not-authenticated', 'no-login'],
  403: ['not-allowed', 'by-role'],
  404: ['not-found', 'address'],
  413: ['body-too-large', 'larger-than-taken'],
  415: ['unsupported-media', 'json'],
  429: ['too-many-requests', 'wait-a-minute'],
  503: ['unavailable', 'try-again'],
};

/** Whatever was thrown, as what the person who asked is told of it. */
export function problemOf(thrown: unknown): Refusal {
  if (thrown instanceof PacelineError) return { error: thrown, isFault: thrown.status >= 500 };
  if (thrown instanceof HttpException) return ofHttp(thrown);
  return { error: new PacelineError(...isPassing(thrown) ? ['unavailable', 'try-again'] as const : LOGGED), isFault: true };
}

function ofHttp(exception: HttpException): Refusal {
  const status = exception.getStatus();
  if (typeOf(exception.cause) === 'entity.parse.failed') return { error: new PacelineError('validation-failed', 'no-json'), isFault: false };
  return { error: new PacelineError(...BY_STATUS[status] ?? (status >= 500 ? LOGGED : UNREADABLE)), isFault: status >= 500 };
}

/** The kind of error that the body parser gives. */
function typeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'type' in cause ? cause.type : undefined;
}
