import { Limits } from './limits';

const SECOND = 1000;

describe('the switch\'s throttles', () => {
  it('admit N−1 of N sessions in a second, and start anew with the next', () => {
    const limits = new Limits(5, 100);
    const admit = (nowMs: number): boolean => limits.admit('outbound', 0, false, nowMs) === null;
    expect(Array.from({ length: 8 }, () => admit(10 * SECOND))).toEqual([true, true, true, true, false, false, false, false]);
    expect(admit(11 * SECOND)).toBe(true);
  });

  it('a new rate waits for the next second', () => {
    const limits = new Limits(100, 100);
    limits.remaining(10 * SECOND);
    expect(limits.setSessionsPerSec(2)).toBe(2);
    expect(limits.admit('outbound', 0, false, 10.9 * SECOND)).toBeNull();
    expect(limits.admit('outbound', 0, false, 10.9 * SECOND)).toBeNull();
    expect(limits.admit('outbound', 0, false, 11 * SECOND)).toBeNull();
    expect(limits.admit('outbound', 0, false, 11 * SECOND)).toBe('over-rate');
  });

  it('reading a limit does not change it', () => {
    const limits = new Limits(7, 9);
    expect(limits.setSessionsPerSec(0)).toBe(7);
    expect(limits.setMaxSessions(0)).toBe(9);
  });

  it('refuse the pause before anything is spent, then the duplicate, then the rate', () => {
    const limits = new Limits(2, 1);
    limits.pause('outbound', true);
    expect(limits.admit('outbound', 0, true, 0)).toBe('paused');
    expect(limits.isPaused('all')).toBe(false);
    expect(limits.admit('inbound', 0, true, 0)).toBe('duplicate-uuid');
    expect(limits.admit('inbound', 1, false, 0)).toBe('over-max-sessions');
    expect(limits.admit('inbound', 0, false, 0)).toBe('over-rate');
    limits.pause('all', false);
    expect(limits.admit('outbound', 0, false, SECOND)).toBeNull();
  });

  it('know the last second and the highest', () => {
    const limits = new Limits(100, 100);
    for (let index = 0; index < 3; index += 1) limits.admit('outbound', 0, false, 0);
    limits.admit('outbound', 0, false, SECOND);
    expect([limits.lastPerSec, limits.peakPerSec, limits.remaining(SECOND)]).toEqual([3, 3, 99]);
  });
});
