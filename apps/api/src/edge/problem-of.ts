import { HttpException } from '@nestjs/common';
import { isPassing } from '@paceline/persistence';
import { ERROR_CODES, PacelineError, type ErrorCode } from '@paceline/platform/errors';

export interface ProblemFacts {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly extra: Readonly<Record<string, unknown>>;
  /** Ours to mend: logged with everything, and nothing of it told. */
  readonly isFault: boolean;
}

const BY_STATUS: Readonly<Record<number, { readonly code: ErrorCode; readonly detail: string }>> = {
  400: { code: 'validation-failed', detail: 'The request cannot be read.' },
  401: { code: 'not-authenticated', detail: 'Log in, and send the token as a Bearer token.' },
  403: { code: 'not-allowed', detail: 'Your role does not allow this.' },
  404: { code: 'not-found', detail: 'There is nothing at this address.' },
  413: { code: 'body-too-large', detail: 'The request is larger than what is taken here.' },
  415: { code: 'unsupported-media', detail: 'Send JSON as application/json.' },
  429: { code: 'too-many-requests', detail: 'Too many tries. Wait a minute.' },
  503: { code: 'unavailable', detail: 'A service that this needs is not there now. Try again.' },
};

/** Whatever was thrown, as what the person who asked is told of it. */
export function problemOf(thrown: unknown): ProblemFacts {
  if (thrown instanceof PacelineError) return { code: thrown.code, detail: thrown.detail, extra: thrown.extra, isFault: ERROR_CODES[thrown.code].status >= 500 };
  if (thrown instanceof HttpException) return ofHttp(thrown);
  if (isPassing(thrown)) return { ...known(503), extra: {}, isFault: true };
  return { code: 'internal-error', detail: 'It was logged under this request id.', extra: {}, isFault: true };
}

function ofHttp(exception: HttpException): ProblemFacts {
  const status = exception.getStatus();
  if (typeOf(exception.cause) === 'entity.parse.failed') {
    return { code: 'validation-failed', detail: 'The body is not valid JSON.', extra: {}, isFault: false };
  }
  const fallback = status >= 500 ? { code: 'internal-error', detail: 'It was logged under this request id.' } as const : known(400);
  return { ...(BY_STATUS[status] ?? fallback), extra: {}, isFault: status >= 500 };
}

function known(status: 400 | 503): { readonly code: ErrorCode; readonly detail: string } {
  return BY_STATUS[status] ?? { code: 'internal-error', detail: '' };
}

/** The kind of error that the body parser gives. */
function typeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'type' in cause ? cause.type : undefined;
}
