import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import type { Request } from 'express';
import { InjectEnvironment } from '../infrastructure/tokens';

/** Lets a switch in by the password that it shares with us (HTTP basic; the user's name says nothing). */
@Injectable()
export class SwitchGuard implements CanActivate {
  constructor(@InjectEnvironment() private readonly environment: Environment) {}

  canActivate(context: ExecutionContext): boolean {
    const expected = this.environment.SWITCH_RECORDS_PASSWORD;
    if (expected === undefined) throw new PacelineError('not-set-up', 'Call records are taken here once SWITCH_RECORDS_PASSWORD is set.');
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
    const credentials = Buffer.from(encoded, 'base64').toString('utf8');
    const given = credentials.slice(credentials.indexOf(':') + 1);
    // Digests are of one length, whatever was given.
    if (!credentials.includes(':') || !timingSafeEqual(digest(given), digest(expected))) {
      throw new PacelineError('wrong-credentials', 'Send the password of the switch\'s call records by HTTP basic authentication.');
    }
    return true;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
