import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench } from '../context/owner.spec-helper';
import { aCaller } from './call.spec-helper';
import { OptOuts } from './opt-outs';

it('nobody is put on the do-not-call list who withholds the number, and is told so', async () => {
  const rows = new FakeRows();
  await expect(new OptOuts(new OwnerBench({ dataSource: rows.dataSource }).owner).put(aCaller('answered'), 'key 9')).resolves.toBe(false);
  expect(rows.sql).toEqual([]);
});
