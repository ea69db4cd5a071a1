import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import type { Request } from 'express';
import { addressOf } from '../auth/password-throttle';
import { tooManyTries } from '../edge/too-many-tries';
import { InjectEnvironment } from '../infrastructure/tokens';

const WRONG_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

/**
 * Lets a switch in by the password that it shares with us (HTTP basic; the user's name says nothing). A switch posts as often
 * as calls end, so only what is wrong counts; an address that guessed is refused whatever it says. Records that are refused
 * meanwhile lie in the switch's spool.
 */
@Injectable()
export class SwitchGuard implements CanActivate {
  constructor(@InjectEnvironment() private readonly environment: Environment, private readonly wrong: ThrottlerStorageService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const expected = this.environment.SWITCH_RECORDS_PASSWORD;
    if (expected === undefined) throw new PacelineError('not-set-up', 'call-records-password');
    const request = context.switchToHttp().getRequest<Request>();
    const address = addressOf(request);
    this.refuseWhoGuessed(address);
    if (passwordMatches(request.headers.authorization ?? '', expected)) return true;
    const { isBlocked, timeToBlockExpire } = await this.wrong.increment(address, MINUTE_MS, WRONG_PER_MINUTE, MINUTE_MS, 'switch');
    if (isBlocked) throw tooManyTries(timeToBlockExpire);
    throw new PacelineError('wrong-credentials', 'call-records-password');
  }

  private refuseWhoGuessed(address: string): void {
    const tries = this.wrong.storage.get(address);
    const leftMs = tries?.isBlocked === true ? tries.blockExpiresAt - Date.now() : 0;
    if (leftMs > 0) throw tooManyTries(Math.ceil(leftMs / 1000));
  }
}

function passwordMatches(authorization: string, expected: string): boolean {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const credentials = Buffer.from(encoded, 'base64').toString('utf8');
  const given = credentials.slice(credentials.indexOf(':') + 1);
  // Digests are of one length, whatever was given.
  return credentials.includes(':') && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
