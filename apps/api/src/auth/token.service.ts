import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { User } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { InjectEnvironment } from '../infrastructure/tokens';
import type { CurrentUser } from './current-user';

const claims = z.object({ sub: z.string().regex(/^[1-9][0-9]{0,18}$/), pwd: z.string() });

/** Tokens name a user and nothing else: what the user may do is read from the database with every request. */
@Injectable()
export class TokenService {
  constructor(
    private readonly jwt: JwtService,
    private readonly dataSource: DataSource,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  async issue(user: User): Promise<{ readonly token: string; readonly expiresAt: Date }> {
    const expiresAt = new Date((Math.floor(Date.now() / 1000) + this.environment.JWT_LIFETIME_SEC) * 1000);
    const token = await this.jwt.signAsync({ sub: user.id, pwd: passwordMark(user), exp: expiresAt.getTime() / 1000 });
    return { token, expiresAt };
  }

  /** Who the token belongs to. Throws `not-authenticated`, also when the user was made inactive or has another password since. */
  async userOf(token: string): Promise<CurrentUser> {
    const { sub, pwd } = await this.verified(token);
    const user = await this.dataSource.manager.findOneBy(User, { id: sub });
    if (user?.active !== true || passwordMark(user) !== pwd) throw new PacelineError('not-authenticated', 'The login is no longer valid. Log in again.');
    return { id: user.id, username: user.username, role: user.role };
  }

  private async verified(token: string): Promise<z.infer<typeof claims>> {
    try {
      return claims.parse(await this.jwt.verifyAsync(token));
    } catch {
      // Forged, expired or no token at all: to the caller it is the same.
      throw new PacelineError('not-authenticated', 'The token is not valid or has expired. Log in again.');
    }
  }
}

/** Changes with the password, and tells nothing of it. */
function passwordMark(user: User): string {
  return createHash('sha256').update(user.passwordHash).digest('base64url').slice(0, 16);
}
