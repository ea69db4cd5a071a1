import { DEFAULT_RETRY_RULES } from '../retry/retry';
import type { EndedAttempt } from '../retry/target-after';
import type { Ending } from './interview';
import { targetSurveyed } from './surveyed-target';

const RULES = { ...DEFAULT_RETRY_RULES, byOutcome: { 'no-answer': { maxAttempts: 3, waitSec: 3_600 }, 'scripted': { maxAttempts: 4, waitSec: 5 } } };
const attempt = (more: Partial<EndedAttempt> = {}): EndedAttempt => ({
  rules: RULES, outcome: 'scripted', disposition: null, attemptsBefore: 0, sameOutcomeBefore: 0, phonePosition: 0, phoneCount: 1, endedAtMs: 1_000_000, ...more,
});
const AGAIN = { state: 'ready', nextAtMs: 1_000_000 + 3_600_000, attempts: 1, phonePosition: 0 };

describe('a target of an automatic survey', () => {
  it.each<[Ending]>([[{ result: 'complete' }], [{ result: 'screened' }], [{ result: 'refused' }], [{ result: 'quota-full', quota: 'all' }], [{ result: 'partial', because: 'refused' }]])('is done with %j', (ending) => {
    expect(targetSurveyed(attempt(), ending)).toEqual({ state: 'done', result: ending.result, attempts: 1 });
  });

  it.each<[Ending]>([[{ result: 'no-response' }], [{ result: 'partial', because: 'hung-up' }], [{ result: 'partial', because: 'given-up' }], [{ result: 'partial', because: 'put-off' }]])(
    'is called again behind %j, as long as the rule says, and done with that', (ending) => {
      expect(targetSurveyed(attempt(), ending)).toEqual(AGAIN);
      expect(targetSurveyed(attempt({ attemptsBefore: 2, sameOutcomeBefore: 2 }), ending)).toEqual({ state: 'done', result: ending.result, attempts: 3 });
      expect(targetSurveyed(attempt({ rules: { ...RULES, byOutcome: {} } }), ending)).toEqual({ state: 'done', result: ending.result, attempts: 1 });
    });
});
