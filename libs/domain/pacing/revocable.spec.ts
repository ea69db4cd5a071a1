import { answersAhead } from './answers-ahead';
import { REVOCABLE_COUNTS, revocableFromSec } from './revocable';
import { NO_RINGS, byAge, ringTables } from './ring-times';

const lines = (outForMs: number[], ringingForMs: number[]) => ({ outForMs, ringingForMs, waitingForMs: [] });

it('a call may be given up when it has been set up and has rung for the minimum', () => {
  expect(revocableFromSec(lines([9_000, 4_000], [6_000, 1_000]), 15_000)).toBe(18);
});

it('none may be where no line is known to ring', () => {
  expect(revocableFromSec(lines([20_000, 25_000], []), 15_000)).toBe(Number.POSITIVE_INFINITY);
});

it('is no later than it was for a set-up that cannot be', () => {
  expect(revocableFromSec(lines([4_000], [6_000]), 15_000)).toBe(15);
  expect(revocableFromSec(lines([Number.NaN], [Number.NaN]), 15_000)).toBe(15);
});

it('answers of calls that may be given up count less, the others as before', () => {
  const tables = ringTables(NO_RINGS, byAge([]), 30);
  const last = (agesMs: number[], fromSec: number): number => answersAhead(byAge(agesMs), 0.3, tables, fromSec).mean.at(-1) ?? Number.NaN;
  expect(last([20_000], 18)).toBeCloseTo(last([20_000], Number.POSITIVE_INFINITY) * REVOCABLE_COUNTS);
  expect(last([1_000], 18)).toBeLessThan(last([1_000], Number.POSITIVE_INFINITY));
  expect(last([1_000], 18)).toBeGreaterThan(last([1_000], Number.POSITIVE_INFINITY) * REVOCABLE_COUNTS);
});
