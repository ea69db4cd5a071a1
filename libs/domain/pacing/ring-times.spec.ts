import { RING_BINS, RingTable, binAgeSec, censoredRings, heardRings, ringBin } from './ring-times';
import { times } from './fixtures';

const NONE = new Array<number>(RING_BINS).fill(0);

it('begins with answers after about 15 s and most failures when the switch gives up', () => {
  const answers = RingTable.ofAnswers(NONE);
  expect(answers.at(3)).toBeLessThan(0.05);
  expect(answers.at(14)).toBeGreaterThan(0.45);
  const failures = RingTable.ofFailures(NONE, 30);
  expect(failures.at(29)).toBeCloseTo(0.35, 1);
  expect(failures.at(32)).toBeGreaterThan(0.99);
});

it('learns a slow carrier', () => {
  expect(RingTable.ofAnswers(heardRings(NONE, times(400, 25_500))).at(20)).toBeLessThan(0.06);
});

it('gives calls that were cancelled their share of the tail', () => {
  const known = heardRings(heardRings(NONE, times(50, 10_500)), times(50, 22_500));
  const shares = [...NONE];
  shares[16] = 0.5;
  shares[22] = 2;
  const censored = censoredRings(known, shares);
  expect(censored.reduce((sum, count) => sum + count, 0)).toBeCloseTo(known.reduce((sum, count) => sum + count, 0) + 2.5);
  expect(censored[10]).toBe(known[10]);
  expect(censoredRings(NONE, shares)).toEqual(NONE);
});

it('has a bin for every age', () => {
  for (const ms of [Number.NaN, -5, 0, 39_999, 40_000, 1e12, Number.POSITIVE_INFINITY]) expect(binAgeSec(ringBin(ms))).toBeGreaterThan(0);
});
