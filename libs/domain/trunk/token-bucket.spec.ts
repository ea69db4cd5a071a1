import fc from 'fast-check';
import { TokenBucket } from './token-bucket';

const BURST_SEC = 0.1;

/** Instants at which calls went, when somebody asks at each of these instants for as many as there are. */
function callsAt(perSec: number, askedAtMs: readonly number[]): number[] {
  const bucket = new TokenBucket(perSec, askedAtMs[0] ?? 0);
  return askedAtMs.filter((atMs) => bucket.take(atMs));
}

/** The most calls that fell into any window of one second. */
function mostInASecond(atMs: readonly number[]): number {
  let most = 0;
  let first = 0;
  atMs.forEach((now, index) => {
    while (now - (atMs[first] ?? now) >= 1000) first++;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

const anyRate = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0.1, max: 5, noNaN: true }));

describe('the calls per second of a gateway', () => {
  it('go evenly', () => {
    const gone = callsAt(10, Array.from({ length: 1000 }, (_unused, ms) => ms));
    expect(gone).toHaveLength(10);
    for (const [index, atMs] of gone.entries()) expect(Math.abs(atMs - index * 100)).toBeLessThanOrEqual(1);
  });

  it('are never more in any second than the rate and the burst, however unevenly they are asked for', () => {
    const anyAsking = fc.array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3_000 })), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(anyRate, anyAsking, (perSec, asking) => {
      let nowMs = 0;
      const asked = asking.flatMap(([pauseMs, times]) => Array.from({ length: times }, () => nowMs += pauseMs / times));
      const allowed = perSec + 1 + perSec * BURST_SEC;
      expect(mostInASecond(callsAt(perSec, asked))).toBeLessThanOrEqual(allowed + 1e-6);
    }), { numRuns: 300 });
  });

  it('come to the rate in the long run, when timers are late as well', () => {
    fc.assert(fc.property(anyRate, fc.integer({ min: 1, max: 40 }), (perSec, everyMs) => {
      const seconds = 60;
      const asked: number[] = [];
      // At every late wake-up all that may go goes.
      for (let atMs = 0; atMs < seconds * 1000; atMs += everyMs) for (let one = 0; one <= (perSec * everyMs) / 1000 + 1; one++) asked.push(atMs);
      const gone = callsAt(perSec, asked).length;
      expect(gone).toBeLessThanOrEqual(perSec * seconds + 1 + perSec * BURST_SEC);
      expect(gone).toBeGreaterThanOrEqual(Math.floor(perSec * (seconds - everyMs / 1000)));
    }), { numRuns: 40 });
  });

  it('wait for as long as it says', () => {
    fc.assert(fc.property(anyRate, fc.integer({ min: 0, max: 500 }), (perSec, laterMs) => {
      const bucket = new TokenBucket(perSec, 0);
      while (bucket.take(laterMs));
      const waitMs = bucket.waitMs(laterMs);
      expect(waitMs).toBeGreaterThan(0);
      expect(bucket.take(laterMs + waitMs * 0.99)).toBe(false);
      expect(bucket.take(laterMs + waitMs + 1e-6)).toBe(true);
    }));
  });

  it('follow a rate that is changed', () => {
    const bucket = new TokenBucket(1000, 0);
    expect(bucket.take(1_000)).toBe(true);
    bucket.setRate(1, 1_000);
    const gone = Array.from({ length: 5_000 }, (_unused, ms) => bucket.take(1_000 + ms)).filter(Boolean).length;
    expect(gone).toBe(6); // the one that may be kept up, and five seconds' worth
  });

  it('are not made up for when the clock stands or goes back', () => {
    const bucket = new TokenBucket(10, 1_000);
    expect(bucket.take(1_000)).toBe(true);
    expect([900, 0, 1_000, 1_099].map((atMs) => bucket.take(atMs))).toEqual([false, false, false, false]);
    expect(bucket.take(1_101)).toBe(true);
  });

  it('are none when the clock or the rate is no number', () => {
    const lost = new TokenBucket(10, 0);
    lost.take(Number.NaN);
    expect(lost.take(1_000)).toBe(false);
    const unknown = new TokenBucket(Number.NaN, 0);
    expect(unknown.take(1_000)).toBe(false);
  });
});
