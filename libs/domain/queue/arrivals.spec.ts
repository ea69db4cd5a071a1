import fc from 'fast-check';
import { RECALLED_MS, arrivalsAhead, arrivalsBegin, heardArrivals, recalledArrivals, type ArrivalsHeard, type UsualArrivals } from './arrivals';

const USUAL: UsualArrivals = { callsPerSec: 0.5, worthCalls: 25 };

/** Seconds one after another, so many calls in each. */
function hear(heard: ArrivalsHeard, callsOf: (sec: number) => number, seconds: number, usual = USUAL): ArrivalsHeard {
  let now = heard;
  const fromMs = heard.toMs;
  for (let sec = 1; sec <= seconds; sec++) now = heardArrivals(now, callsOf(sec), usual, fromMs + sec * 1000);
  return now;
}

/** Calls at even distances. */
const evenly = (perSec: number) => (sec: number): number => Math.floor(sec * perSec) - Math.floor((sec - 1) * perSec);
const level = (heard: ArrivalsHeard): number => arrivalsAhead(heard, 1).calls;

it('expects what is usual before it has heard anything, as surely as that is known', () => {
  const { calls, deviation } = arrivalsAhead(arrivalsBegin(USUAL, 0), 30);
  expect(calls).toBeCloseTo(30, 9);
  expect(deviation).toBeCloseTo(Math.sqrt(30 + 900 / 25), 9);
});

it.each([0.3, 0.5, 1, 2])('learns within minutes that %d calls a second come', (perSec) => {
  const heard = hear(arrivalsBegin(USUAL, 0), evenly(perSec), 15 * 60);
  expect(level(heard) * 0.5 / perSec).toBeGreaterThan(0.9);
  expect(level(heard) * 0.5 / perSec).toBeLessThan(1.1);
  // More surely than what is usual is known.
  expect(arrivalsAhead(heard, 30).deviation / arrivalsAhead(heard, 30).calls).toBeLessThan(arrivalsAhead(arrivalsBegin(USUAL, 0), 30 * perSec / 0.5).deviation / (30 * perSec / 0.5));
});

it('a burst of three times as many shows in seconds, and its end too', () => {
  const calm = hear(arrivalsBegin(USUAL, 0), evenly(0.5), 30 * 60);
  expect(level(hear(calm, evenly(1.5), 15))).toBeGreaterThan(1.8);
  expect(level(hear(calm, evenly(1.5), 60))).toBeGreaterThan(2.6);
  const burst = hear(calm, evenly(1.5), 10 * 60);
  expect(level(hear(burst, evenly(0.5), 60))).toBeLessThan(1.5);
});

it('chance is not taken for a burst', () => {
  // Poisson by a fixed sequence of numbers.
  let word = 1;
  const uniform = (): number => (word = word * 48_271 % 2_147_483_647) / 2_147_483_647;
  let heard = arrivalsBegin(USUAL, 0);
  let outside = 0;
  for (let sec = 1; sec <= 4 * 3_600; sec++) {
    heard = heardArrivals(heard, uniform() < 0.5 ? 1 : 0, USUAL, sec * 1000);
    if (Math.abs(level(heard) - 1) > 0.5) outside++;
  }
  expect(outside / (4 * 3_600)).toBeLessThan(0.02);
});

it('without earlier days the first minutes tell', () => {
  const unknown: UsualArrivals = { callsPerSec: 1 / 60, worthCalls: 0.3 };
  const heard = hear(arrivalsBegin(unknown, 0), evenly(0.5), 180, unknown);
  expect(arrivalsAhead(heard, 60 / 60).calls).toBeGreaterThan(24);
  expect(arrivalsAhead(heard, 60 / 60).calls).toBeLessThan(34);
});

it('after a gap, and when the clock goes back, it begins with what is usual', () => {
  const heard = hear(arrivalsBegin(USUAL, 0), evenly(3), 600);
  expect(heardArrivals(heard, 3, USUAL, 4_000_000)).toEqual(arrivalsBegin(USUAL, 4_000_000));
  expect(heardArrivals(heard, 3, USUAL, 0)).toEqual(arrivalsBegin(USUAL, 0));
});

it('whatever is counted, the forecast is a number, never surer than chance allows, and its state is plain', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }), (counts) => {
    const heard = counts.reduce((now, count, index) => heardArrivals(now, count, USUAL, (index + 1) * 5_000), arrivalsBegin(USUAL, 0));
    const { calls, deviation } = arrivalsAhead(heard, 15);
    expect(calls).toBeGreaterThan(0);
    expect(deviation).toBeGreaterThanOrEqual(Math.sqrt(calls) - 1e-9);
    expect(Number.isFinite(deviation)).toBe(true);
    expect(heard.levels.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(heard.levels.length).toBeLessThanOrEqual(17);
    expect(JSON.parse(JSON.stringify(heard))).toEqual(heard);
  }), { numRuns: 200 });
});

it('whoever begins in the middle of the day, and is told when calls came, knows what is known to who was there', () => {
  const nowMs = 1_800_000_000_000;
  fc.assert(fc.property(fc.array(fc.nat(RECALLED_MS - 1), { maxLength: 200 }), (ago) => {
    const cameAtMs = ago.map((ms) => nowMs - 1 - ms);
    let there = arrivalsBegin(USUAL, nowMs - RECALLED_MS);
    for (let atMs = nowMs - RECALLED_MS + 5_000; atMs <= nowMs; atMs += 5_000) {
      there = heardArrivals(there, cameAtMs.filter((came) => came >= atMs - 5_000 && came < atMs).length, USUAL, atMs);
    }
    expect(recalledArrivals([...cameAtMs, nowMs - 2 * RECALLED_MS], () => USUAL, nowMs)).toEqual(there);
  }), { numRuns: 20 });
});

it('a burst that began before is recalled at once', () => {
  const burst = Array.from({ length: 90 }, (_, index) => 10_000_000 - index * 667);
  expect(level(recalledArrivals(burst, () => USUAL, 10_000_000))).toBeGreaterThan(2.2);
  expect(level(recalledArrivals([], () => USUAL, 10_000_000))).toBeLessThan(0.1);
});
