import type { Availability } from './availability';
import { HORIZONS } from './horizons';
import { shortage } from './shortage';

const flat = (value: number): number[] => new Array<number>(HORIZONS).fill(value);
const busy = (count: number, free: number): Availability => ({ groups: [{ count, freeBy: flat(free) }], busy: count, mean: flat(count * free), variance: flat(count * free * (1 - free)) });

it('is exact for a small team', () => {
  // Nobody of three is free with chance (1/2)^3; with one answer before, at most one is with chance 4/8.
  expect(shortage(busy(3, 0.5), 0).at(0, 0, 0)).toBeCloseTo(1 / 8);
  const poissonOne = Math.exp(-1) * (1 / 8 + 4 / 8 + 0.5 * 7 / 8) + (1 - 2.5 * Math.exp(-1));
  expect(shortage(busy(3, 0.5), 0).at(0, 1, 1)).toBeCloseTo(poissonOne);
});

it('takes less variance than Poisson from calls that are nearly sure', () => {
  // Two calls, each answered with 0.9: a binomial.
  expect(shortage(busy(0, 0), 2).at(0, 1.8, 0.18)).toBeCloseTo(0.81);
});

it('counts answered calls that wait against those who get free', () => {
  expect(shortage(busy(3, 0.5), -1).at(0, 0, 0)).toBeCloseTo(4 / 8);
  expect(shortage(busy(0, 0), -1).at(0, 0, 0)).toBe(1);
});

it('hardly changes where the normal takes over', () => {
  for (const mean of [2, 4, 6]) {
    const exact = shortage(busy(30, 0.2), 0).at(0, mean, mean);
    expect(Math.abs(shortage(busy(31, 6 / 31), 0).at(0, mean, mean) - exact)).toBeLessThan(0.03);
  }
});
