import type { Availability } from './availability';
import { rungEnough, toCancel } from './cancel-rule';
import { HORIZONS } from './horizons';
import { shortage } from './shortage';

const flat = (value: number): number[] => new Array<number>(HORIZONS).fill(value);
const busy = (count: number, free: number): Availability => ({ groups: [{ count, freeBy: flat(free) }], busy: count, mean: flat(count * free), variance: flat(count * free * (1 - free)) });

/** Ten calls that rang long enough, each of which answers soon with this chance; and answers that nobody can prevent. */
const cancelled = (free: Availability, spare: number, chance: number, firm = 0): number =>
  toCancel(10, shortage(free, spare), (given) => ({ mean: [firm + (10 - given) * chance], variance: [firm + (10 - given) * chance * (1 - chance)] }));

it('gives up all that may be when nobody is idle or likely to be soon', () => {
  expect(cancelled(busy(5, 0.02), 0, 0.05)).toBe(10);
  expect(cancelled(busy(5, 0.02), -1, 0.05)).toBe(10);
  expect(cancelled(busy(50, 0.05), 0, 0.05, 3)).toBe(10);
});

it('gives up none while somebody will be free for each that may answer', () => {
  expect(cancelled(busy(5, 0.02), 2, 0.02)).toBe(0);
  expect(cancelled(busy(100, 0.05), 0, 0.05)).toBe(0);
});

it('gives up no more than it takes', () => {
  const some = cancelled(busy(50, 0.06), 0, 0.2);
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(10);
  expect(cancelled(busy(50, 0.06), 1, 0.2)).toBeLessThan(some);
});

it('gives up none when none may be', () => {
  expect(toCancel(0, shortage(busy(5, 0), 0), () => { throw new Error('asked'); })).toBe(0);
});

it('counts only what rang as long as the law asks', () => {
  expect(rungEnough([14_999, 15_000, 40_000, Number.NaN], 15_000)).toBe(2);
});
