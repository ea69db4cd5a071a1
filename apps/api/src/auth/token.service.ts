import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { LoginRepository, type User } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { PacelineError } from '@paceline/platform/errors';
import { z } from 'zod';
import { InjectEnvironment } from '../infrastructure/tokens';
import type { CurrentUser } from './current-user';
import { LoginEnds } from './login-ends';

const claims = z.object({ sub: z.string().regex(/^[1-9][0-9]{0,18}$/), jti: z.uuid() });

/** Tokens name a login and its user, and nothing else: whether it stands, and what the user may do, is read with every request. */
@Injectable()
export class TokenService {
  constructor(
    private readonly jwt: JwtService,
    private readonly logins: LoginRepository,
    private readonly ends: LoginEnds,
    @InjectEnvironment() private readonly environment: Environment,
  ) {}

  /** Null when the user has been changed since their password was checked. */
  async issue(user: User): Promise<{ readonly token: string; readonly expiresAt: Date } | null> {
    const nowMs = Date.now();
    const expiresAt = new Date((Math.floor(nowMs / 1000) + this.environment.JWT_LIFETIME_SEC) * 1000);
    const loginId = randomUUID();
    if (!await this.logins.begin(loginId, user, expiresAt, new Date(nowMs))) return null;
    const token = await this.jwt.signAsync({ sub: user.id, jti: loginId, exp: expiresAt.getTime() / 1000 });
    return { token, expiresAt };
  }

  /** Who the token belongs to. Throws `not-authenticated`, also when the login was ended or the user made inactive since. */
  async userOf(token: string): Promise<CurrentUser> {
    const { sub, jti } = await this.verified(token);
    const user = await this.logins.find(jti, sub);
    if (user === null) throw new PacelineError('not-authenticated', 'login-ended');
    return user;
  }

  /** The token is refused from now on, and what was opened with it is closed. */
  async end({ loginId }: CurrentUser): Promise<void> {
    await this.logins.end(loginId);
    this.ends.next();
  }

  private async verified(token: string): Promise<z.infer<typeof claims>> {
    try {
      return claims.parse(await this.jwt.verifyAsync(token));
    } catch {
      // Forged, expired or no token at all: to the caller it is the same.
      throw new PacelineError('not-authenticated', 'token-invalid');
    }
  }
}
