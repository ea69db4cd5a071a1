import type { DataSource } from 'typeorm';
import { User } from './entities/organisation';
import { DUPLICATE_ENTRY, mysqlErrorOf, write } from './transaction';

export class UserRepository {
  constructor(private readonly dataSource: DataSource) {}

  async any(): Promise<boolean> {
    return await this.dataSource.manager.count(User, { take: 1 }) > 0;
  }

  /** An administrator, if there is no user at all; false when somebody was first. */
  async createFirst(username: string, passwordHash: string): Promise<boolean> {
    const created = await write(this.dataSource,
      `INSERT IGNORE INTO users (username, password_hash, role)
       SELECT ?, ?, 'admin' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM (SELECT id FROM users LIMIT 1) present)`, [username, passwordHash]);
    return created.affectedRows === 1;
  }

  /** An administrator; one of that name gets the role and the password, and is active again. */
  async putAdministrator(username: string, passwordHash: string): Promise<'created' | 'changed'> {
    try {
      await this.dataSource.manager.insert(User, { username, passwordHash, role: 'admin', active: true });
      return 'created';
    } catch (thrown) {
      if (mysqlErrorOf(thrown) !== DUPLICATE_ENTRY) throw thrown;
      await this.dataSource.manager.update(User, { username }, { passwordHash, role: 'admin', active: true });
      return 'changed';
    }
  }
}
