import type { EntityManager } from 'typeorm';
import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import { openMigrated } from './fixtures.int-helper';
import { inTransaction, isPassing, mysqlErrorOf, rows, write } from './transaction';

/** Lets two parties go on together, once both are there. */
function meetingOf(parties: number): () => Promise<void> {
  let [here, open] = [0, (): void => undefined];
  const all = new Promise<void>((resolve) => { open = resolve; });
  return async () => {
    if (++here >= parties) open();
    await all;
  };
}

describe('a transaction', () => {
  const database = useTestDatabase(openMigrated);
  const fence = async (name: string): Promise<number> => Number((await rows<{ fence: string }>(database.source, 'SELECT fence FROM leases WHERE name = ?', [name]))[0]?.fence);
  const lock = (on: EntityManager, name: string): Promise<unknown> => write(on, 'UPDATE leases SET fence = fence + 1 WHERE name = ?', [name]);

  beforeEach(() => write(database.source, "INSERT INTO leases (name, owner, fence, expires_at) VALUES ('a', '', 0, '2026-01-01'), ('b', '', 0, '2026-01-01')", []));

  it('that a deadlock ended is tried again as a whole', async () => {
    const meet = meetingOf(2);
    const tries = { ab: 0, ba: 0 };
    // Each has locked what the other needs next: one of the two is the victim.
    const both = async (name: keyof typeof tries, first: string, second: string): Promise<void> => inTransaction(database.source, async (manager) => {
      tries[name]++;
      await lock(manager, first);
      await meet();
      await lock(manager, second);
    });
    await Promise.all([both('ab', 'a', 'b'), both('ba', 'b', 'a')]);
    expect([tries.ab, tries.ba].sort()).toEqual([1, 2]);
    await expect(Promise.all([fence('a'), fence('b')])).resolves.toEqual([2, 2]);
  });

  it('is not tried for ever', async () => {
    let tries = 0;
    const failure = await inTransaction(database.source, async (manager) => {
      tries++;
      await lock(manager, 'a');
      throw Object.assign(new Error('Deadlock found'), { errno: 1213 });
    }).catch((thrown: unknown) => thrown);
    expect([mysqlErrorOf(failure), tries]).toEqual([1213, 5]);
    await expect(fence('a')).resolves.toBe(0);
  });

  it('that fails otherwise is undone, told, and not tried again', async () => {
    let tries = 0;
    await expect(inTransaction(database.source, async (manager) => {
      tries++;
      await lock(manager, 'a');
      await write(manager, "INSERT INTO leases (name, owner, fence, expires_at) VALUES ('a', '', 0, '2026-01-01')", []);
    })).rejects.toMatchObject({ errno: 1062 });
    expect(tries).toBe(1);
    await expect(fence('a')).resolves.toBe(0);
  });

  it('of a process that does not run gives its locks back, and may be tried again', async () => {
    let otherIsThrough = (): void => undefined;
    const other = new Promise<void>((resolve) => { otherIsThrough = resolve; });
    const stopped = inTransaction(database.source, async (manager) => {
      await lock(manager, 'a');
      await other;
      await lock(manager, 'b');
    }).catch((thrown: unknown) => thrown);
    await waitFor('the lock is held', async () => (await rows(database.source, "SELECT name FROM leases WHERE name = 'a' FOR UPDATE SKIP LOCKED", [])).length === 0);
    // Before the wait for a lock would be given up, after fifty seconds.
    await inTransaction(database.source, (manager) => lock(manager, 'a'));
    otherIsThrough();
    expect(isPassing(await stopped)).toBe(true);
    await expect(Promise.all([fence('a'), fence('b')])).resolves.toEqual([1, 0]);
  });

  it('gives back what its work gave', async () => {
    await expect(inTransaction(database.source, async () => 'this')).resolves.toBe('this');
  });
});
