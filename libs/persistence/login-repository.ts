import type { Role } from '@paceline/contracts/permissions';
import type { DataSource, EntityManager } from 'typeorm';
import type { ClientScope } from '@paceline/domain/client/client';
import type { User } from './entities/organisation';
import { rows, write } from './transaction';

/** Who is logged in, as the database has them now. */
export interface LoggedIn extends ClientScope {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
  readonly loginId: string;
}

const SELECT = 'SELECT u.id, u.client_id AS clientId, u.username, u.role, l.id AS loginId FROM logins l JOIN users u ON u.id = l.user_id AND u.active = TRUE';

/** The logins that stand. A token is worth what its row here is. */
export class LoginRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * False when the user is not any more who was checked (made inactive, another role or password meanwhile). The lock is waited
   * for: whoever changes the user ends this login as well, or it never begins.
   */
  async begin(id: string, user: User, expiresAt: Date, now: Date): Promise<boolean> {
    await write(this.dataSource, 'DELETE FROM logins WHERE user_id = ? AND expires_at <= ?', [user.id, now]);
    const begun = await write(this.dataSource,
      `INSERT INTO logins (id, user_id, expires_at)
       SELECT ?, id, ? FROM users WHERE id = ? AND active = TRUE AND role = ? AND password_hash = ? LOCK IN SHARE MODE`,
      [id, expiresAt, user.id, user.role, user.passwordHash]);
    return begun.affectedRows === 1;
  }

  async find(id: string, userId: string): Promise<LoggedIn | null> {
    const [found] = await rows<LoggedIn>(this.dataSource, `${SELECT} WHERE l.id = ? AND u.id = ?`, [id, userId]);
    return found ?? null;
  }

  /** Those of these logins that stand. */
  async standing(ids: readonly string[], now: Date): Promise<LoggedIn[]> {
    return ids.length === 0 ? [] : await rows<LoggedIn>(this.dataSource, `${SELECT} WHERE l.id IN (?) AND l.expires_at > ?`, [ids, now]);
  }

  async end(id: string): Promise<void> {
    await write(this.dataSource, 'DELETE FROM logins WHERE id = ?', [id]);
  }
}

/** All of a user's, in the transaction of the change that ends them. */
export async function endLogins(manager: EntityManager, userId: string): Promise<void> {
  await write(manager, 'DELETE FROM logins WHERE user_id = ?', [userId]);
}
