import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { LoggedIn } from '@paceline/persistence';
import { PacelineError } from '@paceline/platform/errors';
import type { Request } from 'express';

/** Who asks, as the database has them at this request. */
export type CurrentUser = LoggedIn;

export interface AuthenticatedRequest extends Request {
  user?: CurrentUser;
}

/** The user of the request; only behind the guard. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): CurrentUser => {
  const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (user === undefined) throw new PacelineError('not-authenticated', 'no-login');
  return user;
});
