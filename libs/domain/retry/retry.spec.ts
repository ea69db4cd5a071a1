import fc from 'fast-check';
import { OUTBOUND_OUTCOMES, type OutboundOutcome } from '../call/outcome';
import { DEFAULT_RETRY_RULES, decideRetry, type DispositionMeaning, type RetryDecision, type RetryInput } from './retry';

const ENDED_AT_MS = Date.UTC(2026, 0, 5, 9, 0);
const HOUR_SEC = 60 * 60;

function after(outcome: OutboundOutcome, changes: Partial<RetryInput> = {}): RetryDecision {
  return decideRetry({ rules: DEFAULT_RETRY_RULES, outcome, disposition: null, attempts: 1, attemptsWithOutcome: 1, endedAtMs: ENDED_AT_MS, ...changes });
}

const said = (meaning: DispositionMeaning, code = 'some-code') => ({ disposition: { code, meaning } });
const again = (waitSec: number, counted = true): RetryDecision => ({ again: true, atMs: ENDED_AT_MS + waitSec * 1000, counted });

describe('the default retry rules', () => {
  it.each<readonly [OutboundOutcome, RetryDecision]>([
    ['busy', again(5 * 60)],
    ['no-answer', again(2 * HOUR_SEC)],
    ['rejected', again(24 * HOUR_SEC)],
    ['congestion', again(10 * 60, false)],
    ['switched-off', again(4 * HOUR_SEC, false)],
    ['blocked', { again: false, reason: 'outcome-is-final' }],
    ['unwanted', { again: false, reason: 'outcome-is-final' }],
    ['failed', again(30 * 60)],
    ['cancelled', again(30 * 60)],
    ['lost', again(2 * HOUR_SEC)],
    ['abandoned', again(72 * HOUR_SEC)],
    ['hung-up-waiting', again(24 * HOUR_SEC)],
    ['handoff-failed', again(5 * 60)],
    ['connected', { again: false, reason: 'outcome-is-final' }],
    ['invalid-number', { again: false, reason: 'outcome-is-final' }],
    ['not-dialed', { again: true, atMs: ENDED_AT_MS + 5_000, counted: false }],
  ])('%s', (outcome, decision) => {
    expect(after(outcome)).toEqual(decision);
  });
});

describe('what ends a target', () => {
  it('the attempts of this outcome', () => {
    expect(after('busy', { attempts: 2, attemptsWithOutcome: 2 })).toMatchObject({ again: true });
    expect(after('busy', { attempts: 3, attemptsWithOutcome: 3 })).toEqual({ again: false, reason: 'attempts-used' });
  });

  it('the attempts over its whole life, whatever came of them', () => {
    expect(after('busy', { attempts: 4, attemptsWithOutcome: 1 })).toEqual({ again: false, reason: 'attempts-used' });
  });

  it.each<OutboundOutcome>(['switched-off', 'congestion'])('not %s over its whole life, but so many of these alone', (outcome) => {
    const { maxAttempts = 0 } = DEFAULT_RETRY_RULES.byOutcome[outcome] ?? {};
    expect(after(outcome, { attempts: 3, attemptsWithOutcome: maxAttempts - 1 })).toMatchObject({ again: true, counted: false });
    expect(after(outcome, { attempts: 0, attemptsWithOutcome: maxAttempts })).toEqual({ again: false, reason: 'attempts-used' });
  });

  it.each<OutboundOutcome>(['blocked', 'unwanted'])('%s, whatever the rules say', (outcome) => {
    const rules = { ...DEFAULT_RETRY_RULES, byOutcome: { [outcome]: { maxAttempts: 9, waitSec: 60 } } };
    expect(after(outcome, { rules })).toEqual({ again: false, reason: 'outcome-is-final' });
  });

  it.each<OutboundOutcome>(['connected', 'busy', 'abandoned', 'invalid-number', 'not-dialed'])('a final disposition and do-not-call, even on %s', (outcome) => {
    expect(after(outcome, said('do-not-call'))).toEqual({ again: false, reason: 'do-not-call' });
    expect(after(outcome, said('final'))).toEqual({ again: false, reason: 'final-disposition' });
  });
});

describe('a person\'s own no', () => {
  it('comes before every rule that a campaign may have for it', () => {
    const rule = fc.record({ maxAttempts: fc.integer({ min: 1, max: 50 }), waitSec: fc.integer({ min: 0, max: 90 * 24 * HOUR_SEC }) });
    fc.assert(fc.property(fc.constantFrom('do-not-call', 'never-again'), fc.constantFrom(...OUTBOUND_OUTCOMES), rule, fc.integer({ min: 1, max: 60 }), (code, outcome, own, attempts) => {
      const rules = { maxAttempts: 50, byOutcome: Object.fromEntries(OUTBOUND_OUTCOMES.map((one) => [one, own])), byDisposition: { [code]: own } };
      expect(after(outcome, { rules, ...said('do-not-call', code), attempts })).toEqual({ again: false, reason: 'do-not-call' });
    }));
  });
});

describe('what an agent says', () => {
  const rules = { ...DEFAULT_RETRY_RULES, byDisposition: { 'call-tomorrow': { maxAttempts: 9, waitSec: 20 * HOUR_SEC } } };

  it('has its own rule before the outcome\'s', () => {
    expect(after('busy', { rules, ...said('retry', 'call-tomorrow') })).toEqual(again(20 * HOUR_SEC));
  });

  it('takes the outcome\'s rule without one of its own', () => {
    expect(after('busy', { rules, ...said('retry') })).toEqual(again(5 * 60));
  });

  it('is followed even where neither has a rule: a talked-to person who asked to be called again is called again', () => {
    expect(after('connected', said('retry', 'call-again'))).toEqual(again(24 * HOUR_SEC));
    expect(after('connected', { ...said('retry', 'call-again'), attempts: 4 })).toEqual({ again: false, reason: 'attempts-used' });
  });

  it.each(['constructor', 'toString', '__proto__'])('may be named %s', (code) => {
    expect(after('busy', said('retry', code))).toEqual(again(5 * 60));
  });
});
