import { times } from './fixtures';
import { NO_RINGS, binAgeSec, byAge, heardRings, ringBin, ringTables, type Rings } from './ring-times';

const NOBODY = byAge([]);
const tables = (rings: Rings = NO_RINGS, outMs: readonly number[] = []) => ringTables(rings, byAge(outMs), 30);
const heard = (answered: readonly number[], failed: readonly number[], cancelled: readonly number[]): Rings => heardRings(NO_RINGS, answered, failed, cancelled, 0);

it('begins with answers after about 15 s and most failures when the switch gives up', () => {
  const { answers, failures } = tables();
  expect(answers.at(3)).toBeLessThan(0.05);
  expect(answers.at(14)).toBeGreaterThan(0.45);
  expect(failures.at(29)).toBeCloseTo(0.35, 1);
  expect(failures.at(32)).toBeGreaterThan(0.99);
});

it('learns a slow carrier', () => {
  expect(tables(heard(times(400, 25_500), times(800, 30_500), [])).answers.at(20)).toBeLessThan(0.06);
});

it('takes what becomes of old calls from those that were let ring, however many are given up', () => {
  const lateOnes = times(400, 24_500);
  const few = tables(heard([...times(600, 8_500), ...lateOnes], times(2_000, 30_500), []));
  // Nine of ten of those that came to be 18 s old were given up then: as many more came to that age.
  const many = tables(heard([...times(6_000, 8_500), ...lateOnes], times(2_000, 30_500), times(21_600, 18_500)));
  for (const sec of [9, 18, 25, 31]) expect(many.answers.at(sec)).toBeCloseTo(few.answers.at(sec), 1);
});

it('where all old calls are given up, it stays with the prior for them', () => {
  const { answers, failures } = tables(heard(times(180, 10_500), times(200, 12_500), times(620, 18_500)));
  expect(answers.at(19)).toBeLessThan(0.75);
  expect(answers.at(19)).toBeGreaterThan(0.5);
  expect(failures.at(29)).toBeLessThan(0.6);
});

it('does not take the first answers of a burst, which are early ones, for all of them', () => {
  const early = heard(times(200, 6_500), times(100, 5_500), []);
  expect(tables(early).answers.at(8)).toBeGreaterThan(0.85);
  expect(tables(early, times(1_700, 7_500)).answers.at(8)).toBeLessThan(0.5);
});

it('the memory is longer where more is out', () => {
  const before = heard(times(100, 8_500), [], []);
  const after = (out: number): number => heardRings(before, times(500, 20_500), [], [], out).answered[8] ?? Number.NaN;
  expect(after(1_000)).toBeGreaterThan(after(0));
  expect(heardRings(before, [], [], [], 10)).toBe(before);
});

it('ends at one, whatever was heard', () => {
  for (const rings of [NO_RINGS, heard([0], [], times(3, 1e9)), heard(times(1_000, 200_000), [], [])]) {
    const { answers, failures } = ringTables(rings, NOBODY, 1_000);
    for (const table of [answers, failures]) {
      expect(table.at(1_000)).toBe(1);
      for (let sec = 0; sec < 300; sec++) expect(table.at(sec + 1)).toBeGreaterThanOrEqual(table.at(sec) - 1e-9);
    }
  }
});

it('has a bin for every age', () => {
  for (const ms of [Number.NaN, -5, 0, 39_999, 40_000, 1e12, Number.POSITIVE_INFINITY]) expect(binAgeSec(ringBin(ms))).toBeGreaterThan(0);
});
