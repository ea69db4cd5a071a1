import { DEFAULT_RETRY_RULES } from '../retry/retry';
import { DEFAULT_LAW_PROFILE, LAW_PROFILES, LAW_PROFILE_NAMES, abandonmentLawOf, connectWithinMs, lawOf, strictest, withRecallLock } from './law-profiles';

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

describe('the law that a campaign is judged by', () => {
  const chosen = { lawProfile: 'us-tsr', purpose: 'sales', countries: ['US'] } as const;

  it.each<readonly [string, Parameters<typeof abandonmentLawOf>[0], ReturnType<typeof lawOf>]>([
    ['its own where it is', chosen, LAW_PROFILES['us-tsr']],
    ['its own as long as nobody knows where it calls', { ...chosen, lawProfile: 'uk-3-percent', countries: null }, LAW_PROFILES['uk-3-percent']],
    ['the United Kingdom\'s as soon as one contact lives there', { ...chosen, countries: ['GB', 'US'] }, strictest([LAW_PROFILES['us-tsr'], LAW_PROFILES['uk-2017']])],
    ['the United Kingdom\'s for surveys too', { ...chosen, purpose: 'survey', countries: ['GB'] }, strictest([LAW_PROFILES['us-tsr'], LAW_PROFILES['uk-2017']])],
    ['Canada\'s where it sells there', { ...chosen, countries: ['CA'] }, strictest([LAW_PROFILES['us-tsr'], LAW_PROFILES['ca-crtc']])],
    ['its own stricter one', { ...chosen, lawProfile: 'strictest' }, LAW_PROFILES.strictest],
    ['also that of sales when it does not say why it calls', { ...chosen, lawProfile: 'uk-3-percent', purpose: null, countries: ['US'] }, strictest([LAW_PROFILES['uk-3-percent'], LAW_PROFILES['us-tsr']])],
  ])('is %s', (_title, campaign, law) => {
    expect(abandonmentLawOf(campaign)).toEqual(law);
  });

  it('is never laxer than what was chosen, nor than what binds', () => {
    for (const lawProfile of LAW_PROFILE_NAMES) {
      for (const countries of [[], ['US'], ['GB'], ['CA'], ['IR'], ['US', 'GB']]) {
        const law = abandonmentLawOf({ ...chosen, lawProfile, countries });
        expect(strictest([law, lawOf(lawProfile)])).toEqual(law);
        if (countries.includes('GB')) expect(law.abandonCapRatio).toBe(0);
      }
    }
  });
});

it.each([[5_000, 2_000], [2_000, 2_000], [700, 700]])('of %d ms that are set %d hold', (configuredMs, holds) => {
  expect(connectWithinMs(lawOf('us-tsr'), configuredMs)).toBe(holds);
  expect(connectWithinMs(null, configuredMs)).toBe(configuredMs);
});
