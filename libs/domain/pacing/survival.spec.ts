import { DURATION_BINS, SurvivalTable, TALK_PRIOR, WRAP_PRIOR, durationBin, heardDurations, type Durations } from './survival';
import { zeros } from './zeros';
import { times } from './fixtures';

const NONE: Durations = { ends: new Array<number>(DURATION_BINS).fill(0), livedSec: new Array<number>(DURATION_BINS).fill(0) };
const nobody = zeros(DURATION_BINS);

it('begins with a lognormal', () => {
  const table = new SurvivalTable(NONE, TALK_PRIOR, nobody);
  expect(table.at(0)).toBe(1);
  expect(table.at(106)).toBeGreaterThan(0.45); // the median of mean 150, variation 1
  expect(table.at(106)).toBeLessThan(0.55);
});

it('learns two kinds of wrap-up', () => {
  let known = NONE;
  for (let i = 0; i < 300; i++) known = heardDurations(known, [5_500, 60_500]);
  const table = new SurvivalTable(known, WRAP_PRIOR, nobody);
  expect(table.at(20)).toBeCloseTo(0.5, 1);
  expect(table.at(45)).toBeCloseTo(0.5, 1);
  expect(table.at(75)).toBeLessThan(0.1);
});

it('hears of long talks before they end', () => {
  const known = heardDurations(NONE, times(10, 60_000));
  const long = zeros(DURATION_BINS);
  long[durationBin(600)] = 30;
  expect(new SurvivalTable(known, TALK_PRIOR, long).at(300)).toBeGreaterThan(2 * new SurvivalTable(known, TALK_PRIOR, nobody).at(300));
});

it('finds the bin of any age', () => {
  for (const sec of [Number.NaN, -1, 0, 0.5, 1, 59.9, 1_199, 1_200, 7_199, 1e9]) {
    expect(durationBin(sec)).toBeGreaterThanOrEqual(0);
    expect(durationBin(sec)).toBeLessThan(DURATION_BINS);
  }
});
