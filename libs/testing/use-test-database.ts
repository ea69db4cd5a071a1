import { truncateAll, workerDatabase, type DatabaseAddress } from './test-database';

/** What a test file sees of its database: both throw before `beforeAll` has run. */
export interface TestDatabase<Source> {
  readonly source: Source;
  readonly address: DatabaseAddress;
}

/**
 * Gives the tests of the calling `describe` (or file) the worker's database, empty before each of them.
 *
 *     const database = useTestDatabase((address) => openMigrated(address));
 *     it('…', async () => { await database.source.getRepository(Contact)… });
 *
 * @param open connects to the database and migrates it; called once per file
 * @param keep tables that are not emptied
 */
export function useTestDatabase<Source extends { destroy(): Promise<void> }>(
  open: (address: DatabaseAddress) => Promise<Source>,
  keep?: readonly string[],
): TestDatabase<Source> {
  let opened: { source: Source; address: DatabaseAddress } | undefined;
  const require = (): { source: Source; address: DatabaseAddress } => {
    if (!opened) throw new Error('the test database is there from beforeAll on');
    return opened;
  };
  beforeAll(async () => {
    const address = await workerDatabase();
    opened = { address, source: await open(address) };
  });
  beforeEach(() => truncateAll(require().address, keep));
  afterAll(() => opened?.source.destroy());
  return {
    get source() { return require().source; },
    get address() { return require().address; },
  };
}
