import { FAULT_SEED, crashRun, everyPoint } from './lib/crash-run';
import { ALL_WELL } from './lib/long-day';

describe('a worker that is stopped past its lease and woken', () => {
  it('between any two steps does nothing any more that the next owner does', async () => {
    const orders = everyPoint('stop', FAULT_SEED + 1);
    const { failed, resumedAfterMs, verdict } = await crashRun(orders);
    expect(orders.filter((order) => !failed.includes(order)).map(({ point }) => point)).toEqual([]);
    expect(verdict).toEqual(ALL_WELL);
    expect(Math.max(...resumedAfterMs)).toBeLessThan(60_000);
  }, 1_200_000);
});
