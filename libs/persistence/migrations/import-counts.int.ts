import { dropDatabase, scratchDatabase } from '@paceline/testing/test-database';
import { createDataSource } from '../data-source';
import { Import } from '../entities/contacts';
import { migrate } from '../migrate';
import { write } from '../transaction';
import { ImportCounts1764935000000 } from './1764935000000-import-counts';

it('counts every row of files that were read before once, whenever it was interrupted', async () => {
  const address = await scratchDatabase();
  const source = await createDataSource({ url: address.url, poolSize: 3 }).initialize();
  try {
    await migrate(source);
    await write(source, 'ALTER TABLE imports DROP COLUMN updated, DROP COLUMN duplicates, DROP COLUMN blank', []);
    await write(source, "DELETE FROM migrations WHERE name = 'ImportCounts1764935000000'", []);
    await write(source, "INSERT INTO lists (id, name) VALUES (1, 'a list')", []);
    // Ten rows: four new, one known, three rejected of which two repeat others, two empty.
    await write(source, "INSERT INTO imports (id, list_id, file_name, state, rows_read, imported, known, rejected) VALUES (1, 1, 'a', 'done', 10, 4, 1, 3), (2, 1, 'b', 'done', 5, 5, 0, 0)", []);
    await write(source, "INSERT INTO import_rejections (import_id, `row_number`, reason, detail) VALUES (1, 2, 'no-phone', ''), (1, 3, 'duplicate-in-file', ''), (1, 4, 'duplicate-in-file', '')", []);
    const runner = source.createQueryRunner();
    // Killed before it was noted as done, and started again.
    await new ImportCounts1764935000000().up(runner);
    await runner.release();
    await migrate(source);
    const counts = (await source.manager.find(Import, { order: { id: 'ASC' } })).map(({ imported, known, updated, duplicates, rejected, blank }) => [imported, known, updated, duplicates, rejected, blank]);
    expect(counts).toEqual([[4, 1, 0, 2, 1, 2], [5, 0, 0, 0, 0, 0]]);
  } finally {
    await source.destroy();
    await dropDatabase(address);
  }
});
