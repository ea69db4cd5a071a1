import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { userMayDo } from '@paceline/contracts/permissions';
import { PacelineError } from '@paceline/platform/errors';
import { ACCESS, type Access } from './allow';
import type { AuthenticatedRequest } from './current-user';
import { TokenService } from './token.service';

/** Before every route: who asks, and whether their role may. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly tokens: TokenService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets are asked once, at the handshake
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new PacelineError('not-authenticated', 'no-token');
    const user = await this.tokens.userOf(token);
    if (access === undefined || !userMayDo(user, access)) {
      throw new PacelineError('not-allowed', 'role', { role: user.role });
    }
    request.user = user;
    return true;
  }
}
