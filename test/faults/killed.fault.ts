import { FAULT_SEED, crashRun, everyPoint } from './lib/crash-run';
import { ALL_WELL } from './lib/long-day';

describe('a worker that is killed', () => {
  it('between any two steps dials nobody twice, loses no result and leaves nobody stuck', async () => {
    const orders = everyPoint('kill', FAULT_SEED);
    const { failed, resumedAfterMs, verdict } = await crashRun(orders);
    expect(orders.filter((order) => !failed.includes(order)).map(({ point }) => point)).toEqual([]);
    expect(verdict).toEqual(ALL_WELL);
    expect(Math.max(...resumedAfterMs)).toBeLessThan(60_000);
  }, 1_200_000);
});
