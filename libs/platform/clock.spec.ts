import { Clock, clockFrom } from './clock';

describe('the clock', () => {
  it('judges calling hours by the system\'s time in production', () => {
    const clock = clockFrom({});
    const [before, calling, after] = [clock.nowMs(), clock.callingNowMs(), clock.nowMs()];
    expect(calling).toBeGreaterThanOrEqual(before);
    expect(calling).toBeLessThanOrEqual(after);
  });

  it('judges them as from another instant in the demo, and only them', () => {
    const clock = clockFrom({ CALLING_CLOCK_AT: '2026-01-05T10:00:00Z' });
    expect(Math.abs(clock.callingNowMs() - Date.parse('2026-01-05T10:00:00Z'))).toBeLessThan(5_000);
    expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(5_000);
  });

  it('turns an instant of the calling clock into one of the system\'s', () => {
    const clock = new Clock(-3_600_000);
    expect(clock.fromCallingMs(1_000)).toBe(3_601_000);
  });

  it('follows the database, whatever the host says', () => {
    const clock = new Clock(0, 300_000);
    expect(clock.nowMs() - Date.now()).toBeGreaterThan(290_000);
    const atMs = clock.monotonicMs();
    clock.follow(1_700_000_000_000, atMs - 10, atMs + 10);
    expect(Math.abs(clock.nowMs() - 1_700_000_000_000)).toBeLessThan(1_000);
    expect(clock.callingNowMs() - clock.nowMs()).toBeLessThan(1_000);
  });

  it('never goes back', () => {
    const clock = new Clock();
    const seen = Array.from({ length: 1_000 }, () => clock.monotonicMs());
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});
