import { Injectable } from '@nestjs/common';
import type { Page, PageQuery } from '@paceline/contracts/common';
import { mayDo } from '@paceline/contracts/permissions';
import type { CreateUser, PatchUser, UserView } from '@paceline/contracts/users';
import { ClientAgents, ClientUsers, endLogins, inTransaction, recordUser, type User } from '@paceline/persistence';
import { PacelineError, notFound } from '@paceline/platform/errors';
import { hashPassword } from '@paceline/platform/passwords';
import { DataSource } from 'typeorm';
import { AgentSessionService } from '../agents/agent-session.service';
import { actorOf } from '../audit/audit.service';
import type { CurrentUser } from '../auth/current-user';
import { LoginEnds } from '../auth/login-ends';
import { ID_PART, decodeCursor, toPage } from '../edge/paging';
import { isEmpty, orTaken } from '../edge/unique';

@Injectable()
export class UsersService {
  constructor(private readonly dataSource: DataSource, private readonly sessions: AgentSessionService, private readonly ends: LoginEnds) {}

  async page(caller: CurrentUser, { limit, cursor }: PageQuery): Promise<Page<UserView>> {
    const after = cursor === undefined ? '0' : decodeCursor(cursor, [ID_PART])[0];
    const found = await new ClientUsers(this.dataSource, caller).page(after, limit + 1);
    return toPage(found, limit, ({ id }) => [id], toView);
  }

  async find(caller: CurrentUser, id: string): Promise<UserView> {
    const user = await new ClientUsers(this.dataSource, caller).find(id);
    if (user === null) throw notFound('user', id);
    return toView(user);
  }

  async create(caller: CurrentUser, { username, password, role }: CreateUser): Promise<UserView> {
    const passwordHash = await hashPassword(password);
    return await orTaken('user', username, inTransaction(this.dataSource, async (manager) => {
      const user = await new ClientUsers(manager, caller).create({ username, passwordHash, role });
      await recordUser(manager, actorOf(caller), null, user);
      return toView(user);
    }));
  }

  /** Whoever has another role, another password or is made inactive is logged out at once; who may take no calls any more, signed out. */
  async patch(caller: CurrentUser, id: string, { password, role, active }: PatchUser): Promise<UserView> {
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    await inTransaction(this.dataSource, async (manager) => {
      const users = new ClientUsers(manager, caller);
      const user = await users.lock(id);
      if (user === null) throw notFound('user', id);
      if (user.role === 'admin' && (active === false || (role !== undefined && role !== 'admin'))) await anotherAdministrator(users, id);
      const change = { ...(role && { role }), ...(active !== undefined && { active }), ...(passwordHash && { passwordHash }) };
      if (!isEmpty(change)) await users.change(id, change);
      if ((role !== undefined && role !== user.role) || active === false || passwordHash !== undefined) await endLogins(manager, id);
      await recordUser(manager, actorOf(caller), user, { ...user, ...change });
    });
    this.ends.next();
    if (active === false || (role !== undefined && !mayDo(role, 'own:work'))) await this.signOut(caller, id);
    return await this.find(caller, id);
  }

  private async signOut(caller: CurrentUser, userId: string): Promise<void> {
    const agent = await new ClientAgents(this.dataSource, caller).ofUser(userId);
    if (agent !== null && agent.status !== 'offline') await this.sessions.signOutAgent(agent, caller.id);
  }
}

/** A client that nobody can administrate could only be mended in the database. The locks make two such changes wait for each other. */
async function anotherAdministrator(users: ClientUsers, exceptId: string): Promise<void> {
  if ((await users.lockAdministrators()).every((id) => id === exceptId)) throw new PacelineError('wrong-state', 'last-administrator');
}

function toView({ id, username, role, active, createdAt }: User): UserView {
  return { id, username, role, active: Boolean(active), createdAt: createdAt.toISOString() };
}
