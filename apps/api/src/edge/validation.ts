import { StandardSchemaValidationPipe } from '@nestjs/common';
import { PacelineError } from '@paceline/platform/errors';
import { z } from 'zod';
import { plainMessage } from './plain-message';

const SHOWN_ISSUES = 20;

type Issues = Parameters<NonNullable<NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory']>>[0];

/** Every parameter of a route that names a schema is checked and converted by it; what is wrong is said in plain words. */
export function validationPipe(): StandardSchemaValidationPipe {
  z.config({ customError: plainMessage });
  return new StandardSchemaValidationPipe({ exceptionFactory: (issues) => validationFailed(issues) });
}

/** What is wrong with which part of the request. */
export function validationFailed(found: Issues): PacelineError {
  const issues = found.slice(0, SHOWN_ISSUES).map(({ message, path = [] }) => ({
    path: path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.'), message,
  }));
  const [first] = issues;
  const detail = first === undefined ? 'The request is not valid.' : `${first.path === '' ? 'The request' : first.path}: ${first.message}`;
  return new PacelineError('validation-failed', detail, { issues });
}

export function invalid(path: string, message: string): PacelineError {
  return validationFailed([{ message, path: path === '' ? [] : path.split('.') }]);
}
