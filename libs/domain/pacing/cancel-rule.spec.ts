import type { Availability } from './availability';
import { rungEnough, toCancel } from './cancel-rule';
import { HORIZONS } from './horizons';

const flat = (value: number): number[] => new Array<number>(HORIZONS).fill(value);
const busy = (count: number, free: number): Availability => ({ groups: [{ count, freeBy: flat(free) }], busy: count, mean: flat(count * free), variance: flat(0) });

it('gives up all that may be when nobody is idle or likely to be soon', () => {
  expect(toCancel(busy(5, 0.02), 0, 4)).toBe(4);
  expect(toCancel(busy(5, 0.02), -1, 4)).toBe(4);
});

it('gives up none while an agent is idle or one will be', () => {
  expect(toCancel(busy(5, 0.02), 1, 4)).toBe(0);
  expect(toCancel(busy(50, 0.05), 0, 4)).toBe(0);
});

it('counts only what rang as long as the law asks', () => {
  expect(rungEnough([14_999, 15_000, 40_000, Number.NaN], 15_000)).toBe(2);
});
