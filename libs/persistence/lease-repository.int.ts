import { useTestDatabase } from '@paceline/testing/use-test-database';
import { waitFor } from '@paceline/testing/wait-for';
import { openMigrated } from './fixtures.int-helper';
import { LeaseRepository } from './lease-repository';
import { rows, write } from './transaction';

const LONG_MS = 60_000;
const SHORT_MS = 60;

describe('a lease', () => {
  const database = useTestDatabase(openMigrated);
  const leases = (): LeaseRepository => new LeaseRepository(database.source);
  /** Waits until the database itself says that the time is up. */
  const expired = (name: string): Promise<unknown> => waitFor(`${name} has expired`, async () =>
    (await rows(database.source, 'SELECT 1 FROM leases WHERE name = ? AND expires_at < UTC_TIMESTAMP(3)', [name])).length === 1);

  it('has one owner, whoever asks at the same time', async () => {
    const taken = await Promise.all(Array.from({ length: 16 }, (_unused, owner) => leases().acquire('switch:main', `worker-${owner}`, LONG_MS)));
    expect(taken.filter((lease) => lease !== null)).toEqual([{ fence: 1n }]);
    await expect(leases().acquire('switch:main', 'worker-late', LONG_MS)).resolves.toBeNull();
  });

  it('is not given twice to the same owner either: the fence of the first would still be about', async () => {
    await leases().acquire('switch:main', 'a', LONG_MS);
    await expect(leases().acquire('switch:main', 'a', LONG_MS)).resolves.toBeNull();
  });

  it('expires by the database\'s clock and goes to the next with a higher fence', async () => {
    const first = await leases().acquire('switch:main', 'a', SHORT_MS);
    await expired('switch:main');
    const second = await leases().acquire('switch:main', 'b', LONG_MS);
    expect([first, second]).toEqual([{ fence: 1n }, { fence: 2n }]);
  });

  it('lasts as long as was asked for', async () => {
    await leases().acquire('switch:main', 'a', 90_000);
    const [left] = await rows<{ ms: string }>(database.source, 'SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), expires_at) / 1000 AS ms FROM leases', []);
    expect(Number(left?.ms)).toBeLessThanOrEqual(90_000);
    expect(Number(left?.ms)).toBeGreaterThan(80_000);
  });

  it('is renewed by its owner while it lasts, and by nobody else', async () => {
    await leases().acquire('switch:main', 'a', LONG_MS);
    await expect(leases().renew('switch:main', 'a', 1n, LONG_MS)).resolves.toBe(true);
    await expect(leases().renew('switch:main', 'b', 1n, LONG_MS)).resolves.toBe(false);
    await expect(leases().renew('switch:main', 'a', 2n, LONG_MS)).resolves.toBe(false);
    await expect(leases().renew('switch:other', 'a', 1n, LONG_MS)).resolves.toBe(false);
  });

  it('is renewed twice within a millisecond as well', async () => {
    await leases().acquire('switch:main', 'a', LONG_MS);
    await write(database.source, "UPDATE leases SET expires_at = '2999-01-01'", []);
    // The same value again: rows matched count, not rows changed.
    const again = await write(database.source, "UPDATE leases SET expires_at = '2999-01-01' WHERE name = 'switch:main'", []);
    expect(again.affectedRows).toBe(1);
  });

  it('cannot be renewed once it has expired, even when nobody took it', async () => {
    await leases().acquire('switch:main', 'a', SHORT_MS);
    await expired('switch:main');
    await expect(leases().renew('switch:main', 'a', 1n, LONG_MS)).resolves.toBe(false);
  });

  it('is free at once when its owner gives it back, and only then', async () => {
    await leases().acquire('switch:main', 'a', LONG_MS);
    await leases().release('switch:main', 'b', 1n);
    await leases().release('switch:main', 'a', 7n);
    await expect(leases().acquire('switch:main', 'b', LONG_MS)).resolves.toBeNull();
    await leases().release('switch:main', 'a', 1n);
    await expect(leases().acquire('switch:main', 'b', LONG_MS)).resolves.toEqual({ fence: 2n });
    await leases().release('switch:main', 'a', 1n); // late, of the owner before
    await expect(leases().renew('switch:main', 'b', 2n, LONG_MS)).resolves.toBe(true);
  });

  it('never gives the same fence twice, over many owners', async () => {
    const fences: bigint[] = [];
    for (let round = 0; round < 5; round++) {
      const taken = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => leases().acquire('campaign:1', owner, LONG_MS)));
      const index = taken.findIndex((lease) => lease !== null);
      const fence = taken[index]?.fence ?? 0n;
      fences.push(fence);
      await leases().release('campaign:1', ['a', 'b', 'c', 'd'][index] ?? '', fence);
    }
    expect(fences).toEqual([1n, 2n, 3n, 4n, 5n]);
  });

  it('is one of many that do not know of each other', async () => {
    await expect(leases().acquire('switch:main', 'a', LONG_MS)).resolves.toEqual({ fence: 1n });
    await expect(leases().acquire('campaign:1', 'b', LONG_MS)).resolves.toEqual({ fence: 1n });
  });
});
