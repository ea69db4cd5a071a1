import fc from 'fast-check';
import { Breaker } from './breaker';

const PAUSES_MS = [5_000, 10_000, 20_000, 40_000, 60_000, 60_000];

function fail(breaker: Breaker, times: number, nowMs = 0): void {
  for (let one = 0; one < times; one++) breaker.failed(nowMs);
}

function opened(nowMs = 0): Breaker {
  const breaker = new Breaker();
  fail(breaker, 10, nowMs);
  return breaker;
}

describe('a gateway\'s breaker', () => {
  it('opens with the tenth failure in a row', () => {
    const breaker = new Breaker();
    fail(breaker, 9);
    expect([breaker.allows(0), breaker.openSinceMs]).toEqual([true, null]);
    breaker.failed(7);
    expect([breaker.allows(7), breaker.openSinceMs]).toEqual([false, 7]);
  });

  it('counts failures in a row only', () => {
    const breaker = new Breaker();
    fail(breaker, 9);
    breaker.succeeded();
    fail(breaker, 9);
    expect(breaker.openSinceMs).toBeNull();
  });

  it('lets one call through after its pause', () => {
    const breaker = opened();
    expect([breaker.allows(4_999), breaker.allows(5_000)]).toEqual([false, true]);
    breaker.placed();
    expect(breaker.allows(5_000)).toBe(false);
    expect(breaker.allows(1e9)).toBe(false);
  });

  it('closes when that call is carried, and forgets its failures', () => {
    const breaker = opened();
    breaker.placed();
    breaker.succeeded();
    expect([breaker.allows(5_001), breaker.openSinceMs]).toEqual([true, null]);
    fail(breaker, 9, 6_000);
    expect(breaker.allows(6_000)).toBe(true);
    breaker.failed(6_000);
    expect([breaker.allows(10_999), breaker.allows(11_000)]).toEqual([false, true]);
  });

  it('pauses twice as long with every failed probe, up to a minute', () => {
    const breaker = opened();
    let nowMs = 0;
    for (const pauseMs of PAUSES_MS) {
      expect([breaker.allows(nowMs + pauseMs - 1), breaker.allows(nowMs + pauseMs)]).toEqual([false, true]);
      nowMs += pauseMs;
      breaker.placed();
      breaker.failed(nowMs);
    }
    expect(breaker.openSinceMs).toBe(0);
  });

  it('says when it is probed next', () => {
    expect(new Breaker().probeInMs(0)).toBeNull();
    const breaker = opened(1_000);
    expect([breaker.probeInMs(1_000), breaker.probeInMs(4_000), breaker.probeInMs(9_000)]).toEqual([5_000, 2_000, 0]);
    breaker.placed();
    expect(breaker.probeInMs(6_000)).toBe(0);
    breaker.failed(6_500);
    expect(breaker.probeInMs(6_500)).toBe(10_000);
    breaker.placed();
    breaker.succeeded();
    expect(breaker.probeInMs(20_000)).toBeNull();
  });

  it('probes again when the call was not placed after all', () => {
    const breaker = opened();
    breaker.placed();
    breaker.withdrawn();
    expect(breaker.allows(5_000)).toBe(true);
  });

  it('is not moved by what was under way when it opened: neither its failures nor its successes', () => {
    const breaker = opened();
    fail(breaker, 50, 100);
    breaker.succeeded();
    expect([breaker.allows(4_999), breaker.allows(5_000)]).toEqual([false, true]);
  });

  it('never has two probes at once, and opens only after ten failures', () => {
    const anyStep = fc.constantFrom('place', 'fail', 'succeed', 'withdraw', 'wait');
    fc.assert(fc.property(fc.array(anyStep, { maxLength: 200 }), (steps) => {
      const breaker = new Breaker();
      let [nowMs, underWay, failures] = [0, 0, 0];
      for (const step of steps) {
        const wasOpen = breaker.openSinceMs !== null;
        if (step === 'wait') nowMs += 2_500;
        else if (step === 'place' && breaker.allows(nowMs)) { breaker.placed(); if (wasOpen) underWay++; }
        else if (step === 'withdraw') { breaker.withdrawn(); underWay = 0; }
        else if (step === 'fail') { breaker.failed(nowMs); failures++; underWay = 0; }
        else if (step === 'succeed') { breaker.succeeded(); if (wasOpen && underWay > 0) underWay = 0; if (breaker.openSinceMs === null) failures = 0; }
        expect(underWay).toBeLessThanOrEqual(1);
        if (breaker.openSinceMs !== null) expect(failures).toBeGreaterThanOrEqual(10);
      }
    }), { numRuns: 500 });
  });
});
