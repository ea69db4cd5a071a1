import { freeBeyondUsual, learnFreeing, meanBusySec, NOTHING_LEARNED_OF_FREEING, type Freeing } from './freeing';

const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);
/** Talks that mostly last a hundred seconds, each followed by ten of wrap-up. */
const LEARNED: Freeing = times(20, 0).reduce<Freeing>((known) => learnFreeing(known, { talkedForMs: [...times(8, 100_000), 40_000, 160_000], wrappedForMs: times(10, 10_000) }), NOTHING_LEARNED_OF_FREEING);
const talking = (count: number, forMs: number): { state: string; forMs: number }[] => times(count, forMs).map((ms) => ({ state: 'talking', forMs: ms }));

it('learns how long an agent is busy with a call', () => {
  expect(meanBusySec(NOTHING_LEARNED_OF_FREEING)).toBeCloseTo(180, 9);
  expect(meanBusySec(LEARNED)).toBeGreaterThan(105);
  expect(meanBusySec(LEARNED)).toBeLessThan(125);
});

it('expects more of those who are nearly done, and fewer of those who have just begun', () => {
  expect(freeBeyondUsual(LEARNED, talking(10, 95_000), 20)).toBeGreaterThan(1);
  expect(freeBeyondUsual(LEARNED, talking(10, 1_000), 20)).toBeLessThan(-0.5);
  expect(freeBeyondUsual(LEARNED, [{ state: 'wrapping', forMs: 9_000 }], 20)).toBeGreaterThan(0.5);
  expect(freeBeyondUsual(LEARNED, [{ state: 'reserved', forMs: 0 }], 20)).toBeLessThan(0);
  expect(freeBeyondUsual(LEARNED, [{ state: 'idle', forMs: 100_000 }], 20)).toBe(0);
});

it('says nothing where ages tell nothing: of exponential times', () => {
  const exponential = Array.from({ length: 1_000 }, (_, index) => -150_000 * Math.log((index + 0.5) / 1_000));
  const known = learnFreeing(NOTHING_LEARNED_OF_FREEING, { talkedForMs: exponential, wrappedForMs: [] });
  for (const forMs of [1_000, 60_000, 300_000]) expect(Math.abs(freeBeyondUsual(known, talking(10, forMs), 20)) / 10).toBeLessThan(0.03);
});

it('the same when nothing was heard', () => {
  expect(learnFreeing(LEARNED, { talkedForMs: [], wrappedForMs: [] })).toBe(LEARNED);
});
