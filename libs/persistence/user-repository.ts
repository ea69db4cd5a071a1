import type { DataSource, EntityManager } from 'typeorm';
import { recordChange, system, type Actor, type AuditedFields } from './audit-trail';
import { OWN_CLIENT, type ClientScope } from '@paceline/domain/client/client';
import { User } from './entities/organisation';
import { endLogins } from './login-repository';
import { inTransaction, rows, write } from './transaction';

export class UserRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Of whichever client: a name is all that a login gives. */
  async named(username: string): Promise<User | null> {
    return await this.dataSource.manager.findOneBy(User, { username });
  }

  async any(): Promise<boolean> {
    return await this.dataSource.manager.count(User, { take: 1 }) > 0;
  }

  /**
   * A text that two names share when the column takes them for one (`Qüal` and `qual`, `straße` and `strasse`, with
   * signs that have no weight in between): asked of the database, whose collation no code here repeats. It compares as if
   * the shorter were filled up with blanks: without those at the end two are the same on every server, however it counts signs.
   */
  async foldedName(username: string): Promise<string> {
    const [folded] = await rows<{ weights: string }>(this.dataSource,
      `SELECT HEX(TRIM(TRAILING ${weightOf("' '")} FROM ${weightOf('?')})) AS weights`, [username]);
    return folded?.weights ?? '';
  }

  /** An administrator, if there is no user at all; false when somebody was first. */
  async createFirst(username: string, passwordHash: string): Promise<boolean> {
    return await inTransaction(this.dataSource, async (manager) => {
      const created = await write(manager,
        `INSERT IGNORE INTO users (client_id, username, password_hash, role)
         SELECT ?, ?, ?, 'admin' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM (SELECT id FROM users LIMIT 1) present)`, [OWN_CLIENT.clientId, username, passwordHash]);
      if (created.affectedRows === 1) await recordUser(manager, system(OWN_CLIENT), null, await manager.findOneByOrFail(User, { username }));
      return created.affectedRows === 1;
    });
  }

  /**
   * An administrator of a client; one of that name gets the role and the password, is active again, and has to log in anew wherever
   * they were. `other-client`: the name is a user's of another client, who is left alone.
   */
  async putAdministrator({ clientId }: ClientScope, username: string, passwordHash: string): Promise<'created' | 'changed' | 'other-client'> {
    return await inTransaction(this.dataSource, async (manager) => {
      // Two at once: the second waits here for the first, and finds its user.
      const created = await write(manager, "INSERT IGNORE INTO users (client_id, username, password_hash, role) VALUES (?, ?, ?, 'admin')", [clientId, username, passwordHash]);
      const user = await lockUser(manager, { username });
      if (user === null) throw new Error(`the user ${username} cannot be kept`);
      if (user.clientId !== clientId) return 'other-client';
      if (created.affectedRows === 1) {
        await recordUser(manager, system(user), null, user);
        return 'created';
      }
      const change = { passwordHash, role: 'admin' as const, active: true };
      await manager.update(User, { id: user.id }, change);
      await endLogins(manager, user.id);
      await recordUser(manager, system(user), user, { ...user, ...change });
      return 'changed';
    });
  }
}

function weightOf(text: string): string {
  return `WEIGHT_STRING(CONVERT(${text} USING utf8mb4) COLLATE utf8mb4_unicode_ci)`;
}

export async function lockUser(manager: EntityManager, where: { readonly id: string } | { readonly username: string }): Promise<User | null> {
  return await manager.findOne(User, { where, lock: { mode: 'pessimistic_write' } });
}

/** Writes down what became of a user: a password only as changed. */
export async function recordUser(manager: EntityManager, actor: Actor, was: User | null, became: User): Promise<void> {
  const passwordChanged = was !== null && was.passwordHash !== became.passwordHash;
  await recordChange(manager, actor, {
    resource: 'user', resourceId: became.id, action: was === null ? 'created' : 'changed',
    was: was && userFields(was), became: { ...userFields(became), ...(passwordChanged && { passwordChanged }) },
  });
}

function userFields({ username, role, active }: User): AuditedFields {
  return { username, role, active: Boolean(active) };
}
