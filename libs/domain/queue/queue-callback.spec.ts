import fc from 'fast-check';
import { OUTBOUND_OUTCOMES, countsAsAttempt, type OutboundOutcome } from '../call/outcome';
import { SOON_MS, afterCallback, type AfterCallback } from './queue-callback';

const RULES = { tries: 3, retrySec: 600 };
const DAY_MS = 86_400_000;
const again = (atMs: number, tries: number): AfterCallback => ({ kind: 'again', atMs, tries });
const ended = (how: 'talked' | 'given-up' | 'expired' | 'refused', tries: number): AfterCallback => ({ kind: 'ended', how, tries });

it.each<[OutboundOutcome, number, number, AfterCallback]>([
  ['connected', 1, DAY_MS, ended('talked', 1)],
  ['busy', 1, DAY_MS, again(600_000, 1)], ['no-answer', 2, 600_001, again(600_000, 2)], ['rejected', 1, DAY_MS, again(600_000, 1)], ['lost', 1, DAY_MS, again(600_000, 1)],
  ['no-answer', 2, 600_000, ended('expired', 2)], ['no-answer', 3, DAY_MS, ended('given-up', 3)], ['busy', 9, 0, ended('given-up', 9)],
  // Ours: they are called again soon, and what reached no phone does not count.
  ['handoff-failed', 1, DAY_MS, again(SOON_MS, 1)], ['abandoned', 2, DAY_MS, again(SOON_MS, 2)], ['abandoned', 3, DAY_MS, ended('given-up', 3)],
  ['not-dialed', 3, DAY_MS, again(SOON_MS, 2)], ['congestion', 1, DAY_MS, again(SOON_MS, 0)], ['not-dialed', 1, SOON_MS, ended('expired', 0)], ['switched-off', 3, DAY_MS, again(600_000, 2)],
  ['invalid-number', 1, DAY_MS, ended('given-up', 1)], ['unwanted', 1, DAY_MS, ended('refused', 1)],
])('whose call was %s at try %d, and who is to be called until %d, %j', (outcome, tries, expiresAtMs, after) => {
  expect(afterCallback(outcome, { tries, expiresAtMs }, RULES, 0)).toEqual(after);
});

it('nobody is rung more often than the rules say, nor called after the wish has expired, and nobody who talked is called again', () => {
  const outcomes = fc.array(fc.constantFrom(...OUTBOUND_OUTCOMES), { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 60, max: 3_600 }), fc.nat(DAY_MS), outcomes, (most, retrySec, expiresAtMs, all) => {
    let [made, rung, nowMs] = [0, 0, 0];
    for (const outcome of all) {
      made++;
      if (countsAsAttempt(outcome)) rung++;
      const after = afterCallback(outcome, { tries: made, expiresAtMs }, { tries: most, retrySec }, nowMs);
      expect(after.tries).toBe(rung);
      if (outcome === 'connected') expect(after).toMatchObject({ kind: 'ended', how: 'talked' });
      if (after.kind === 'ended') break;
      expect(after.atMs).toBeLessThan(expiresAtMs);
      expect(after.atMs).toBeGreaterThanOrEqual(nowMs + Math.min(SOON_MS, retrySec * 1000));
      [made, nowMs] = [after.tries, after.atMs];
    }
    expect(rung).toBeLessThanOrEqual(most);
  }));
});
