import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Role } from '@paceline/contracts/permissions';
import { PacelineError } from '@paceline/platform/errors';
import type { Request } from 'express';

/** Who asks, as the database has them at this request. */
export interface CurrentUser {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
}

export interface AuthenticatedRequest extends Request {
  user?: CurrentUser;
}

/** The user of the request; only behind the guard. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): CurrentUser => {
  const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (user === undefined) throw new PacelineError('not-authenticated', 'Log in, and send the token as a Bearer token.');
  return user;
});
