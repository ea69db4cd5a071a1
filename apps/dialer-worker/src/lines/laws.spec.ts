import { FakeRows } from '@paceline/testing/fake-rows';
import { OwnerBench, pass, useTestTime } from '../context/owner.spec-helper';
import { Laws } from './laws';

describe('the law, as it is known here', () => {
  useTestTime();
  let rows: FakeRows;
  let laws: Laws;
  beforeEach(() => {
    rows = new FakeRows();
    laws = new Laws(rows.dataSource, new OwnerBench().owner.clock);
  });

  it('is the same book until five seconds have passed, and after that as long as nothing has changed', async () => {
    const book = await laws.now();
    await pass(4_999);
    rows.failure = new Error('away'); // nobody is asked yet
    expect(await laws.now()).toBe(book);
    rows.failure = null;
    await pass(1);
    expect(await laws.now()).toBe(book);
  });

  it('is read once for whoever asks at the same time, who hear it in the order in which they asked', async () => {
    const order: number[] = [];
    const books = await Promise.all([1, 2, 3].map(async (nth) => {
      const book = await laws.now();
      order.push(nth);
      return book;
    }));
    expect([order, new Set(books).size]).toEqual([[1, 2, 3], 1]);
  });

  it('cannot be told without the database: then nobody is dialed', async () => {
    await laws.now();
    await pass(5_000);
    rows.failure = new Error('away');
    await expect(laws.now()).rejects.toThrow('away');
    rows.failure = null;
    await expect(laws.now()).resolves.toBeDefined();
  });
});
