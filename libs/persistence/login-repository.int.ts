import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { User } from './entities/organisation';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { openMigrated } from './fixtures.int-helper';
import { LoginRepository, endLogins } from './login-repository';
import { inTransaction, write } from './transaction';
import { UserRepository } from './user-repository';

const NOW = new Date('2026-01-31T12:00:00.000Z');
const LATER = new Date('2026-01-31T13:00:00.000Z');

describe('a login', () => {
  const database = useTestDatabase(openMigrated);
  const logins = (): LoginRepository => new LoginRepository(database.source);

  async function someone(): Promise<User> {
    const { insertId } = await write(database.source, "INSERT INTO users (username, password_hash, role) VALUES (?, 'a hash', 'agent')", [randomUUID()]);
    return await database.source.manager.findOneByOrFail(User, { id: String(insertId) });
  }
  async function begun(user: User): Promise<string> {
    const id = randomUUID();
    expect(await logins().begin(id, user, LATER, NOW)).toBe(true);
    return id;
  }

  it('stands until it is ended, for its own user', async () => {
    const [user, other] = [await someone(), await someone()];
    const [first, second] = [await begun(user), await begun(user)];
    expect(await logins().find(first, user.id)).toEqual({ clientId: '1', id: user.id, username: user.username, role: 'agent', loginId: first });
    expect(await logins().find(first, other.id)).toBeNull();
    await logins().end(first);
    expect(await logins().find(first, user.id)).toBeNull();
    expect((await logins().standing([first, second, randomUUID()], NOW)).map(({ loginId }) => loginId)).toEqual([second]);
    expect(await logins().standing([second], LATER)).toEqual([]);
    expect(await logins().standing([], NOW)).toEqual([]);
  });

  it.each(["active = FALSE", "role = 'admin'", "password_hash = 'another'"])('does not begin for who is not as they were checked: %s', async (change) => {
    const user = await someone();
    await write(database.source, `UPDATE users SET ${change} WHERE id = ?`, [user.id]);
    expect(await logins().begin(randomUUID(), user, LATER, NOW)).toBe(false);
  });

  it('does not slip by the change that ends it: it waits for that, and never begins', async () => {
    const user = await someone();
    const id = randomUUID();
    const beginning: Promise<boolean>[] = [];
    await inTransaction(database.source, async (manager) => {
      await manager.update(User, { id: user.id }, { passwordHash: 'another' });
      await endLogins(manager, user.id);
      beginning.push(logins().begin(id, user, LATER, NOW));
      await manager.query('SELECT SLEEP(0.3)');
    });
    expect(await Promise.all(beginning)).toEqual([false]);
    expect(await logins().find(id, user.id)).toBeNull();
  });

  it('ends when its administrator gets a new password by the command', async () => {
    const users = new UserRepository(database.source);
    await users.putAdministrator(OWN_CLIENT, 'lost', 'a hash');
    const id = await begun(await database.source.manager.findOneByOrFail(User, { username: 'lost' }));
    expect(await users.putAdministrator(OWN_CLIENT, 'lost', 'another')).toBe('changed');
    expect(await logins().standing([id], NOW)).toEqual([]);
  });

  it('is forgotten once it is over, when its user logs in again', async () => {
    const user = await someone();
    await begun(user);
    await logins().begin(randomUUID(), user, new Date('2026-02-01T00:00:00.000Z'), LATER);
    const [{ n } = { n: '' }] = await database.source.query<{ n: string }[]>('SELECT COUNT(*) AS n FROM logins WHERE user_id = ?', [user.id]);
    expect(n).toBe('1');
  });
});
