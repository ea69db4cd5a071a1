/**
 * Every error that the API can answer, by its stable code: the HTTP status and the title of its
 * problem+json (RFC 9457). The detail says what a manager can do about it.
 */
export const ERROR_CODES = {
  'validation-failed': { status: 400, title: 'The request is not valid' },
  'not-authenticated': { status: 401, title: 'Log in first' },
  'wrong-credentials': { status: 401, title: 'The user name or the password is wrong' },
  'wrong-password': { status: 400, title: 'The current password is wrong' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'already-exists': { status: 409, title: 'There is one like it already' },
  'wrong-state': { status: 409, title: 'Not possible in the present state' },
  'campaign-not-ready': { status: 409, title: 'The campaign cannot start yet' },
  'dialing-stopped': { status: 409, title: 'All dialing is stopped' },
  'no-decisions-kept': { status: 409, title: 'Nothing of that time is kept' },
  'agent-not-signed-in': { status: 409, title: 'The agent is not signed in' },
  'leg-not-connected': { status: 409, title: 'The agent\'s phone is not connected' },
  'import-unreadable': { status: 422, title: 'The file cannot be read as a contact list' },
  'prompt-unplayable': { status: 422, title: 'The switch could not play this file' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'file-too-large': { status: 413, title: 'The file is too large' },
  'range-not-satisfiable': { status: 416, title: 'There is no such part of it' },
  'unsupported-media': { status: 415, title: 'This kind of content is not understood' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'in-use': { status: 409, title: 'It is still in use' },
  'internal-error': { status: 500, title: 'Something failed on our side' },
  'not-set-up': { status: 503, title: 'This installation is not set up for it' },
  'unavailable': { status: 503, title: 'A service that this needs is not there now' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that a user can understand: answered as it is, logged as a warning at most. */
export class PacelineError extends Error {
  constructor(
    readonly code: ErrorCode,
    /** One sentence for the person who asked. */
    readonly detail: string,
    /** Further fields of the problem document. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'PacelineError';
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

export function notFound(what: string, id: string): PacelineError {
  return new PacelineError('not-found', `No ${what} has the id ${id}.`);
}

/** What to log of something thrown, which need not be an Error. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
