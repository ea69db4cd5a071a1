import { Injectable } from '@nestjs/common';
import type { ChangePassword, Login, LoginAnswer, Me } from '@paceline/contracts/auth';
import { PERMISSIONS, userMayDo, type Permission } from '@paceline/contracts/permissions';
import { ClientAgents, ClientUsers, UserRepository, endLogins, inTransaction, recordUser } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { hashPassword, verifyPassword } from '@paceline/platform/passwords';
import { DataSource } from 'typeorm';
import { actorOf } from '../audit/audit.service';
import { invalid } from '../edge/validation';
import type { CurrentUser } from './current-user';
import { LoginEnds } from './login-ends';
import { TokenService } from './token.service';

@Injectable()
export class AuthService {
  constructor(private readonly dataSource: DataSource, private readonly tokens: TokenService, private readonly ends: LoginEnds, private readonly users: UserRepository) {}

  /** Unknown, inactive and wrong are one answer, and take the same time. */
  async login({ username, password }: Login): Promise<LoginAnswer> {
    const user = await this.users.named(username.trim());
    const matches = await verifyPassword(user?.active === true ? user.passwordHash : null, password);
    const issued = matches && user !== null ? await this.tokens.issue(user) : null;
    if (issued === null || user === null) throw new PacelineError('wrong-credentials', 'user-or-password');
    const { token, expiresAt } = issued;
    return { token, expiresAt: expiresAt.toISOString(), user: { id: user.id, username: user.username, role: user.role } };
  }

  async logout(caller: CurrentUser): Promise<void> {
    await this.tokens.end(caller);
  }

  async me(caller: CurrentUser): Promise<Me> {
    const agent = await new ClientAgents(this.dataSource, caller).ofUser(caller.id);
    const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => userMayDo(caller, permission)); // its own keys
    return { id: caller.id, username: caller.username, role: caller.role, agentId: agent?.id ?? null, permissions };
  }

  /** Logins by the old password end with it. */
  async changePassword(caller: CurrentUser, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    const user = await new ClientUsers(this.dataSource, caller).find(caller.id);
    if (user === null) throw notFound('user', caller.id);
    if (!await verifyPassword(user.passwordHash, currentPassword)) throw new PacelineError('wrong-password', 'current-password');
    if (newPassword === currentPassword) throw invalid('newPassword', 'same-password');
    const passwordHash = await hashPassword(newPassword);
    await inTransaction(this.dataSource, async (manager) => {
      const users = new ClientUsers(manager, caller);
      const was = await users.lock(user.id);
      if (was === null) throw notFound('user', user.id);
      await users.change(user.id, { passwordHash });
      await endLogins(manager, user.id);
      await recordUser(manager, actorOf(caller), was, { ...was, passwordHash });
    });
    this.ends.next();
  }
}
