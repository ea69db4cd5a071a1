import fc from 'fast-check';
import { afterTry } from './queue-callback';

const RULES = { tries: 3, retrySec: 600 };

it.each([
  [1, 3_600_000, { kind: 'again', atMs: 600_000 }], [2, 600_001, { kind: 'again', atMs: 600_000 }],
  [2, 600_000, { kind: 'ended', how: 'expired' }], [3, 3_600_000, { kind: 'ended', how: 'given-up' }], [9, 0, { kind: 'ended', how: 'given-up' }],
] as const)('who was not reached at try %d, and is to be called until %d, %j', (tries, expiresAtMs, after) => {
  expect(afterTry(tries, expiresAtMs, RULES, 0)).toEqual(after);
});

it('calls nobody more often than the rules say, nor after the wish has expired', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 60, max: 3_600 }), fc.nat(10_000_000), (tries, retrySec, expiresAtMs) => {
    let [made, nowMs] = [1, 0];
    for (let after = afterTry(made, expiresAtMs, { tries, retrySec }, nowMs); after.kind === 'again'; after = afterTry(made, expiresAtMs, { tries, retrySec }, nowMs)) {
      [made, nowMs] = [made + 1, after.atMs];
    }
    expect(made).toBeLessThanOrEqual(tries);
    expect(made === 1 || nowMs < expiresAtMs).toBe(true);
  }));
});
