import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, normalizeIp, type ThrottlerLimitDetail, type ThrottlerModuleOptions } from '@nestjs/throttler';
import { TYPED_NAME_LENGTH } from '@paceline/contracts/auth';
import type { UserRepository } from '@paceline/persistence';
import { tooManyTries } from '../edge/too-many-tries';
import type { AuthenticatedRequest, CurrentUser } from './current-user';

const MINUTE_MS = 60_000;

/**
 * Tries of one account's password from one address, and of one address in all: a whole call centre may log in from
 * one address at the start of a shift, so the second is generous. Counted by each process of the API.
 */
export function passwordThrottles(users: UserRepository): ThrottlerModuleOptions {
  return {
    // X-RateLimit-Limit-account and the like are nobody's standard; a refusal says Retry-After.
    setHeaders: false,
    throttlers: [
      { name: 'account', ttl: MINUTE_MS, limit: 10, getTracker: async (request) => `${addressOf(asRequest(request))} ${await accountOf(users, asRequest(request))}` },
      { name: 'address', ttl: MINUTE_MS, limit: 300, getTracker: (request) => addressOf(asRequest(request)) },
    ],
  };
}

/** Before a route that takes a password. */
@Injectable()
export class PasswordThrottle extends ThrottlerGuard {
  protected override async throwThrottlingException(_context: ExecutionContext, { timeToBlockExpire }: ThrottlerLimitDetail): Promise<void> {
    throw tooManyTries(timeToBlockExpire);
  }
}

/** Who asks, as far as tries are counted: of IPv6 the network of 64 bits that one customer of a provider has. */
export function addressOf({ ip = '' }: { readonly ip?: string | undefined }): string {
  return normalizeIp(ip);
}

/** Whoever is logged in guesses at their own password; before that a name says whose, as the database will read it. */
async function accountOf(users: UserRepository, { user, body }: { readonly user?: CurrentUser; readonly body?: unknown }): Promise<string> {
  if (user !== undefined) return `id ${user.id}`;
  const given: unknown = typeof body === 'object' && body !== null && 'username' in body ? body.username : '';
  return await users.foldedName(typeof given === 'string' ? given.slice(0, TYPED_NAME_LENGTH).trim() : '');
}

function asRequest(request: Record<string, unknown>): AuthenticatedRequest {
  return request as unknown as AuthenticatedRequest; // the guard is for HTTP requests only
}
