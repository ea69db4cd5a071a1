import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { IssueReasons } from '@paceline/contracts/messages/issue-reasons';
import type { Told } from '@paceline/contracts/messages/message';
import { plainIssue, shownName } from '@paceline/contracts/messages/plain-issue';
import { heard, says } from '@paceline/contracts/messages/schema-words';
import { PacelineError } from '@paceline/platform/errors';
import { z } from 'zod';

const SHOWN_ISSUES = 20;

type Issues = Parameters<NonNullable<NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']>>[0];

/** Every parameter of a route that names a schema is checked and converted by it; what is wrong is said in plain words. */
export function validationPipe(): StandardSchemaValidationPipe {
  z.config({ customError: plainIssue });
  return new StandardSchemaValidationPipe({ exceptionFactory: (issues) => validationFailed(issues) });
}

/** What is wrong with which part of the request. */
export function validationFailed(found: Issues): PacelineError {
  const issues = found.flatMap(byField).slice(0, SHOWN_ISSUES).map(({ message, path = [] }) => ({
    path: path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.'), ...heard(message),
  }));
  return new PacelineError('validation-failed', 'invalid-parts', { issues });
}

/** Fields that nobody knows are wrong each for itself, not the object that has them. */
function byField(issue: Issues[number]): Issues[number][] {
  if (!('code' in issue) || issue.code !== 'unrecognized_keys') return [issue];
  const { keys, path = [] } = issue as Issues[number] & z.core.$ZodIssueUnrecognizedKeys; // as its code says
  return unknownFields(keys, path);
}

export function unknownFields(keys: readonly string[], path: NonNullable<Issues[number]['path']> = []): Issues[number][] {
  return keys.slice(0, SHOWN_ISSUES).map((key) => ({ message: says('unknown'), path: [...path, shownName(key)] }));
}

/** One part of the request is wrong. `path` of the field, with dots. */
export function invalid(path: string, ...why: Told<IssueReasons>): PacelineError {
  return new PacelineError('validation-failed', 'invalid-parts', { issues: [{ path, ...heard(says(...why)) }] });
}
