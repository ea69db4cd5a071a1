import { uuidv7 } from '@paceline/platform/uuid';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { CommandRepository } from './command-repository';
import { openMigrated } from './fixtures.int-helper';
import { write } from './transaction';

describe('a command to the owner of a switch', () => {
  const database = useTestDatabase(openMigrated);
  const commands = (): CommandRepository => new CommandRepository(database.source);
  const add = async (switchId = 'main', payload: Record<string, string | null> = { agentId: '7', reason: null }): Promise<string> => {
    const id = uuidv7(Date.now());
    await commands().add({ clientId: '1', id, switchId, kind: 'agent-status', payload });
    return id;
  };

  it('is read as it was written', async () => {
    const id = await add('main', { note: 'نوت "😀"\n' });
    await expect(commands().find(id)).resolves.toMatchObject({ id, switchId: 'main', kind: 'agent-status', payload: { note: 'نوت "😀"\n' }, state: 'pending', error: null, doneAt: null });
    await expect(commands().find(uuidv7(0))).resolves.toBeNull();
  });

  it('waits in the order in which it was given, on its own switch', async () => {
    const ids = [await add(), await add(), await add()];
    await add('other');
    await write(database.source, "UPDATE commands SET created_at = '2026-01-01'", []); // within one millisecond
    expect((await commands().pending('main')).map(({ id }) => id)).toEqual([...ids].sort());
    await write(database.source, "UPDATE commands SET created_at = '2025-01-01' WHERE id = ?", [ids[2]]);
    expect((await commands().pending('main'))[0]?.id).toBe(ids[2]);
  });

  it('is closed once, done or failed, whoever closes it first', async () => {
    const [done, failed] = [await add(), await add()];
    const closed = await Promise.all(Array.from({ length: 8 }, () => commands().close(done, null)));
    expect(closed.filter(Boolean)).toHaveLength(1);
    await expect(commands().close(done, { code: 'too-late', reason: 'done', params: {} })).resolves.toBe(false);
    await expect(commands().close(failed, { code: 'wrong-state', reason: 'no-wrap-up', params: { state: 'idle' } })).resolves.toBe(true);
    await expect(commands().find(done)).resolves.toMatchObject({ state: 'done', error: null, doneAt: expect.any(Date) as unknown });
    await expect(commands().find(failed)).resolves.toMatchObject({ state: 'failed', error: { code: 'wrong-state', reason: 'no-wrap-up', params: { state: 'idle' } } });
    await expect(commands().pending('main')).resolves.toEqual([]);
  });

  it('falls with the transaction that it was given in', async () => {
    const id = uuidv7(Date.now());
    const failed = database.source.transaction(async (manager) => {
      await commands().add({ clientId: '1', id, switchId: 'main', kind: 'campaign-changed', payload: {} }, manager);
      throw new Error('the change did not work');
    });
    await expect(failed).rejects.toThrow('the change did not work');
    await expect(commands().find(id)).resolves.toBeNull();
  });
});
