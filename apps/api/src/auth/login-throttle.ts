import type { ThrottlerModuleOptions } from '@nestjs/throttler';
import type { Request } from 'express';

const MINUTE_MS = 60_000;

/**
 * Tries of one user name from one address, and of one address in all: a whole call centre may log in from one
 * address at the start of a shift, so the second is generous.
 */
export const LOGIN_THROTTLES: ThrottlerModuleOptions = {
  setHeaders: true,
  throttlers: [
    { name: 'user', ttl: MINUTE_MS, limit: 10, getTracker: (request) => `${addressOf(request)} ${usernameOf(request)}` },
    { name: 'address', ttl: MINUTE_MS, limit: 300, getTracker: (request) => addressOf(request) },
  ],
};

function addressOf(request: Record<string, unknown>): string {
  return (request as unknown as Request).ip ?? ''; // the guard is for HTTP requests only
}

function usernameOf(request: Record<string, unknown>): string {
  const { body } = request;
  const name: unknown = typeof body === 'object' && body !== null && 'username' in body ? body.username : '';
  return typeof name === 'string' ? name.slice(0, 200).trim().toLowerCase() : '';
}
