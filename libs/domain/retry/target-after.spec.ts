import fc from 'fast-check';
import { OUTBOUND_OUTCOMES, countsAsAttempt, wasDialed, type OutboundOutcome } from '../call/outcome';
import { DEFAULT_RETRY_RULES, NOT_DIALED_WAIT_SEC, type DispositionMeaning, type RetryRules } from './retry';
import { targetAfter, targetCalledBack, targetPassedOver, targetSpared, type EndedAttempt, type TargetAfter } from './target-after';

const ENDED_AT_MS = Date.UTC(2026, 0, 5, 9, 0);

function after(changes: Partial<EndedAttempt> & { readonly outcome: OutboundOutcome }): TargetAfter {
  return targetAfter({
    rules: DEFAULT_RETRY_RULES, disposition: null, attemptsBefore: 0, sameOutcomeBefore: 0, phonePosition: 0, phoneCount: 1, endedAtMs: ENDED_AT_MS, ...changes,
  });
}

it('a target that an agent passed over comes again after ten minutes, and nothing counts', () => {
  expect(targetPassedOver({ attemptsBefore: 2, phonePosition: 1 }, ENDED_AT_MS)).toEqual({ state: 'ready', nextAtMs: ENDED_AT_MS + 600_000, attempts: 2, phonePosition: 1 });
});

it('a target whose call told of its trunk alone has lost nothing', () => {
  const facts = { rules: DEFAULT_RETRY_RULES, attemptsBefore: 3, phonePosition: 1, endedAtMs: ENDED_AT_MS };
  expect(targetSpared(facts)).toEqual({ state: 'ready', nextAtMs: ENDED_AT_MS + 600_000, attempts: 3, phonePosition: 1 });
  expect(targetSpared({ ...facts, rules: { ...DEFAULT_RETRY_RULES, byOutcome: {} } })).toMatchObject({ nextAtMs: ENDED_AT_MS + 60_000 });
});

describe('a target whose person has called us', () => {
  const rules: RetryRules = { ...DEFAULT_RETRY_RULES, maxAttempts: 3, byDisposition: { 'call-again': { maxAttempts: 1, waitSec: 600 } } };
  const back = (code: string, meaning: DispositionMeaning, attempts = 2): TargetAfter => targetCalledBack({ rules, disposition: { code, meaning }, attempts, phonePosition: 1, endedAtMs: ENDED_AT_MS });

  it.each<[string, DispositionMeaning, TargetAfter]>([
    ['sold', 'final', { state: 'done', result: 'sold', attempts: 2 }],
    ['never', 'do-not-call', { state: 'done', result: 'never', attempts: 2 }],
    ['call-again', 'retry', { state: 'ready', nextAtMs: ENDED_AT_MS + 600_000, attempts: 2, phonePosition: 1 }],
    ['later', 'retry', { state: 'ready', nextAtMs: ENDED_AT_MS + 24 * 60 * 60_000, attempts: 2, phonePosition: 1 }],
  ])('is left by the agent\'s %s (%s) as by a call of ours, and has used up no attempt', (code, meaning, expected) => {
    expect(back(code, meaning)).toEqual(expected);
  });

  it('is not called again when its attempts are used up', () => {
    expect(back('later', 'retry', 3)).toEqual({ state: 'done', result: 'later', attempts: 3 });
  });
});

describe('a target after an attempt', () => {
  it('is called again on the same phone when its rule says so', () => {
    expect(after({ outcome: 'busy', phonePosition: 1, phoneCount: 3 }))
      .toEqual({ state: 'ready', nextAtMs: ENDED_AT_MS + 300_000, attempts: 1, phonePosition: 1 });
  });

  it('is done with what the agent said, or else with what the switch said', () => {
    expect(after({ outcome: 'connected', disposition: { code: 'sold', meaning: 'final' } })).toEqual({ state: 'done', result: 'sold', attempts: 1 });
    expect(after({ outcome: 'connected' })).toEqual({ state: 'done', result: 'connected', attempts: 1 });
  });

  it('is as it was when nobody was dialed', () => {
    expect(after({ outcome: 'not-dialed', attemptsBefore: 2, phonePosition: 1 }))
      .toEqual({ state: 'ready', nextAtMs: ENDED_AT_MS + NOT_DIALED_WAIT_SEC * 1000, attempts: 2, phonePosition: 1 });
  });

  it.each<OutboundOutcome>(['switched-off', 'congestion'])('has lost no attempt by %s, and is called later on the same phone', (outcome) => {
    const before = { attemptsBefore: DEFAULT_RETRY_RULES.maxAttempts - 1, sameOutcomeBefore: 2, phonePosition: 1, phoneCount: 3 };
    expect(after({ outcome, ...before })).toMatchObject({ state: 'ready', attempts: before.attemptsBefore, phonePosition: 1 });
  });

  it('moves to the next phone at once when the number does not exist', () => {
    expect(after({ outcome: 'invalid-number', phoneCount: 2 })).toEqual({ state: 'ready', nextAtMs: ENDED_AT_MS, attempts: 1, phonePosition: 1 });
    expect(after({ outcome: 'invalid-number', phonePosition: 1, phoneCount: 2 })).toEqual({ state: 'done', result: 'invalid-number', attempts: 1 });
  });

  it('does not move on once its attempts are used', () => {
    expect(after({ outcome: 'invalid-number', phoneCount: 9, attemptsBefore: 3 })).toEqual({ state: 'done', result: 'invalid-number', attempts: 4 });
  });

  it.each<DispositionMeaning>(['do-not-call', 'final'])('does not move to another phone of a person who is %s', (meaning) => {
    expect(after({ outcome: 'invalid-number', phoneCount: 3, disposition: { code: 'code', meaning } })).toEqual({ state: 'done', result: 'code', attempts: 1 });
  });
});

const anyRule = fc.record({ maxAttempts: fc.integer({ min: 1, max: 6 }), waitSec: fc.integer({ min: 0, max: 90 * 86_400 }) });
const anyRules: fc.Arbitrary<RetryRules> = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 8 }),
  byOutcome: fc.dictionary(fc.constantFrom(...OUTBOUND_OUTCOMES), anyRule),
  byDisposition: fc.dictionary(fc.constantFrom('again', 'later', 'constructor'), anyRule),
});
const anyEnd = fc.record({
  outcome: fc.constantFrom(...OUTBOUND_OUTCOMES),
  disposition: fc.option(fc.record({
    code: fc.constantFrom('again', 'later', 'constructor', 'no-rule'), meaning: fc.constantFrom<DispositionMeaning>('retry', 'retry', 'retry', 'final', 'do-not-call'),
  })),
});

interface Life { readonly counted: OutboundOutcome[]; readonly dialed: OutboundOutcome[]; readonly phones: number[]; readonly last: TargetAfter | null; readonly lastEnd: { outcome: OutboundOutcome; meaning: DispositionMeaning | null } | null }

/** Dials a target over and over, as the database would count for it, until it is done. */
function liveOf(rules: RetryRules, phoneCount: number, ends: readonly { outcome: OutboundOutcome; disposition: EndedAttempt['disposition'] }[]): Life {
  const dialed: OutboundOutcome[] = [];
  const phones = [0];
  let attempts = 0;
  let phonePosition = 0;
  let atMs = ENDED_AT_MS;
  for (const { outcome, disposition } of ends) {
    const same = dialed.filter((earlier) => earlier === outcome).length;
    const last = targetAfter({ rules, outcome, disposition, attemptsBefore: attempts, sameOutcomeBefore: same, phonePosition, phoneCount, endedAtMs: atMs });
    dialed.push(outcome);
    const counted = dialed.filter(countsAsAttempt);
    expect(last.attempts).toBe(counted.length);
    if (last.state === 'done') return { counted, dialed, phones, last, lastEnd: { outcome, meaning: disposition?.meaning ?? null } };
    expect(last.nextAtMs).toBeGreaterThanOrEqual(atMs);
    if (outcome === 'not-dialed') expect([last.attempts, last.phonePosition]).toEqual([attempts, phonePosition]);
    if (last.phonePosition !== phonePosition) expect([outcome, last.phonePosition]).toEqual(['invalid-number', phonePosition + 1]);
    ({ attempts, phonePosition, nextAtMs: atMs } = last);
    phones.push(phonePosition);
  }
  return { counted: dialed.filter(countsAsAttempt), dialed, phones, last: null, lastEnd: null };
}

describe('the life of a target, whatever comes', () => {
  it('has at most as many attempts as its rules allow, and only on phones that exist', () => {
    fc.assert(fc.property(anyRules, fc.integer({ min: 1, max: 4 }), fc.array(anyEnd, { maxLength: 30 }), (rules, phoneCount, ends) => {
      const { counted, phones } = liveOf(rules, phoneCount, ends);
      expect(counted.length).toBeLessThanOrEqual(rules.maxAttempts);
      expect(Math.max(...phones)).toBeLessThan(phoneCount);
    }), { numRuns: 500 });
  });

  it('has at most as many attempts of each outcome as its rule allows, while no agent says otherwise', () => {
    const silent = fc.array(fc.constantFrom(...OUTBOUND_OUTCOMES).map((outcome) => ({ outcome, disposition: null })), { maxLength: 30 });
    fc.assert(fc.property(anyRules, silent, (rules, ends) => {
      const { dialed } = liveOf(rules, 1, ends);
      for (const outcome of OUTBOUND_OUTCOMES.filter(wasDialed)) {
        expect(dialed.filter((one) => one === outcome).length).toBeLessThanOrEqual(rules.byOutcome[outcome]?.maxAttempts ?? 1);
      }
    }), { numRuns: 500 });
  });

  it('is over after the attempts that its rules allow, and never merely because nobody was dialed', () => {
    fc.assert(fc.property(anyRules, fc.array(anyEnd, { minLength: 60, maxLength: 60 }), (rules, ends) => {
      const { last, counted, lastEnd } = liveOf(rules, 1, ends);
      if (counted.length >= rules.maxAttempts) expect(last?.state).toBe('done');
      if (lastEnd?.outcome === 'not-dialed') expect(['final', 'do-not-call']).toContain(lastEnd.meaning);
    }));
  });

  it('ends for good with do-not-call and with a final disposition', () => {
    fc.assert(fc.property(anyRules, fc.integer({ min: 1, max: 4 }), fc.array(anyEnd, { maxLength: 30 }), (rules, phoneCount, ends) => {
      const { dialed } = liveOf(rules, phoneCount, ends);
      const stop = ends.findIndex((end) => end.disposition !== null && end.disposition.meaning !== 'retry');
      if (stop >= 0) expect(dialed.length).toBeLessThanOrEqual(stop + 1);
    }));
  });
});
