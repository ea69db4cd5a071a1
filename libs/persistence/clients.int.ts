import { useTestDatabase } from '@paceline/testing/use-test-database';
import { OWN_CLIENT } from '@paceline/domain/client/client';
import { ClientRepository } from './clients';
import { openMigrated } from './fixtures.int-helper';
import { ClientDispositions } from './of-client/dispositions';
import { rows, write } from './transaction';
import { UserRepository } from './user-repository';

describe('a client', () => {
  const database = useTestDatabase(openMigrated);
  // Emptied between tests; the installation's own is there from the first migration on.
  beforeEach(() => write(database.source, "INSERT IGNORE INTO clients (id, name) VALUES (1, 'our own')", []));

  it('is made once, however many ask at the same time, and begins with what can be said of calls', async () => {
    const clients = new ClientRepository(database.source);
    const made = await Promise.all([1, 2, 3].map(() => clients.put('a shop')));
    expect(new Set(made.map(({ clientId }) => clientId)).size).toBe(1);
    expect(made.filter((one) => one.made)).toHaveLength(1);
    const [{ clientId } = OWN_CLIENT] = made;
    const codes = async (of: string): Promise<string[]> => (await new ClientDispositions(database.source, { clientId: of }).all()).map(({ code, meaning, system }) => `${code} ${meaning} ${String(Boolean(system))}`);
    expect((await codes(clientId)).sort()).toEqual(['answering-machine retry false', 'call-again retry false', 'do-not-call do-not-call false', 'interested final false', 'none-given final true', 'not-interested final false', 'wrong-number final false']);
    expect(await rows(database.source, "SELECT client_id AS clientId, resource_id AS id FROM audit_trail WHERE resource = 'client'", [])).toEqual([{ clientId: '1', id: clientId }]);
  });

  it('has administrators of its own: a name that another client\'s user has is left alone', async () => {
    const users = new UserRepository(database.source);
    const other = await new ClientRepository(database.source).put('another shop');
    await expect(users.putAdministrator(OWN_CLIENT, 'mina', 'a hash')).resolves.toBe('created');
    await expect(users.putAdministrator(other, 'mina', 'another hash')).resolves.toBe('other-client');
    await expect(users.putAdministrator(other, 'sue', 'a hash')).resolves.toBe('created');
    expect(await rows(database.source, 'SELECT username, client_id AS clientId, password_hash AS hash FROM users ORDER BY username', []))
      .toEqual([{ username: 'mina', clientId: '1', hash: 'a hash' }, { username: 'sue', clientId: other.clientId, hash: 'a hash' }]);
  });
});
