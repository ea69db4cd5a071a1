import { DEFAULT_RETRY_RULES } from '../retry/retry';
import { DEFAULT_LAW_PROFILE, LAW_PROFILES, LAW_PROFILE_NAMES, lawOf, strictest, withRecallLock } from './law-profiles';

it('takes of each figure the one that allows least', () => {
  expect(lawOf(DEFAULT_LAW_PROFILE)).toEqual({
    abandonCapRatio: 0.03, window: { kind: 'rolling', hours: 24 }, clockStarts: 'answer', connectWithinMs: 2_000, minRingMs: 15_000, recallLockHours: 72,
  });
  const lax = { ...LAW_PROFILES['us-tsr'], window: { kind: 'campaign-life' as const }, minRingMs: 20_000 };
  expect(strictest([lax, LAW_PROFILES['uk-2017']])).toEqual({ ...LAW_PROFILES['uk-2017'], minRingMs: 20_000 });
  expect(strictest([lax]).window).toEqual({ kind: 'campaign-life' });
  expect(() => strictest([])).toThrow(RangeError);
});

it('allows nobody more than 3 %, nor less than 15 s of ringing, by any name', () => {
  for (const name of LAW_PROFILE_NAMES) {
    expect(lawOf(name).abandonCapRatio).toBeLessThanOrEqual(0.03);
    expect(lawOf(name).minRingMs).toBeGreaterThanOrEqual(15_000);
  }
});

describe('the lock on calling again', () => {
  const soon = { ...DEFAULT_RETRY_RULES, byOutcome: { ...DEFAULT_RETRY_RULES.byOutcome, abandoned: { maxAttempts: 2, waitSec: 60 } } };

  it('puts off whoever was abandoned, and leaves everything else', () => {
    const locked = withRecallLock(soon, LAW_PROFILES['uk-3-percent']);
    expect(locked.byOutcome.abandoned).toEqual({ maxAttempts: 2, waitSec: 72 * 60 * 60 });
    expect({ ...locked, byOutcome: { ...locked.byOutcome, abandoned: soon.byOutcome.abandoned } }).toEqual(soon);
  });

  it('never shortens a rule, nor makes one where there is none', () => {
    expect(withRecallLock(soon, LAW_PROFILES['us-tsr'])).toBe(soon);
    const never = { ...soon, byOutcome: {} };
    expect(withRecallLock(never, LAW_PROFILES['uk-3-percent'])).toBe(never);
  });
});
