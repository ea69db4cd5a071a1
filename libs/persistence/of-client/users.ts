import type { Role } from '@paceline/contracts/permissions';
import { MoreThan } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import { managerOf, type Database } from '../database';
import { User } from '../entities/organisation';
import { rows } from '../transaction';

/** A client's users. Whose password or role is changed by whoever looks after them. */
export class ClientUsers {
  private readonly clientId: string;

  constructor(private readonly on: Database, { clientId }: ClientScope) {
    this.clientId = clientId;
  }

  async page(after: string, count: number): Promise<User[]> {
    return await managerOf(this.on).find(User, { where: { clientId: this.clientId, id: MoreThan(after) }, order: { id: 'ASC' }, take: count });
  }

  async find(id: string): Promise<User | null> {
    return await managerOf(this.on).findOneBy(User, { clientId: this.clientId, id });
  }

  async lock(id: string): Promise<User | null> {
    return await managerOf(this.on).findOne(User, { where: { clientId: this.clientId, id }, lock: { mode: 'pessimistic_write' } });
  }

  async create(user: Pick<User, 'username' | 'passwordHash' | 'role'>): Promise<User> {
    const { identifiers: [created] } = await managerOf(this.on).insert(User, { ...user, clientId: this.clientId, active: true });
    return await managerOf(this.on).findOneByOrFail(User, { clientId: this.clientId, id: String(created?.['id']) });
  }

  async change(id: string, columns: Partial<Pick<User, 'passwordHash' | 'role' | 'active'>>): Promise<void> {
    await managerOf(this.on).update(User, { clientId: this.clientId, id }, columns);
  }

  /** Ids of the active administrators, under their locks: two who take the role from each other wait for each other. */
  async lockAdministrators(): Promise<string[]> {
    return (await rows<{ id: string }>(this.on, "SELECT id FROM users WHERE client_id = ? AND role = 'admin' AND active = TRUE FOR UPDATE", [this.clientId])).map(({ id }) => id);
  }

  /** Active users with one of these roles who are no agents yet. @param search a part of the name */
  async noAgents(roles: readonly Role[], search: string | undefined, after: string, count: number): Promise<{ userId: string; username: string; role: Role }[]> {
    // LOCATE and not LIKE: nobody means a pattern by `_`, which names are full of.
    return await rows(this.on,
      `SELECT u.id AS userId, u.username, u.role FROM users u
        WHERE u.client_id = ? AND u.id > ? AND u.active = TRUE AND u.role IN (?) ${search === undefined ? '' : 'AND LOCATE(?, u.username) > 0'}
          AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.user_id = u.id) ORDER BY u.id LIMIT ?`,
      [this.clientId, after, roles, ...search === undefined ? [] : [search], count]);
  }
}
