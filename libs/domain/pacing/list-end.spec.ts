import fc from 'fast-check';
import { decide } from './decide';
import { NOW_MS, PREDICTIVE, ZERO_ABANDON, snapshotOf, times } from './fixtures';
import { answersToCome, listEnd, priceAtEnd } from './list-end';
import type { PacingSnapshot, PacingState } from './pacing';

const surely = (mean: number) => ({ mean, variance: 0 });
const mayAbandon = (answers: number, abandoned: number, toCome: number): number => listEnd({ answers, abandoned }, 0.03, surely(toCome)).mayAbandon;

it.each([
  [0, 0, 25, 0], [0, 0, 33, 0], [0, 0, 34, 1], [20, 0, 14, 1], [20, 1, 14, 0], [0, 0, 66, 1], [0, 0, 67, 2], [11, 3, 35, -2], [100, 0, 0, 3],
])('counts whole persons: of %p answers %p abandoned, and %p to come, %p more may be', (answers, abandoned, toCome, more) => {
  expect(mayAbandon(answers, abandoned, toCome)).toBe(more);
});

it('counts on no answer that may stay away', () => {
  const end = listEnd({ answers: 0, abandoned: 0 }, 0.03, { mean: 34, variance: 25 });
  expect(end).toEqual({ mayAbandon: 0, answersToCome: 34, answersInAll: 34, abandoned: 0 });
});

it('expects one call of each target that is left, at the rate of the dials, beside what is out', () => {
  const rate = { mean: 0.8, deviation: 0.1, lasts: 0.5 };
  expect(answersToCome(100, rate, { mean: 3, variance: 1 })).toEqual({ mean: expect.closeTo(43) as number, variance: expect.closeTo(1 + 24) as number });
});

describe('the price at the end', () => {
  const at = (mayAbandon: number, toCome: number, agents = 8, ended = 1_000, abandonTargetRatio = 0.028, answerRate = 0.5): number =>
    priceAtEnd({ mayAbandon, answersToCome: toCome, answersInAll: toCome, abandoned: 0 }, { agents, ended, abandonTargetRatio, answerRate });

  it('takes no risk where nobody may be abandoned, and the more the more persons may be, the fewer answers are to come', () => {
    expect([at(0, 100), at(-2, 5), at(3, 60, 0)]).toEqual([0, 0, 0]);
    expect(at(1, 60)).toBeGreaterThan(0);
    expect(at(2, 120)).toBeGreaterThan(at(1, 120));
    expect(at(1, 60)).toBeGreaterThan(at(1, 120));
  });

  it('is bounded by the campaign\'s target, and for a large team, of which many answers may meet nobody at once', () => {
    expect(at(9, 20, 2, 1_000, 0.01)).toBeCloseTo(at(9, 20, 2) * 0.01 / 0.028);
    expect(at(30, 100, 100)).toBeLessThan(at(30, 100, 4) / 2);
  });

  it('is lower where few answer: more calls are out for each answer, and more of them may answer together', () => {
    const large = (answerRate: number): number => at(9, 200, 20, 1_000, 0.028, answerRate);
    expect([large(0.1), large(0.25), large(0.42), large(0.8)]).toEqual([expect.closeTo(large(0.8) * 0.58 / 0.9), expect.closeTo(large(0.8) * 0.58 / 0.75), expect.closeTo(large(0.8)), large(0.5)]);
  });

  it('is for nobody where more were abandoned than the campaign aims at, though the cap allows more', () => {
    const priceAfter = (abandoned: number): number =>
      priceAtEnd(listEnd({ answers: 100, abandoned }, 0.03, surely(200)), { agents: 8, ended: 1_000, abandonTargetRatio: 0.01, answerRate: 0.5 });
    expect(listEnd({ answers: 100, abandoned: 3 }, 0.03, surely(200)).mayAbandon).toBe(6);
    expect(priceAfter(1)).toBeGreaterThan(0);
    expect(priceAfter(2)).toBeLessThan(priceAfter(1));
    expect(priceAfter(3)).toBe(0);
  });

  it('is lower until each agent may have had a call, unless the whole list has fewer answers than there are agents', () => {
    expect(at(2, 80, 20, 0)).toBeLessThan(at(2, 80, 20) / 3);
    expect(at(2, 80, 20, 30)).toBe(at(2, 80, 20));
    expect(at(1, 40, 50, 0)).toBeGreaterThan(at(1, 40, 50));
  });
});

/** Three hundred calls, a third of them answered. */
const EXPERIENCED: PacingState = decide(snapshotOf({
  heard: { answeredAfterMs: times(100, 14_000), failedAfterMs: times(200, 29_000), talkedForMs: times(100, 150_000), wrappedForMs: times(100, 4_000) },
}), PREDICTIVE, {}, NOW_MS).state;

describe('a list whose end is in sight', () => {
  const limited = (changes: Partial<PacingSnapshot>, state = EXPERIENCED) => decide({ ...snapshotOf(), ...changes }, PREDICTIVE, state, NOW_MS);

  it('of which one answer abandoned would be too many is dialed as where nobody may be abandoned, and says so', () => {
    const { dial, reasons } = limited({ targetsReady: 60, targetsLeft: 60 });
    expect(dial).toBe(10);
    expect(reasons.map(({ limit, figures }) => [limit, Math.round(figures['answersToCome'] ?? 0), figures['mayAbandon']])).toEqual([['list-end', 22, 0]]);
  });

  it('with room for a person is dialed beyond it, and with more room further', () => {
    const dials = (targetsLeft: number): number => limited({ targetsReady: targetsLeft, targetsLeft }).dial;
    expect(dials(150)).toBeGreaterThan(10);
    expect(dials(1_500)).toBeGreaterThanOrEqual(dials(150));
  });

  it('whose budget is used goes on as where nobody may be abandoned', () => {
    const budget = { answers: 30, abandoned: 2 };
    expect(limited({ targetsReady: 60, targetsLeft: 60, budget }).dial).toBe(10);
    const tooMany = { outForMs: times(12, 20_000), ringingForMs: times(12, 16_000), waitingForMs: [] };
    expect(limited({ targetsReady: 60, targetsLeft: 60, budget, lines: tooMany })).toMatchObject({ dial: 0, cancel: 2, reasons: [{ limit: 'list-end' }, { limit: 'cancelled' }] });
  });

  it('has an end that no list can have: nobody is dialed', () => {
    for (const targetsLeft of [Number.NaN, -1, Number.POSITIVE_INFINITY]) expect(limited({ targetsLeft })).toMatchObject({ dial: 0, reasons: [{ limit: 'stale' }] });
  });

  it('is never dialed slower than where nobody may be abandoned, and no faster once nobody may be', () => {
    const busy = fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 30 });
    fc.assert(fc.property(fc.nat({ max: 30 }), busy, fc.array(fc.integer({ min: 0, max: 29_000 }), { maxLength: 30 }), fc.nat({ max: 400 }), fc.nat({ max: 6 }),
      (idle, talkingForMs, outForMs, targetsLeft, abandoned) => {
        const snapshot = snapshotOf({ agents: { idle, talkingForMs }, lines: { outForMs }, budget: { answers: 50, abandoned }, targetsReady: targetsLeft });
        const { dial } = decide({ ...snapshot, targetsLeft }, PREDICTIVE, EXPERIENCED, NOW_MS);
        expect(dial).toBeGreaterThanOrEqual(decide(snapshot, ZERO_ABANDON, EXPERIENCED, NOW_MS).dial);
        if (abandoned >= 2 && targetsLeft < 17) expect(dial).toBe(decide(snapshot, ZERO_ABANDON, EXPERIENCED, NOW_MS).dial);
      }), { numRuns: 300 });
  });
});
