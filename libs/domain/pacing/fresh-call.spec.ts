import type { Availability } from './availability';
import { FreshCall } from './fresh-call';
import { HORIZONS, STEP_SEC } from './horizons';
import { times } from './fixtures';
import { NO_RINGS, byAge, heardRings, ringTables } from './ring-times';
import { shortage } from './shortage';

const flat = (value: number): number[] => new Array<number>(HORIZONS).fill(value);
const NOBODY_BUSY: Availability = { groups: [], busy: 0, mean: flat(0), variance: flat(0) };
const NOTHING_OUT = { mean: flat(0), variance: flat(0) };
const { answers } = ringTables(NO_RINGS, byAge([]), 30);
const fresh = (idle: number, rate: number): FreshCall => new FreshCall(answers, { mean: rate, deviation: 0, lasts: 1 }, NOTHING_OUT, shortage(NOBODY_BUSY, idle), Number.POSITIVE_INFINITY, false);

it('risks more with each further call', () => {
  const call = fresh(5, 0.3);
  for (let others = 1; others < 40; others++) expect(call.risk(others)).toBeGreaterThan(call.risk(others - 1) - 1e-12);
  expect(call.risk(0)).toBe(0);
});

it.each([0.001, 0.01, 0.05, 0.3])('adds calls until the next one would risk more than the price (%p)', (price) => {
  const call = fresh(5, 0.3);
  const added = call.upTo(price, 1_000);
  expect(call.risk(added - 1)).toBeLessThanOrEqual(price);
  expect(call.risk(added)).toBeGreaterThan(price);
});

it('keeps the ceiling', () => {
  expect(fresh(5, 0.01).upTo(0.5, 7)).toBe(7);
  expect(fresh(5, 0.3).upTo(0.5, 0)).toBe(0);
});

it('dares less the less it knows of the answer rate', () => {
  const sure = fresh(8, 0.2).upTo(0.02, 1_000);
  const unsure = new FreshCall(answers, { mean: 0.2, deviation: 0.08, lasts: 1 }, NOTHING_OUT, shortage(NOBODY_BUSY, 8), Number.POSITIVE_INFINITY, false).upTo(0.02, 1_000);
  expect(unsure).toBeLessThan(sure);
});

it('dares more where a call that rang long enough may be given up', () => {
  const revocable = new FreshCall(answers, { mean: 0.3, deviation: 0, lasts: 1 }, NOTHING_OUT, shortage(NOBODY_BUSY, 5), 12, false);
  expect(revocable.upTo(0.02, 1_000)).toBeGreaterThan(fresh(5, 0.3).upTo(0.02, 1_000));
});

it('sets a limit even where most answers come when a call may be given up, and a price above all that it can risk', () => {
  const revocable = new FreshCall(answers, { mean: 0.6, deviation: 0, lasts: 1 }, NOTHING_OUT, shortage(NOBODY_BUSY, 5), 4, false);
  expect(revocable.upTo(0.5, 10_000)).toBeLessThan(60);
});

it('risks all of a call that cannot be given up, however late it answers', () => {
  const late = ringTables(heardRings(NO_RINGS, times(1_000, 50_000), [], [], 0), byAge([]), 90).answers;
  const call = new FreshCall(late, { mean: 0.3, deviation: 0, lasts: 1 }, NOTHING_OUT, shortage(NOBODY_BUSY, 0), Number.POSITIVE_INFINITY, false);
  expect(call.risk(0)).toBeCloseTo(1, 2);
});

it('that takes the agent of a later answer risks the shortage which is the worst from its own on', () => {
  // One agent, and an answer that surely comes within the fourth horizon: whoever answers before it takes that agent.
  const oneComes = { mean: flat(1).map((mean, k) => k < 3 ? 0 : mean), variance: flat(0) };
  const risk = (takesFromLater: boolean): number =>
    new FreshCall(answers, { mean: 0.3, deviation: 0, lasts: 1 }, oneComes, shortage(NOBODY_BUSY, 1), Number.POSITIVE_INFINITY, takesFromLater).risk(0);
  expect(risk(false)).toBeCloseTo(1 - answers.at(3 * STEP_SEC), 2);
  expect(risk(true)).toBeCloseTo(1, 2);
});
