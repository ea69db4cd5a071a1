import { PacelineError } from '@paceline/platform/errors';

/** A refusal for some time; the answer says so in its `Retry-After` too. */
export function tooManyTries(waitSec: number): PacelineError {
  return new PacelineError('too-many-requests', 'wait', { retryAfterSec: waitSec });
}
